"""A person's rights over their rows: everything we hold of them, and its erasure."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, false, func, select, update

from storage import alerts, audit, panels, people, sign_ups
from storage.database import Tx
from storage.privacy import CARE, Care, Sealed

HASHES = ("found_by", "thread", "hash", "previous")
"""Columns that say nothing to a person."""
LONG_ENOUGH = 9  # digits of a number that are the same in 07700 900123 and +44 7700 900123
AT_ONCE = 500  # rows in one statement


def export(tx: Tx, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row that is this person's, by table, opened. A human reads it before it is handed over."""
    return {care.table.name: found for care in CARE if (found := _rows(tx, care, person_id))}


def _rows(tx: Tx, care: Care, person_id: int) -> list[dict[str, Any]]:
    if care.mine is None:
        return []
    shown = [column for column in care.table.c if column.name not in HASHES]
    rows = tx.conn.execute(select(*shown).where(care.mine(person_id)).order_by(care.table.c.id))
    return [{name: _plain(tx, value) for name, value in row._mapping.items()} for row in rows]


def _plain(tx: Tx, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    text = tx.vault.open(value) if isinstance(value, bytes) else value
    if isinstance(text, str) and text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def erase(tx: Tx, person_id: int, actor: str, reason: str) -> dict[str, int]:
    """Take away who this person is, everywhere; how many rows changed, by table.

    What stays, and why, stands in `storage/privacy.py`. Open cases are closed: nobody could do them any more.
    """
    changed, name, known = {}, people.name_of(tx, person_id), _known(tx, person_id)
    for care in CARE:
        if care.mine is not None and (care.goes or care.blank):
            ids = list(tx.conn.execute(select(care.table.c.id).where(care.mine(person_id))).scalars())
            changed[care.table.name] = remove(tx, care, ids, care.blank, go=care.goes)
    _forget_named(tx, name, known)
    alerts.finish_erasures(tx, person_id)
    people.mark_erased(tx, person_id)
    audit.add(tx, actor, "erased", f"person {person_id}", reason)
    return {name: count for name, count in changed.items() if count}


def _known(tx: Tx, person_id: int) -> set[str]:
    """Every number and address by which we know this person, those that stand with a member too."""
    details = [place["details"] for place in panels.places_of(tx, person_id)]
    told = {str(one.get(name) or "") for one in details for name in sign_ups.WAYS}
    return {value for _channel, value in people.addresses(tx, person_id)} | told - {""}


def _forget_named(tx: Tx, name: str, known: set[str]) -> None:
    """What names this person and is not theirs by any id: forms that wait, and reasons in the log."""
    sign_ups.forget_of(tx, known)
    digits = [re.sub(r"\D", "", value) for value in known if re.fullmatch(r"[+\d\s()-]+", value)]
    ends = [number[-LONG_ENOUGH:] for number in digits if len(number) >= LONG_ENOUGH]
    audit.forget_words(tx, [name, *(value for value in known if "@" in value)], ends)


def remove(tx: Tx, care: Care, ids: Sequence[int], blank: Mapping[str, Any], *, go: bool) -> int:
    """Blank these rows, and delete them where they `go`; how many there were."""
    values = {name: tx.vault.seal(v.text) if isinstance(v, Sealed) else v for name, v in blank.items()}
    for begin in range(0, len(ids), AT_ONCE):
        these = care.table.c.id.in_(ids[begin : begin + AT_ONCE])
        if values:
            tx.conn.execute(update(care.table).where(these).values(values))
        if go:
            newest = select(func.max(care.table.c.id)).scalar_subquery()
            stays = care.table.c.id == newest if care.newest is not None else false()
            tx.conn.execute(delete(care.table).where(these, ~stays))
    return len(ids)
