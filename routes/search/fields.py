"""What a file with a problem may hold."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from core.errors import InvalidInput

_Seconds = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False)]
_Instant = Annotated[float, Field(ge=-1e15, le=1e18, allow_inf_nan=False)]


def _ordered(window: list[float]) -> list[float]:
    if window[0] > window[1]:
        raise ValueError(f"it ends at {window[1]:g}, before it begins at {window[0]:g}")
    return window


_Window = Annotated[list[_Instant], Field(min_length=2, max_length=2), AfterValidator(_ordered)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class NodeFields(_Strict):
    prize: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)] = 0
    service: _Seconds = 0
    windows: list[_Window] | None = None
    must: bool = False


class PauseFields(_Strict):
    from_: _Instant = Field(alias="from")
    to: _Instant
    seconds: _Seconds


def _begins_before_its_end(pause: PauseFields) -> PauseFields:
    if pause.from_ > pause.to:
        raise ValueError(f"it ends at {pause.to:g}, before it begins at {pause.from_:g}")
    return pause


class VehicleFields(_Strict):
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    window: _Window = [0, 1e15]
    pause: Annotated[PauseFields, AfterValidator(_begins_before_its_end)] | None = Field(default=None, alias="break")


class Fields(_Strict):
    durations: list[Any]
    nodes: list[NodeFields]
    vehicles: Annotated[list[VehicleFields], Field(min_length=1, max_length=200)]
    objective: Literal["prize", "time", "travel"] = "prize"


def checked(given: object, *, most_nodes: int) -> Fields:
    """Raises InvalidInput with the path of the first thing that is wrong."""
    nodes = given.get("nodes") if isinstance(given, dict) else None
    if isinstance(nodes, list) and len(nodes) > most_nodes:
        raise InvalidInput("nodes", f"{len(nodes)} nodes; {most_nodes} at most. Divide the problem.")
    try:
        return Fields.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InvalidInput(_path(first["loc"]), f"{first['msg']}.") from None


def _path(parts: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return path.lstrip(".") or "file"
