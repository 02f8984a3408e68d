"""How each query on the way of a message, of a list in the console and of the daily retention is answered: by an index.

The statements are those that the functions really send; each database is asked for its plan. PostgreSQL is told to
read a table from end to end only where it must.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.inbox import ORDER
from storage import (
    alerts,
    attempts,
    audit,
    cases,
    consents,
    conversations,
    episodes,
    inbox,
    officers,
    outbox,
    panels,
    people,
    receipts,
    retention,
    timers,
    waiting,
    workings,
)
from storage.conversations import Loaded
from storage.database import Database, Tx
from storage.inbox import Waiting
from storage.privacy import Days
from tests.databases import MORNING, ONLY_SQLITE

JO = "+447700900001"
HEAD = Waiting(1, "sms", JO, "said", "{}", MORNING, 0)
TALK = Loaded(1, "sms", JO, 1, "", 0, opted_out=False)
Sent = tuple[str, Any]
WAY: dict[str, Callable[[Tx], object]] = {
    "keep": lambda tx: inbox.keep(tx, channel="sms", address="a", provider_id="p", kind="said", body="{}"),
    "heads": lambda tx: inbox.heads(tx, 16),
    "claim heads": lambda tx: waiting.claim(tx, 16, {5}, [7]),
    "lately": lambda tx: inbox.lately(tx, HEAD, timedelta(days=1)),
    "finish": lambda tx: inbox.finish(tx, 1, "turn"),
    "count failure": lambda tx: inbox.count_failure(tx, 1),
    "is done": lambda tx: inbox.is_done(tx, "sms", "p"),
    "heard": lambda tx: inbox.heard(tx, "sms", JO),
    "open rows": inbox.open_rows,
    "find": lambda tx: conversations.find(tx, "sms", JO),
    "get": lambda tx: conversations.get(tx, 1),
    "save": lambda tx: conversations.save_else(tx, TALK, "{}", "en", ValueError()),
    "known at": lambda tx: people.known_at(tx, "sms", JO),
    "addresses": lambda tx: people.addresses(tx, 1),
    "put": lambda tx: outbox.put(tx, conversation_id=1, channel="sms", address="a", text="t", extras={}),
    "claim": lambda tx: outbox.claim(tx, ["sms", "web"], 16),
    "record": lambda tx: outbox.RECORD.run(
        tx, {"row": 1, "new": "sent", "moment": MORNING, "pid": "p", "how": "", "why": ""}
    ),
    "again": lambda tx: outbox.again(tx, 1, 5, "code"),
    "left sending": lambda tx: outbox.left_sending(tx, MORNING),
    "receipt": lambda tx: outbox.note_receipt(tx, "sms", "p", ORDER[0], "", ORDER),
    "early receipts": receipts.take_known,
    "unasked": lambda tx: outbox.unasked_since(tx, 1, MORNING),
    "cancel unasked": lambda tx: outbox.cancel_unasked(tx, 1),
    "cancel waiting": lambda tx: outbox.cancel_waiting(tx, 1),
    "said": lambda tx: outbox.said(tx, 1),
    "set timer": lambda tx: timers.put(tx, 1, "remind", MORNING),
    "drop timers": lambda tx: timers.drop_all(tx, 1),
    "timers": timers.take_due,
    "note episode": lambda tx: episodes.note(tx, 1, 1, "key", {"service": "s"}),
    "last noes": lambda tx: episodes.last_noes(tx, 1),
    "asks": lambda tx: episodes.asks(tx, 1),
    "case of person": lambda tx: cases.latest_of_person(tx, 1),
    "case of reference": lambda tx: cases.of_ref(tx, "ref"),
    "memberships": lambda tx: panels.memberships(tx, 1),
    "consents": lambda tx: consents.current(tx, 1, None),
}
LISTS: dict[str, Callable[[Tx], object]] = {
    "session": lambda tx: officers.of_session(tx, "token"),
    "attempt": lambda tx: attempts.hit(tx, "somebody", 9),
    "conversations": lambda tx: conversations.page(tx, before=9),
    "waiting": conversations.waiting_for_person,
    "held by the bot": lambda tx: conversations.not_waiting(tx, "bot"),
    "acts to come": lambda tx: conversations.acts_to_come(tx, "sms", JO),
    "talks of person": lambda tx: conversations.of_person(tx, 1),
    "people": lambda tx: people.page(tx, before=9),
    "cases": lambda tx: cases.page(tx, before=9),
    "open cases": lambda tx: cases.page(tx, state="open"),
    "history": lambda tx: cases.history(tx, 1),
    "cases of person": lambda tx: cases.of_person(tx, 1),
    "episodes": lambda tx: episodes.page(tx, before=9),
    "episodes of person": lambda tx: episodes.of_person(tx, 1),
    "alerts": lambda tx: alerts.page(tx, only_open=True),
    "open alerts": alerts.count_open,
    "gauges": workings.gauges,
    "undelivered": workings.undelivered,
    "acts on": lambda tx: audit.about(tx, "person 1"),
    "act": lambda tx: audit.add(tx, "officer 1", "read", "person 1"),
    "members": lambda tx: panels.members(tx, 1),
    "count of members": lambda tx: panels.count_by_state(tx, 1),
}
SMALL = {
    "officer",
    "officer_session",
    "api_key",
    "panel",
    "early_receipt",
    "quota",
    "meeting",
    "draw",
    "lesson",
    "sign_up",
    "heads",
}
"""Tables of hundreds of rows at most, and the few heads that were claimed: reading them whole is right."""


def begin(tx: Tx) -> None:
    """One person with one conversation."""
    conversations.make(tx, "sms", JO)


@contextmanager
def listening(db: Database) -> Iterator[list[Sent]]:
    """Every statement that is sent while the block runs, with what was given to it."""
    sent: list[Sent] = []

    def note(_conn: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH"):
            sent.append((statement, given[0] if many else given))

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


class Noting:
    """The driver's connection; notes the statements that are prepared, which SQLAlchemy does not see."""

    def __init__(self, driver: Any, sent: list[Sent]) -> None:
        self._driver, self._sent = driver, sent

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def execute(self, statement: str, given: Any) -> Any:
        """Note and do."""
        self._sent.append((statement, given if isinstance(given, dict) else tuple(given)))
        return self._driver.execute(statement, given)


