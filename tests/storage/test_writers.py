"""Writers: many in one commit, a bad one alone, and nobody waits for ever, whoever asks."""

import asyncio
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import IntegrityError, OperationalError

from storage import inbox
from storage.database import Database, Tx
from tests.databases import ONLY_SQLITE

MANY = 30
ONLY_POSTGRES = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def keep(number: int) -> Callable[[Tx], int | None]:
    """Work that keeps one message."""

    def work(tx: Tx) -> int | None:
        return inbox.keep(
            tx, channel="sms", address=f"+4477009001{number:02}", provider_id=f"m{number}", kind="said", body="{}"
        )

    return work


def broken(_tx: Tx) -> int:
    """Work that fails."""
    raise ValueError("on purpose")


async def test_a_bad_one_fails_alone_among_those_who_share_a_commit(db: Database) -> None:
    works = [keep(n) for n in range(MANY)]
    asked = [db.write_soon(work) for work in (*works[:10], broken, *works[10:])]
    heard = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in heard if not isinstance(one, int)] == [ValueError]
    assert await db.look(inbox.open_rows) == MANY


async def test_many_share_a_commit(db: Database) -> None:
    await asyncio.gather(*(db.write_soon(keep(n)) for n in range(MANY)))
    assert db.commits < MANY


async def test_what_is_posted_and_meets_no_row_fails_alone(db: Database) -> None:
    def late(tx: Tx) -> None:
        inbox.finish_else(tx, MANY, "turn", ValueError("another worker had it"))

    heard = await asyncio.gather(*map(db.write_soon, (keep(0), late, keep(1))), return_exceptions=True)
    assert [type(one) for one in heard] == [int, ValueError, int]
    assert await db.look(inbox.open_rows) == 2


async def test_what_was_posted_is_there_for_whoever_asks(db: Database) -> None:
    def work(tx: Tx) -> list[int]:
        row = keep(0)(tx)
        assert row is not None
        before = inbox.open_rows(tx)
        inbox.finish_else(tx, row, "turn", ValueError())
        return [before, inbox.open_rows(tx), len(inbox.heads(tx, MANY))]

    assert await db.write_soon(work) == [1, 0, 0]


@ONLY_POSTGRES
async def test_an_error_of_what_was_posted_fails_alone(db: Database) -> None:
    def wrong(tx: Tx) -> None:
        tx.post("INSERT INTO person (id, name) VALUES (1, '07700 900123')", None, None)

    heard = await asyncio.gather(*map(db.write_soon, (keep(0), wrong, keep(1))), return_exceptions=True)
    assert [type(one) for one in heard] == [int, IntegrityError, int]
    assert await db.look(inbox.open_rows) == 2


async def test_quick_work_long_work_and_a_caller_who_blocks_the_loop_all_hear(db: Database) -> None:
    asked = [asyncio.ensure_future((db.write if n % 3 == 0 else db.write_soon)(keep(n))) for n in range(MANY)]
    await asyncio.sleep(0)
    assert db.write_now(keep(MANY)) is not None
    assert None not in await asyncio.gather(*asked)
    assert await db.read(inbox.open_rows) == MANY + 1


@ONLY_SQLITE
async def test_while_another_process_writes_the_loop_goes_on(db: Database, database_url: str) -> None:
    await db.write_soon(keep(0))
    other = sqlite3.connect(make_url(database_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.ensure_future(db.write_soon(keep(1)))
    assert await db.look(inbox.open_rows) == 1
    await asyncio.sleep(0)
    assert not waiting.done()
    other.execute("COMMIT")
    other.close()
    assert await waiting is not None


@ONLY_SQLITE
async def test_an_error_of_the_driver_holds_no_value(db: Database) -> None:
    def wrong(tx: Tx) -> None:
        tx.driver.execute("SELECT '07700 900123' FROM nowhere")

    with pytest.raises(OperationalError, match="no such table") as caught:
        await db.write_soon(wrong)
    assert "07700" not in str(caught.value)
