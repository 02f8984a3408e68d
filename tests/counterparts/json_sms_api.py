"""A twin of the second SMS provider: the small JSON API of docs/second-sms.md over real HTTP."""

from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

KEY = "second-key"


class JsonSmsApi:
    """Keeps what it is asked to send; `faults` are (status, code) of the next answers."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.faults: list[tuple[int, str]] = []
        self.app = Starlette(routes=[Route("/messages", self._messages, methods=["GET", "POST"])])

    async def _messages(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return JSONResponse({"code": "key"}, 401)
        if request.method == "GET":
            asked = request.query_params["reference"]
            return JSONResponse({"items": [row for row in self.messages if row["reference"] == asked]})
        if self.faults:
            status, code = self.faults.pop(0)
            return JSONResponse({"code": code}, status, {"Retry-After": "7"})
        body = await request.json()
        known = [row for row in self.messages if row["reference"] == body["reference"]]
        if not known:
            self.messages.append({**body, "id": f"J{len(self.messages) + 1}", "status": "accepted"})
        return JSONResponse({"id": (known or self.messages)[-1]["id"]}, 201)
