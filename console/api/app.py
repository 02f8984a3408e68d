"""The JSON API as an application of its own, to be mounted at /api/v1."""

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse

from console.acts import RefusedError
from console.api import acts, lists, residents
from console.api.guard import program
from console.api.models import Problem
from console.config import ConsoleConfig
from console.house import House
from console.render import Renderer
from storage.database import Database

ABOUT = """What officers see in the console, for programs of the council.

Lists answer `{"items": [...], "next": null or "..."}`. Ask for the following page with `?after=` and the value of
`next`; `?limit=` is 50 when you leave it out and 200 at most. Newest comes first."""


def api(db: Database, config: ConsoleConfig) -> FastAPI:
    """The API over one database; OpenAPI at /api/v1/openapi.json."""
    app = FastAPI(
        title="Doorstep", version="1", description=ABOUT, docs_url=None, redoc_url=None, openapi_url="/openapi.json",
        dependencies=[Depends(program)], responses={401: {"model": Problem, "description": "No key, or a wrong one"}},
    )  # fmt: skip
    app.state.house = House(db, config, Renderer(config.council_name, config.service_names))
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(Exception, _broken)
    for part in (lists, residents, acts):
        app.include_router(part.router)
    return app


def _refused(_request: Request, error: Exception) -> JSONResponse:
    status, sentence = (error.status, error.sentence) if isinstance(error, RefusedError) else (409, "")
    return JSONResponse({"detail": sentence}, status)


def _broken(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Something went wrong on our side. Try again in a minute."}, 500)
