"""What every route of the console reaches: the database, the settings and the page maker."""

import asyncio
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Path, Query, Request

from console.config import ConsoleConfig
from console.render import Renderer
from storage.database import Database


@dataclass(frozen=True)
class House:
    """One console over one database. `running` are searches for lotteries that go on in this process."""

    db: Database
    config: ConsoleConfig
    pages: Renderer
    running: set[asyncio.Task[None]] = field(default_factory=set)


def house(request: Request) -> House:
    """The house that this request came to."""
    return cast(House, request.app.state.house)


Here = Annotated[House, Depends(house)]
MAX_ID = 2**31 - 1
Id = Annotated[int, Path(ge=1, le=MAX_ID)]
Before = Annotated[int | None, Query(ge=0, le=MAX_ID)]
Skip = Annotated[int, Query(ge=0, le=MAX_ID)]
Name = Annotated[str, Query(max_length=60, pattern=r"^[\w -]*$")]
