"""The demo: a morning of a sales team in the real centre of Helsinki, played through the HTTP API."""
