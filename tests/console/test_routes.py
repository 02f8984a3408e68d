"""Every address of the console and the API: without a log-in or a key each one is refused."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import FastAPI

from tests.console.site import Site
from tests.databases import ONLY_SQLITE

pytestmark = ONLY_SQLITE

PUBLIC = {
    "/console", "/console/login", "/console/logout", "/console/static", "/console/govuk", "/console/htmx",
    "/console/govuk/govuk-frontend.min.css",
    "/api/v1/openapi.json",
}  # fmt: skip


def walk(routes: Sequence[Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """(method, path) of every route, through mounts and included routers."""
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from walk(inner.routes, prefix + route.include_context.prefix)
        elif getattr(route, "routes", None):
            yield from walk(route.routes, prefix + route.path)
        else:
            for method in getattr(route, "methods", None) or {"GET"}:
                yield method, prefix + route.path


def _filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "1", path)


async def test_every_route_is_guarded_or_on_the_public_list(site: Site, app: FastAPI) -> None:
    guarded = [(method, path) for method, path in walk(app.routes) if path not in PUBLIC and method != "HEAD"]
    assert len(guarded) > 35
    for method, path in guarded:
        answer = await site.client.request(method, _filled(path), json={"text": "x"})
        if path.startswith("/api/"):
            assert answer.status_code == 401, (method, path)
            assert answer.json()["detail"].startswith("Send a key of this council")
        elif method == "GET":
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/console/login"), (method, path)
        else:
            assert answer.status_code in {303, 403}, (method, path)
            assert "/console/login" in answer.headers.get("location", "/console/login"), (method, path)


async def test_every_form_needs_its_token(sam: Site, app: FastAPI) -> None:
    forms = [path for method, path in walk(app.routes) if method == "POST" and path.startswith("/console")]
    assert len(forms) > 8
    for path in forms:
        answer = await sam.client.post(_filled(path), data={"text": "x", "state": "done"})
        assert answer.status_code == 403, path
        assert "reload the page" in answer.text


async def test_a_wrong_key_is_refused(site: Site) -> None:
    assert (await site.ask("/cases", key="doorstep_guess")).status_code == 401
    assert (await site.ask("/cases")).status_code == 200


async def test_the_console_without_a_slash_leads_to_the_overview(site: Site) -> None:
    answer = await site.client.get("/console")
    assert answer.headers["location"] == "/console/"
