"""Lists in pages: ?after= is the last id you have, ?limit= how many you want."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Query
from pydantic import BaseModel

from console.api.models import Page
from console.house import MAX_ID

Out = TypeVar("Out", bound=BaseModel)
MOST = 200
After = Annotated[int | None, Query(ge=0, le=MAX_ID, description="the `next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many items at most")]


def page_of(rows: list[dict[str, Any]], limit: int, make: Callable[[dict[str, Any]], Out]) -> Page[Out]:
    """A page of up to `limit` of `rows`, which hold one more when there is a following page."""
    shown = rows[:limit]
    following = str(shown[-1]["id"]) if len(rows) > limit else None
    return Page[Any](items=[make(row) for row in shown], next=following)


def slice_after(rows: list[dict[str, Any]], after: int | None, limit: int) -> list[dict[str, Any]]:
    """The rows after the one with id `after`, one more than `limit`, of a list that is whole in memory."""
    rest = rows if after is None else [row for row in rows if row["id"] > after]
    return rest[: limit + 1]
