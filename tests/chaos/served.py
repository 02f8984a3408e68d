"""`doorstep` with a guarantee taken out, to see that the driver notices. Nothing of this is in the product.

"repeats": a repeated webhook is kept again. "transaction": a turn is marked done by a second commit.
"""

import asyncio
import sys
from typing import Any
from uuid import uuid4

from bot import cli
from bot.pipeline import Pipeline
from storage import inbox

WITHOUT = ("repeats", "transaction")
BETWEEN = 1.0  # seconds between the two commits: long enough for a kill to fall into


def keep_repeats() -> None:
    """Give each webhook an id of its own."""
    keep = inbox.keep

    def keep_again(tx: Any, **values: Any) -> int | None:
        return keep(tx, **{**values, "provider_id": f"{values['provider_id']}-{uuid4().hex}"})

    vars(inbox)["keep"] = keep_again


def commit_twice() -> None:
    """Do what a turn does in one commit, and mark its row done in the next."""
    finish, handle = inbox.finish, Pipeline._handle
    vars(inbox)["finish_else"] = lambda *_given: None

    async def handle_in_two(self: Pipeline, head: Any, *more: Any) -> None:
        await handle(self, head, *more)
        await asyncio.sleep(BETWEEN)
        await self.db.write(lambda tx: finish(tx, head.row.id, "turn"))

    setattr(Pipeline, "_handle", handle_in_two)  # noqa: B010


def doorstep(command: str, without: str) -> None:
    """Run `doorstep COMMAND` without this guarantee ("": with all of them)."""
    if without:
        {"repeats": keep_repeats, "transaction": commit_twice}[without]()
    sys.argv = ["doorstep", command]
    cli.main()
