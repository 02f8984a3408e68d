"""The console as a browser without JavaScript sees it, and the API as a program does."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

from console.config import ConsoleConfig
from tests.console.demo import KEY, PASSWORD, QUICK

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
NAMES = {"missed-bin": "Missed bin", "care-at-home": "Care at home", "adult-care": "Adult care"}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Wake:
    """Counts how often the worker was woken."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        """One more."""
        self.times += 1


def config(wake: Wake, **changes: Any) -> ConsoleConfig:
    """The settings of a council under test."""
    settings: dict[str, Any] = {
        "secret": b"a secret of 32 bytes or more, yes", "council_name": "Riverton Council", "base_url": "http://test",
        "secure_cookies": False, "session_hours": 12.0, "node_modules": NODE_MODULES, "wake": wake,
        "service_names": NAMES, "hasher": QUICK,
    }  # fmt: skip
    return ConsoleConfig(**settings | changes)


class Site:
    """One browser."""

    def __init__(self, app: Any, address: str = "192.0.2.1", *, failing: bool = False) -> None:
        transport = httpx2.ASGITransport(app=app, client=(address, 50000), raise_app_exceptions=not failing)
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://test")

    async def get(self, path: str) -> httpx2.Response:
        """Open a page of the console."""
        return await self.client.get(f"/console{path}")

    async def post(self, path: str, page: str, data: Mapping[str, str] | None = None) -> httpx2.Response:
        """Send a form that stands on `page`."""
        found = TOKEN.search((await self.get(page)).text)
        token = found.group(1) if found else ""
        return await self.client.post(f"/console{path}", data={"csrf_token": token, **(data or {})})

    async def log_in(self, name: str = "Sam", password: str = PASSWORD, **more: str) -> httpx2.Response:
        """Log in by the form."""
        return await self.post("/login", "/login", {"name": name, "password": password, **more})

    async def ask(self, path: str, key: str | None = KEY, **query: Any) -> httpx2.Response:
        """GET from the API."""
        return await self.client.get(f"/api/v1{path}", params=query, headers=_bearer(key))

    async def tell(self, path: str, body: Any = None, key: str | None = KEY) -> httpx2.Response:
        """POST to the API."""
        return await self.client.post(f"/api/v1{path}", json=body, headers=_bearer(key))


def _bearer(key: str | None) -> dict[str, str]:
    return {} if key is None else {"authorization": f"Bearer {key}"}
