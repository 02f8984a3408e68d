"""What may have its turn now: the heads of the inbox, each with its conversation, read in one look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Integer, Select, bindparam, func, select

from storage.conversations import FOUND, C, Loaded, loaded
from storage.inbox import OPEN_HEADS, I, Waiting, waiting
from storage.people import A
from storage.prepared import Prepared
from storage.tx import Tx

CLAIMED = 7_700_901  # the kind of PostgreSQL advisory lock that a claimed row of the inbox is
FAR = 8  # so many times as many heads as are claimed are looked at: others may have the first
BURST = 20  # a conversation that may go in a circle has had so many messages, the last included, in a short time


@dataclass(frozen=True)
class Head:
    """The oldest open row of a conversation, whose it is if that is known, and when its last BURST messages began."""

    row: Waiting
    talk: Loaded | None
    person: int | None
    burst: datetime | None


def _with_talks(claimed: Select[Any]) -> Select[Any]:
    heads, before = claimed.subquery("heads"), I.alias("before")
    burst = (
        select(before.c.received)
        .where(before.c.thread == heads.c.thread, before.c.id <= heads.c.id, before.c.kind == "said")
        .order_by(before.c.id.desc())
        .limit(1)
        .offset(BURST - 1)
        .scalar_subquery()
    )
    talks = [found.label(f"talk_{found.key}") for found in FOUND]
    return (
        select(heads, *talks, A.c.person_id.label("known"), burst.label("burst"))
        .outerjoin_from(heads, C, (C.c.channel == heads.c.channel) & (C.c.found_by == heads.c.thread))
        .outerjoin(A, (A.c.channel == heads.c.channel) & (A.c.found_by == heads.c.thread))
        .order_by(heads.c.id)
    )


_far = OPEN_HEADS.where(I.c.id != func.all(bindparam("held", type_=ARRAY(Integer)))).limit(bindparam("far")).subquery()
CLAIM = Prepared(
    {
        "sqlite": _with_talks(OPEN_HEADS.limit(bindparam("far"))),  # one process: nobody to claim them from
        "postgresql": _with_talks(
            select(_far).where(func.pg_try_advisory_lock(CLAIMED, _far.c.id)).limit(bindparam("most"))
        ),
    }
)  # fmt: skip
LET_GO = Prepared(select(func.pg_advisory_unlock(CLAIMED, func.unnest(bindparam("rows", type_=ARRAY(Integer))))))


def claim(tx: Tx, most: int, held: Collection[int], done: Collection[int]) -> list[Head]:
    """The heads of up to `most` conversations, oldest first, but those that are held by this or another process.

    What is `done` is let go of. Inside `Database.claim`.
    """
    if tx.locks_rows and done:
        LET_GO.post(tx, {"rows": [*done]})
    far = most * FAR if tx.locks_rows else most + len(held)
    rows = CLAIM.rows(tx, {"most": most, "far": far, "held": [*held]})
    return [_head(tx, row) for row in rows if row.id not in held][:most]


def _head(tx: Tx, row: Any) -> Head:
    talk = None
    if row.talk_id is not None:
        talk = loaded(tx, {found.key: getattr(row, f"talk_{found.key}") for found in FOUND})
    return Head(waiting(tx, row), talk, row.known, row.burst)
