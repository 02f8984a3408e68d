"""Officers, their sessions, and keys of the API."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Field, SQLModel

from storage.base import Utc, table
from storage.database import Tx


class Officer(SQLModel, table=True):
    """Somebody of the council. Kept until 1 year after they leave.

    `code_secret` (sealed) is what their app makes codes from, `code_step` the last one that was taken.
    """

    __tablename__ = "officer"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    role: str
    password_hash: str
    created: datetime = Field(sa_type=Utc)
    disabled: datetime | None = Field(default=None, sa_type=Utc)
    code_secret: bytes | None = None
    code_step: int | None = None


class OfficerSession(SQLModel, table=True):
    """One log-in. Only the token's hash is kept, until it ends or 24 hours pass."""

    __tablename__ = "officer_session"
    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    created: datetime = Field(sa_type=Utc)
    seen: datetime = Field(sa_type=Utc)


class ApiKey(SQLModel, table=True):
    """A program's key; only its hash is kept, until it is withdrawn."""

    __tablename__ = "api_key"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    key_hash: str = Field(unique=True)
    created: datetime = Field(sa_type=Utc)
    withdrawn: datetime | None = Field(default=None, sa_type=Utc)


O, S, K = table(Officer), table(OfficerSession), table(ApiKey)  # noqa: E741


def add(tx: Tx, name: str, role: str, password_hash: str) -> int:
    """Add an officer, or give the one of this name a new password and role; the id."""
    known = tx.conn.execute(select(O.c.id).where(O.c.name == name)).scalar()
    if known is not None:
        tx.conn.execute(update(O).where(O.c.id == known).values(role=role, password_hash=password_hash, disabled=None))
        tx.conn.execute(delete(S).where(S.c.officer_id == known))
        return int(known)
    made = tx.conn.execute(
        O.insert().values(name=name, role=role, password_hash=password_hash, created=tx.now)
    ).inserted_primary_key
    return int(made[0]) if made else 0


def disable(tx: Tx, name: str) -> int | None:
    """An officer leaves: no log-in, no open session; their id, or None when nobody of this name may log in."""
    known = tx.conn.execute(select(O.c.id).where(O.c.name == name, O.c.disabled.is_(None))).scalar()
    if known is not None:
        tx.conn.execute(update(O).where(O.c.id == known).values(disabled=tx.now))
        tx.conn.execute(delete(S).where(S.c.officer_id == known))
    return known


def of_name(tx: Tx, name: str) -> Any | None:
    """The officer of this name who may log in, or None."""
    return tx.conn.execute(select(O).where(O.c.name == name, O.c.disabled.is_(None))).first()


def ask_code(tx: Tx, name: str, secret: str) -> bool:
    """From now on this officer logs in with a code too; False when nobody of this name may log in."""
    mine = (O.c.name == name, O.c.disabled.is_(None))
    return tx.conn.execute(update(O).where(*mine).values(code_secret=tx.vault.seal(secret), code_step=0)).rowcount == 1


def take_code(tx: Tx, officer_id: int, step: int) -> bool:
    """Use up the code of a time step; False when it, or a later one, was used before."""
    fresh = (O.c.id == officer_id, O.c.code_step < step)
    return tx.conn.execute(update(O).where(*fresh).values(code_step=step)).rowcount == 1


def begin_session(tx: Tx, officer_id: int, token: str) -> None:
    """Open a session under a token that only the browser holds."""
    tx.conn.execute(
        S.insert().values(token_hash=tx.vault.find(token), officer_id=officer_id, created=tx.now, seen=tx.now)
    )


def of_session(tx: Tx, token: str) -> Any | None:
    """The officer (id, name, role, created, seen) of an open session, or None."""
    return tx.conn.execute(
        select(O.c.id, O.c.name, O.c.role, S.c.created, S.c.seen)
        .join(S, S.c.officer_id == O.c.id)
        .where(S.c.token_hash == tx.vault.find(token), O.c.disabled.is_(None))
    ).first()


def touch_session(tx: Tx, token: str) -> None:
    """The officer is still there."""
    tx.conn.execute(update(S).where(S.c.token_hash == tx.vault.find(token)).values(seen=tx.now))


def end_session(tx: Tx, token: str) -> None:
    """Close a session."""
    tx.conn.execute(delete(S).where(S.c.token_hash == tx.vault.find(token)))


def add_key(tx: Tx, name: str, key: str) -> None:
    """Keep a program's key (its hash); an older key of that name stops working."""
    tx.conn.execute(delete(K).where(K.c.name == name))
    tx.conn.execute(K.insert().values(name=name, key_hash=tx.vault.find(key), created=tx.now))


def of_key(tx: Tx, key: str) -> str | None:
    """The name of the program with this key, or None."""
    query = select(K.c.name).where(K.c.key_hash == tx.vault.find(key), K.c.withdrawn.is_(None))
    return tx.conn.execute(query).scalar()


def count(tx: Tx) -> int:
    """How many officers may log in."""
    return len(tx.conn.execute(select(O.c.id).where(O.c.disabled.is_(None))).all())


def names(tx: Tx) -> dict[int, str]:
    """The name of every officer by id, those who left included."""
    return {row.id: row.name for row in tx.conn.execute(select(O.c.id, O.c.name))}


def set_password_hash(tx: Tx, officer_id: int, password_hash: str) -> None:
    """Keep the same password under a newer, stronger hash; sessions stay open."""
    tx.conn.execute(update(O).where(O.c.id == officer_id).values(password_hash=password_hash))


def drop_old_sessions(tx: Tx, before: datetime) -> None:
    """Forget sessions that began before a moment: they have ended."""
    tx.conn.execute(delete(S).where(S.c.created < before))
