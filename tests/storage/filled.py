"""Rows of two people in every table, made from the tables themselves: a new table is filled without a change here."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Float, Integer, LargeBinary, Table

from storage import audit
from storage.base import Utc
from storage.database import Tx
from storage.tables import metadata

JO, ALED = "jo", "aled"
GIVEN: dict[str, Any] = {
    "member.state": "left", "officer.disabled": lambda tx: tx.now, "case_file.state": "open", "outbox.state": "sent",
    "inbox.done": lambda tx: tx.now, "conversation.opted_out": None, "rights_request.kind": "erase",
    "rights_request.done": None, "person.erased": None, "panel.state": "closed", "conversation.owner": "bot",
}  # fmt: skip
JSON = ("member.details", "sign_up.form")
"""Sealed columns that are read as JSON."""
HASHED = ("conversation.found_by", "person_address.found_by", "inbox.thread")
"""Columns by which rows of one address are found."""


@dataclass
class Filled:
    """The id of each person's row, by table."""

    jo: dict[str, int]
    aled: dict[str, int]


def secret(who: str, column: Column[Any]) -> str:
    """What stands, sealed, in this column of this person's row."""
    name = f"{column.table.name}.{column.name}"
    said = f"secret of {who} in {name}"
    return json.dumps({"said": said}) if name in JSON else said


def sealed_columns(table: Table) -> list[Column[Any]]:
    """Whatever is sealed is somebody's."""
    return [column for column in table.c if isinstance(column.type, LargeBinary)]


def fill(tx: Tx) -> Filled:
    """One row of each person in each table."""
    made = Filled({}, {})
    for table in (table for table in metadata.sorted_tables if table.name != "audit"):
        for who, ids in ((JO, made.jo), (ALED, made.aled)):
            values = {column.name: _value(tx, column, who, ids) for column in table.c if not column.primary_key}
            key = tx.conn.execute(table.insert().values(values)).inserted_primary_key
            ids[table.name] = int(key[0]) if key else 0
    for number, ids in enumerate((made.jo, made.aled), 1):
        audit.add(tx, f"officer {ids['officer']}", "read", f"person {ids['person']}")
        ids["audit"] = number
    return made


def _value(tx: Tx, column: Column[Any], who: str, ids: dict[str, int]) -> Any:
    name = f"{column.table.name}.{column.name}"
    if name in GIVEN:
        return GIVEN[name](tx) if callable(GIVEN[name]) else GIVEN[name]
    if name in HASHED:
        return tx.vault.find(f"sms:{who}")
    for key in column.foreign_keys:
        return ids[key.column.table.name]
    return _plain(tx, column, who)


def _plain(tx: Tx, column: Column[Any], who: str) -> Any:
    if isinstance(column.type, LargeBinary):
        return tx.vault.seal(secret(who, column))
    if isinstance(column.type, DateTime | Utc):
        return tx.now
    if isinstance(column.type, Boolean | Integer | Float):
        return 1
    return f"{column.name} {who}"


def opened(tx: Tx, table: Table) -> list[dict[str, Any]]:
    """Every row of a table, opened, by id."""
    rows = tx.conn.execute(table.select().order_by(table.c.id))
    return [{name: tx.vault.open(v) if isinstance(v, bytes) else v for name, v in row._mapping.items()} for row in rows]


def words(tx: Tx, table: Table, who: str) -> list[str]:
    """The columns of a table in which this person's secrets still stand."""
    of = f"secret of {who} "
    return [name for row in opened(tx, table) for name, value in row.items() if of in str(value)]
