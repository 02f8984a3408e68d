"""A new secret key: everything sealed is sealed anew, and what is found by an address is found under the new key.

Each step is a short transaction and may be taken again: a rotation that was cut off is simply begun anew.
"""

from typing import Any

from sqlalchemy import Column, LargeBinary, Table, bindparam, delete, select, update

from storage.base import metadata
from storage.conversations import C as TALK
from storage.database import Tx
from storage.inbox import I as INBOX
from storage.officers import K as KEY
from storage.officers import S as SESSION
from storage.people import A as ADDRESS

AT_ONCE = 500
FOUND_BY: dict[str, tuple[Column[Any], Column[Any]]] = {
    TALK.name: (TALK.c.found_by, TALK.c.address),
    ADDRESS.name: (ADDRESS.c.found_by, ADDRESS.c.value),
    INBOX.name: (INBOX.c.thread, INBOX.c.address),
}
"""Keyed hashes that can be made anew, each with the sealed address that it is of."""


def tables() -> list[Table]:
    """Every table that holds something sealed; those by which people are found come first."""
    sealed = [table for table in metadata.sorted_tables if _sealed(table)]
    return sorted(sealed, key=lambda table: table.name not in FOUND_BY)


def _sealed(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if isinstance(column.type, LargeBinary)]


def turn_over(tx: Tx, table: Table, after: int) -> int | None:
    """Seal the next rows after this id anew; the last id, or None at the end."""
    rows = tx.conn.execute(select(table).where(table.c.id > after).order_by(table.c.id).limit(AT_ONCE)).all()
    if not rows:
        return None
    changed = [_anew(tx, table, row) for row in rows]
    names = [name for name in changed[0] if name != "row"]
    anew = update(table).where(table.c.id == bindparam("row")).values({n: bindparam(f"new_{n}") for n in names})
    tx.conn.execute(anew, [{"row": one["row"], **{f"new_{n}": one[n] for n in names}} for one in changed])
    return int(rows[-1].id)


def _anew(tx: Tx, table: Table, row: Any) -> dict[str, Any]:
    opened = {c.name: tx.vault.open(value) for c in _sealed(table) if (value := getattr(row, c.name)) is not None}
    values: dict[str, Any] = {c.name: None for c in _sealed(table)}
    values |= {name: tx.vault.seal(text) for name, text in opened.items()}
    if table.name in FOUND_BY:
        hashed, address = FOUND_BY[table.name]
        known = opened[address.name]  # an erased address is empty, and stays unfindable
        values[hashed.name] = tx.vault.find(f"{row.channel}:{known}") if known else getattr(row, hashed.name)
    return {"row": row.id, **values}


def end_keys(tx: Tx) -> list[str]:
    """Log-ins and programs' keys are known by their hash alone: they end. The names of the programs."""
    names = list(tx.conn.execute(select(KEY.c.name).order_by(KEY.c.name)).scalars())
    tx.conn.execute(delete(KEY))
    tx.conn.execute(delete(SESSION))
    return names
