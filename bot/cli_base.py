"""What every command needs: the settings, the parts, a transaction, or one sentence that says what to do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer
from pydantic import ValidationError

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import Parts, Understand
    from storage.database import Tx

T = TypeVar("T")


def fail(sentence: str) -> NoReturn:
    """Say what to do and stop."""
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def read_settings() -> Settings:
    """The settings, or a sentence that says which one to mend."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        fail(f"DOORSTEP_{name}: {first['msg']}" if name else str(first["msg"]))


def build_parts(settings: Settings, understand: "Understand | None" = None) -> "Parts":
    """Everything joined, or the sentence that says what is missing. `understand` stands in for the model."""
    from bot.bootstrap import SetupError, build
    from bot.content import ContentError

    try:
        return build(settings, understand=understand)
    except (SetupError, ContentError) as error:
        fail(str(error))


def in_database(work: "Callable[[Tx], T]") -> T:
    """Run one transaction on the configured database, its tables brought up to date first."""
    from bot.bootstrap import SetupError, open_database
    from bot.clock import Clock
    from storage.migrate import migrate

    settings = read_settings()
    try:
        migrate(settings.sqlalchemy_url)
        db = open_database(settings, Clock(settings.now))
    except SetupError as error:
        fail(str(error))
    try:
        return db.write_now(work)
    finally:
        db.close()
