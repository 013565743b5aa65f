"""`python -m cli`: the same as `doorstep`."""

from cli.main import app

app()
