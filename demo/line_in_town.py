"""The line from a phone in town to the server: now and then an answer is lost on its way back."""

import httpx


class LineInTown(httpx.BaseTransport):
    """Loses the answer to one check-in where `loses_an_answer`; the server has carried it out."""

    def __init__(self, *, loses_an_answer: bool) -> None:
        self._to_server = httpx.HTTPTransport()
        self._is_to_lose, self._has_lost = loses_an_answer, False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._to_server.handle_request(request)
        if self._is_to_lose and b"checkIn(" in request.content:
            self._is_to_lose, self._has_lost = False, True
            response.close()
            raise httpx.ReadError("the answer was lost", request=request)
        return response

    def tell_of_lost_answer(self) -> bool:
        """Whether an answer was lost since this was last asked."""
        told, self._has_lost = self._has_lost, False
        return told

    def close(self) -> None:
        self._to_server.close()
