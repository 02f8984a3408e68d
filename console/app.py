"""The officers' web pages under /console and their JSON API under /api/v1.

`bot/app.py` mounts both in its one FastAPI application and wraps the whole in the security headers:

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=...)
    app.router.routes.extend(mounts(db, ConsoleConfig(...)))
    application = security_middleware(app, https=settings.base_url.startswith("https:"))

Both are applications of their own (own middleware, own answers to errors, the API its own OpenAPI at
/api/v1/openapi.json); they need no lifespan. `console_app` is the same without the rest of the house.
"""

import re
from pathlib import Path
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette_wtf import CSRFProtectMiddleware

from console.acts import RefusedError
from console.api.app import api
from console.config import ConsoleConfig
from console.guard import NotSignedInError, form_checked, is_partial, signed_in
from console.house import House
from console.pages import (
    cases,
    conversations,
    data,
    duties,
    feedback,
    lessons,
    login,
    meetings,
    overview,
    panels,
    panels_draw,
    panels_members,
    panels_quotas,
    panels_seats,
    people,
    recruiting,
    workings,
)
from console.render import BASE, Renderer
from storage.database import Database

API = "/api/v1"
PANELS = (panels, panels_members, panels_quotas, panels_draw, panels_seats, recruiting, meetings, feedback)
PRIVATE = (overview, cases, conversations, *PANELS, people, duties, data, lessons, workings)
STATIC = Path(__file__).parent / "static"
HOUR = 3600
STYLE = "govuk-frontend.min.css"
FONTS = re.compile(r"@font-face\{[^}]*\}")
HEADINGS = {403: "You cannot do this", 404: "Not found", 409: "Not possible now", 422: "Something is missing"}
CSRF_SENTENCE = "This form is too old or did not come from this page. Go back, reload the page and try again."


def mounts(db: Database, config: ConsoleConfig) -> list[BaseRoute]:
    """What the one application mounts: pages and API."""
    return [
        Route(BASE, _to_overview, include_in_schema=False),
        Mount(BASE, pages(db, config)),
        Mount(API, api(db, config)),
    ]


def console_app(db: Database, config: ConsoleConfig) -> FastAPI:
    """An application of only the console and its API."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.router.routes.extend(mounts(db, config))
    return app


def pages(db: Database, config: ConsoleConfig) -> FastAPI:
    """The officers' pages, to be mounted at /console."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.house = House(db, config, Renderer(config.council_name, config.service_names))
    app.include_router(login.router, dependencies=[Depends(form_checked)])
    for section in PRIVATE:
        app.include_router(section.router, dependencies=[Depends(signed_in), Depends(form_checked)])
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    _serve_packages(app, config.node_modules)
    _answer_errors(app)
    _keep_sessions(app, config)
    return app


def _to_overview(_request: Request) -> Response:
    return RedirectResponse(f"{BASE}/", 307)


def _serve_packages(app: FastAPI, node_modules: Path) -> None:
    """Style and scripts of npm packages; GOV.UK's fonts and crown are not for councils, so not even asked for."""
    style = node_modules / "govuk-frontend/dist/govuk" / STYLE

    @app.get(f"/govuk/{STYLE}", include_in_schema=False)
    def without_fonts() -> Response:
        return Response(FONTS.sub("", style.read_text(encoding="utf-8")), media_type="text/css")

    for name, files in (("govuk", "govuk-frontend/dist/govuk"), ("htmx", "htmx.org/dist")):
        app.mount(f"/{name}", StaticFiles(directory=node_modules / files, check_dir=False), name)


def _keep_sessions(app: FastAPI, config: ConsoleConfig) -> None:
    """The cookie holds a random id and the CSRF token; what it opens stands in the database."""
    seconds = int(config.session_hours * HOUR)
    app.add_middleware(CSRFProtectMiddleware, csrf_secret=config.secret.hex(), csrf_time_limit=seconds)
    app.add_middleware(
        SessionMiddleware, secret_key=config.secret.hex(), session_cookie="doorstep_console", max_age=seconds,
        path=BASE, same_site="lax", https_only=config.secure_cookies,
    )  # fmt: skip


def _answer_errors(app: FastAPI) -> None:
    app.add_exception_handler(NotSignedInError, _to_login)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _failed)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _broken)


def _to_login(request: Request, _error: Exception) -> Response:
    if is_partial(request):
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    if request.method != "GET" or request.url.path == f"{BASE}/":
        return RedirectResponse(f"{BASE}/login", 303)
    return RedirectResponse(f"{BASE}/login?{urlencode({'next': request.url.path})}", 303)


def _page(request: Request, status: int, sentence: str) -> Response:
    house: House = request.app.state.house
    heading = HEADINGS.get(status, "Something went wrong")
    return house.pages.page(request, "error.html", status=status, heading=heading, sentence=sentence)


def _refused(request: Request, error: Exception) -> Response:
    return _page(request, error.status, error.sentence) if isinstance(error, RefusedError) else _page(request, 409, "")


def _failed(request: Request, error: Exception) -> Response:
    status, sentence = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (500, "")
    if status == 404 and sentence == "Not Found":
        sentence = "There is no such page."
    if "CSRF" in type(error).__name__:
        sentence = CSRF_SENTENCE
    return _page(request, status, sentence)


def _not_understood(request: Request, _error: Exception) -> Response:
    return _page(request, 422, "The address or the form has a part that is not understood. Go back and try again.")


def _broken(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse("Something went wrong on our side. Nothing was changed. Try again in a minute.", 500)
