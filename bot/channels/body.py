"""What every webhook needs: a bounded body, clean text, and an answer that makes the provider repeat."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.base import StorageAway
from bot.settings import Settings


async def read_body(request: Request, limit: int, content_type: str) -> bytes:
    """The body when it is of `content_type` and at most `limit` bytes; refuses with 415 or 413."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != content_type:
        raise HTTPException(415, f"Send this as {content_type}.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(413, f"At most {limit} bytes.")
    return bytes(body)


def clean(text: str) -> str:
    """`text` without what no database keeps: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


@contextmanager
def repeat_when_away() -> Iterator[None]:
    """Answer 503 when nothing could be kept, so that the provider sends it again."""
    try:
        yield
    except StorageAway:
        raise HTTPException(503, "Not kept: send it again.") from None


def off(settings: Settings, needed: tuple[str, ...]) -> str:
    """What a channel says when settings are missing ("off: set DOORSTEP_..."), or "" when none is."""
    missing = ", ".join(f"DOORSTEP_{name.upper()}" for name in needed if not getattr(settings, name))
    return f"off: set {missing}" if missing else ""
