"""Reading a webhook's body without trusting its length."""

from starlette.exceptions import HTTPException
from starlette.requests import Request


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
