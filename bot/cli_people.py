"""Commands about people: residents' rights over their data, officers and keys."""

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli_base import build_parts, fail, in_database, read_settings

if TYPE_CHECKING:
    from storage.database import Tx

T = TypeVar("T")
officer_app = typer.Typer(no_args_is_help=True, help="People of the console.")
key_app = typer.Typer(no_args_is_help=True, help="Keys of the API.")
COMMAND_LINE = "command line"
LESSONS = "lessons.jsonl"
"""Beside the model: where training looks for officers' corrections."""
PHONE_CHANNELS = ("sms", "whatsapp")
WhichPerson = Annotated[str, typer.Argument(help="A person's number in the console, or an address: sms:+44...")]


def export(person: WhichPerson) -> None:
    """Write everything that we hold of a person, as JSON. Read it before you hand it over."""
    from storage import audit, erasure

    def work(tx: "Tx", person_id: int) -> dict[str, object]:
        audit.add(tx, COMMAND_LINE, "exported", f"person {person_id}")
        return {"person": person_id, "made": tx.now.isoformat(), "tables": erasure.export(tx, person_id)}

    typer.echo(json.dumps(_with_person(person, work), ensure_ascii=False, indent=1))


def lessons() -> None:
    """Write officers' corrections, without personal data, where `doorstep train` finds them."""
    from storage import lessons as kept

    rows = in_database(kept.export)
    file = read_settings().model.with_name(LESSONS)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    typer.echo(f"{len(rows)} corrections are in {file.name}. `doorstep train` learns from them.")


def erase(
    person: WhichPerson, reason: Annotated[str, typer.Option(help="Why; it names nobody.")] = "on request"
) -> None:
    """Erase a person everywhere; what must stay stays without who they are."""
    from storage import erasure

    changed = _with_person(person, lambda tx, person_id: erasure.erase(tx, person_id, COMMAND_LINE, reason))
    for table, count in changed.items():
        typer.echo(f"{table:<18} {count}")
    typer.echo("Erased. What stays, and why: docs/privacy.md.")


def _with_person(named: str, work: "Callable[[Tx, int], T]") -> "T":
    def find_and_work(tx: "Tx") -> "T | None":
        person_id = find_person(tx, named)
        return None if person_id is None else work(tx, person_id)

    done = in_database(find_and_work)
    if done is None:
        fail(f"There is no person {named}: give the number that the console shows, or an address such as sms:+44...")
    return done


def find_person(tx: "Tx", named: str) -> int | None:
    """The person whom a number of the console or an address names, or None."""
    from storage import people

    channel, _, value = named.rpartition(":")
    if named.isdecimal() and people.about(tx, int(named)) is not None:
        return int(named)
    found = (people.known_at(tx, place, value) for place in ([channel] if channel else PHONE_CHANNELS))
    return next((person_id for person_id in found if person_id is not None), None)


def retain() -> None:
    """Remove what is past, as the worker does every day (days in content/council.toml)."""
    from nlp.understanding import Understanding
    from storage.migrate import migrate
    from storage.privacy import Days
    from storage.retention import retain as retain_in

    settings = read_settings()
    migrate(settings.sqlalchemy_url)
    parts = build_parts(settings, understand=Understanding)  # nothing is read here: the model's seconds are saved
    removed = asyncio.run(retain_in(parts.db, Days(**parts.content.council.keep)))
    parts.db.close()
    for table, count in removed.items():
        typer.echo(f"{table:<18} {count}")
    typer.echo("What is past is removed." if removed else "Nothing is past.")


def rotate_key() -> None:
    """Seal everything with a new DOORSTEP_SECRET_KEY; DOORSTEP_SECRET_KEY_OLD is the one before."""
    from bot.bootstrap import open_database
    from bot.clock import Clock
    from panels import service_joining
    from storage import audit, panels, rotation

    settings = read_settings()
    if not settings.secret_key or not settings.secret_key_old:
        fail("Set the new key as DOORSTEP_SECRET_KEY and the one before as DOORSTEP_SECRET_KEY_OLD.")
    db = open_database(settings, Clock(settings.now))
    for table in rotation.tables():
        last: int | None = 0
        while last is not None:
            last = db.write_now(lambda tx, table=table, last=last: rotation.turn_over(tx, table, last))  # type: ignore[misc]
    for panel in db.read_now(panels.every):
        db.write_now(lambda tx, panel_id=panel["id"]: service_joining.find_anew(tx, panel_id))  # type: ignore[misc]
    programs = db.write_now(rotation.end_keys)
    db.write_now(lambda tx: audit.add(tx, COMMAND_LINE, "key rotated", "secret key"))
    db.close()
    for name in programs:
        typer.echo(f"Make a new key: doorstep api-key add {name}")
    typer.echo("Everything is sealed with the new key. Remove DOORSTEP_SECRET_KEY_OLD, then start.")


@officer_app.command("add")
def officer_add(
    name: str,
    role: Annotated[str, typer.Option(help="For example engagement, adviser, safeguarding, dpo, administrator.")],
) -> None:
    """Add an officer (or give a new password); the last line is the one-time password."""
    from console.passwords import hash_password, make_password
    from console.roles import RoleError, role_of
    from storage import audit, officers

    try:
        role = role_of(role)
    except RoleError as error:
        fail(str(error))
    password = make_password()

    def work(tx: "Tx") -> None:
        officer_id = officers.add(tx, name, role, hash_password(password))
        audit.add(tx, COMMAND_LINE, "officer added", f"officer:{officer_id}")

    in_database(work)
    typer.echo(f"{name} can log in at /console as {role}. The password:")
    typer.echo(password)


@officer_app.command("code")
def officer_code(name: str) -> None:
    """From now on an officer logs in with a code of their app too; shows what the app reads, once."""
    import segno

    from console.codes import address_of, make_secret
    from storage import audit, officers

    secret = make_secret()

    def work(tx: "Tx") -> bool:
        found = officers.ask_code(tx, name, secret)
        if found:
            audit.add(tx, COMMAND_LINE, "officer needs a code", name)
        return found

    if not in_database(work):
        fail(f"No officer called {name} can log in: use `doorstep officer add`.")
    address = address_of(secret, name, "Doorstep")
    segno.make(address).terminal(compact=True)
    typer.echo(f"Scan this with an authenticator app, or type its secret in by hand. For {name} alone:")
    typer.echo(secret)


@officer_app.command("remove")
def officer_remove(name: str) -> None:
    """An officer leaves: their sessions end at once, their name goes after a year."""
    from storage import audit, officers

    def work(tx: "Tx") -> bool:
        officer_id = officers.disable(tx, name)
        if officer_id is not None:
            audit.add(tx, COMMAND_LINE, "officer removed", f"officer {officer_id}")
        return officer_id is not None

    if not in_database(work):
        fail(f"No officer called {name} can log in.")
    typer.echo(f"{name} can no longer log in.")


@key_app.command("add")
def key_add(name: str) -> None:
    """Make a key for a program; the last line is the key alone."""
    from console.passwords import make_key
    from storage import audit, officers

    key = make_key()

    def work(tx: "Tx") -> None:
        officers.add_key(tx, name, key)
        audit.add(tx, COMMAND_LINE, "api key made", name)

    in_database(work)
    typer.echo(f"The key of {name} for /api/v1 (shown once):")
    typer.echo(key)