def whole(db: Database, tx: Tx, sent: Sent) -> list[str]:
    """The tables that this statement reads from end to end."""
    statement, given = sent
    if db.is_sqlite:
        plan = [str(row[3]) for row in tx.conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
        sorted_ = any("TEMP B-TREE" in line for line in plan)
        walked = "LIMIT" in statement and not sorted_  # in the order of an index, and only as far as it must
        scans = [line for line in plan if line.startswith("SCAN") and "CONSTANT" not in line]
        found = [] if walked else [line.split()[1] for line in scans if not _open_rows(line)]
    else:
        tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = [str(row[0]) for row in tx.conn.exec_driver_sql(f"EXPLAIN {statement}", given)]
        found = [match[1] for line in plan if (match := re.search(r"Seq Scan on (\w+)", line))]
    return [name for name in found if name not in SMALL]


def _open_rows(line: str) -> bool:
    """Whether only rows that wait are read: these indices hold nothing else."""
    only = r"(inbox_open|alert_open|outbox_(due|sending|lost)|\w+_waiting)"
    return bool(re.search(rf"USING (COVERING )?INDEX ix_{only}", line))


def read_whole(db: Database, work: Callable[[Tx], object]) -> list[tuple[str, str]]:
    """(table, statement) of everything that is read from end to end in this work."""

    def look(tx: Tx) -> list[tuple[str, str]]:
        with listening(db) as sent:
            driver = tx.driver
            vars(tx)["driver"] = Noting(driver, sent)
            work(tx)
            vars(tx)["driver"] = driver
        return [(name, one[0]) for one in sent for name in whole(db, tx, one)]

    return db.write_now(look)


@pytest.mark.parametrize("name", [*WAY, *LISTS])
def test_nothing_is_read_from_end_to_end(db: Database, name: str) -> None:
    db.write_now(begin)
    assert read_whole(db, {**WAY, **LISTS}[name]) == []


@ONLY_SQLITE  # on no rows PostgreSQL hashes the people who are busy, whatever indices there are
@pytest.mark.parametrize("name", retention.steps(Days()))
def test_the_daily_retention_looks_only_at_what_may_be_past(db: Database, name: str) -> None:
    assert read_whole(db, retention.steps(Days())[name]) == []
