"""Everything that a journey logs is read again: ids only, no word, number or name of a resident."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import structlog
from sqlalchemy import select

from bot.serving import configure_logs
from storage.database import Tx
from storage.inbox import I
from storage.outbox import O

SHORTEST = 6  # characters from which a text is looked for: "yes" or "2" stands in any log


@contextmanager
def kept() -> Iterator[StringIO]:
    """What the house logs while the block runs, as in earnest."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    configure_logs()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(written))
    logging.getLogger().addHandler(handler)
    try:
        yield written
    finally:
        logging.getLogger().removeHandler(handler)
        structlog.reset_defaults()


def said(tx: Tx) -> set[str]:
    """Every text and address that this database knows of residents."""
    rows: list[Any] = [*tx.conn.execute(select(I.c.address, I.c.body)), *tx.conn.execute(select(O.c.address, O.c.text))]
    texts = {tx.vault.open(value) for row in rows for value in row if value}
    bodies = [json.loads(text) for text in texts if text.startswith("{")]
    # what the council begins goes by a dialog's name, which addresses of pages hold too
    texts |= {str(v) for body in bodies for key, v in body.items() if not (key == "name" and "args" in body)}
    return {text for text in texts if len(text) >= SHORTEST and not text.startswith("{")}


def check(written: str, personal: set[str]) -> None:
    """Nothing personal was logged, and every line of a turn names its conversation and its inbox row."""
    assert {text for text in personal if text in written} == set()
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert [line for line in lines if line["event"] == "inbox.kept" and "inbox" not in line] == []
    assert [
        line for line in lines if line["event"] == "turn.done" and not {"inbox", "conversation"} <= line.keys()
    ] == []
