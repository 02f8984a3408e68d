"""What is past goes: a little at a time, so that nobody waits for it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.exc import SQLAlchemyError

from storage import audit
from storage.cases import K as CASE
from storage.conversations import C as TALK
from storage.database import Database, Tx
from storage.episodes import E as EPISODE
from storage.erasure import AT_ONCE, erase, remove
from storage.panels import M as MEMBER
from storage.people import P as PERSON
from storage.privacy import CARE, OUT, Care, Days, Past, Where

ACTOR = "retention"
PEOPLE = 50  # people erased in one transaction
Step = Callable[[Tx], int]


def steps(days: Days) -> dict[str, Step]:
    """What the daily retention does, by table: short transactions, each taken again until it gives 0."""
    tables: dict[str, Step] = {care.table.name: partial(_clear, care, care.past, days) for care in CARE if care.past}
    return {"person": partial(_erase_forgotten, days), **tables, "audit": partial(_trim_audit, days)}


async def retain(db: Database, days: Days) -> dict[str, int]:
    """Remove what is past; how many rows of which table. One table that fails does not keep the others."""
    removed: dict[str, int] = {}
    failed: list[Exception] = []
    for name, step in steps(days).items():
        try:
            while count := await db.write(step):
                removed[name] = removed.get(name, 0) + count
        except SQLAlchemyError as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("retention", failed)
    return removed


def _clear(care: Care, past: Past, days: Days, tx: Tx) -> int:
    ids = list(tx.conn.execute(_oldest(care, past(tx.now, days))).scalars())
    blank = care.past_blank or (care.blank if care.newest is not None else {})
    count = remove(tx, care, ids, blank, go=not care.past_blank)
    if count:
        audit.add(tx, ACTOR, "removed", care.table.name, f"{count} rows")
    return count


def _oldest(care: Care, past: Where) -> Select[int]:
    column = care.table.c.id
    query = select(column).where(past).order_by(column).limit(AT_ONCE)
    if care.newest is None:
        return query
    # These tables are long and in the order of time: looking at the oldest rows is enough.
    oldest = select(column).order_by(column).limit(AT_ONCE).scalar_subquery()
    highest = select(func.max(column)).scalar_subquery()
    return query.where(column.in_(oldest), ~((column == highest) & care.newest.is_(None)))


def _erase_forgotten(days: Days, tx: Tx) -> int:
    """Erase people whose last matter is long over and who have no place in a panel."""
    before = tx.now - timedelta(days=days.person)

    def lately(table: Any, since: Any) -> ColumnElement[bool]:
        return select(table.c.id).where(table.c.person_id == PERSON.c.id, since >= before).exists()

    busy = (
        lately(TALK, func.coalesce(TALK.c.last_heard, TALK.c.created)), lately(EPISODE, EPISODE.c.opened),
        lately(CASE, CASE.c.changed),
        select(MEMBER.c.id).where(MEMBER.c.person_id == PERSON.c.id, MEMBER.c.state.not_in(OUT)).exists(),
    )  # fmt: skip
    forgotten = (PERSON.c.erased.is_(None), PERSON.c.created < before, ~or_(*busy))
    ids = list(tx.conn.execute(select(PERSON.c.id).where(*forgotten).order_by(PERSON.c.id).limit(PEOPLE)).scalars())
    for person_id in ids:
        erase(tx, person_id, ACTOR, "nothing for long")
    return len(ids)


def _trim_audit(days: Days, tx: Tx) -> int:
    return audit.trim(tx, tx.now - timedelta(days=days.record))
