"""Who is speaking and from where: signed conversation tokens, and the websites that may use the chat."""

import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from itsdangerous import BadSignature, TimestampSigner

from bot.messages import Address, Channel

COOKIE = "doorstep_chat"
TOKEN_DAYS = 365
DAY_SECONDS = 86_400
FROM_HERE = ("same-origin", "none")


class Tokens:
    """A token is a random id, signed: nothing is stored for it and nobody can guess or make one."""

    def __init__(self, secret: bytes) -> None:
        self._signer = TimestampSigner(secret, salt=b"doorstep.webchat.token")

    def new(self) -> str:
        """A token for a new conversation."""
        return self._signer.sign(secrets.token_hex(16)).decode()

    def read(self, token: object) -> Address | None:
        """The address that a token stands for; None when we did not make it or it is too old."""
        if not isinstance(token, str):
            return None
        try:
            value = self._signer.unsign(token, max_age=TOKEN_DAYS * DAY_SECONDS)
        except BadSignature:
            return None
        return Address(Channel.WEB, value.decode())

    def resume(self, *tokens: object) -> tuple[str, Address, bool]:
        """The first token that holds and its address, or a new one; True when the conversation is new."""
        for token in tokens:
            if (address := self.read(token)) and isinstance(token, str):
                return token, address, False
        token = self.new()
        return token, Address(Channel.WEB, token.split(".", 1)[0]), True


class Origins:
    """Which websites may speak to us: ourselves, and those a council lists in DOORSTEP_CHAT_ORIGINS."""

    def __init__(self, base_url: str, others: str) -> None:
        listed = (origin.strip().rstrip("/").lower() for origin in others.split(","))
        self.others = frozenset(filter(None, listed))
        self._own = base_url.lower()

    def allows(self, headers: Mapping[str, str]) -> bool:
        """Whether this request may act. Programs send no Origin; browsers always do where it matters."""
        origin = headers.get("origin", "").lower()
        # A page with referrer policy "no-referrer" posts its forms with Origin "null".
        if origin in {"", "null"}:
            return headers.get("sec-fetch-site", "" if origin else "none") in FROM_HERE
        if origin in self.others or origin == self._origin_of(self._own):
            return True
        return urlsplit(origin).netloc == headers.get("host", "").lower()

    def cross_origin(self, headers: Mapping[str, str]) -> dict[str, str]:
        """The headers that let a listed website's script read our answer."""
        origin = headers.get("origin", "").lower()
        if origin not in self.others:
            return {"vary": "Origin"}
        return {
            "vary": "Origin",
            "access-control-allow-origin": origin,
            "access-control-allow-headers": "Authorization, Content-Type",
            "access-control-allow-methods": "GET, POST",
        }

    @staticmethod
    def _origin_of(url: str) -> str:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}"
