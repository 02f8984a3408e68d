"""The command line: each command is a few lines that call what does the work. Nothing heavy is imported at start."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from pydantic import ValidationError

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import Parts, Understand

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Doorstep: a council's conversation.",
)
content_app = typer.Typer(no_args_is_help=True, help="What a council edits.")
officer_app = typer.Typer(no_args_is_help=True, help="People of the console.")
key_app = typer.Typer(no_args_is_help=True, help="Keys of the API.")
app.add_typer(content_app, name="content")
app.add_typer(officer_app, name="officer")
app.add_typer(key_app, name="api-key")


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


@app.command()
def serve() -> None:
    """Serve web chat, webhooks, console and API; on SQLite the worker runs in the same process."""
    from bot.serving import serve_forever

    serve_forever(read_settings(), build_parts)


@app.command()
def worker() -> None:
    """Take turns and send messages (with PostgreSQL; on SQLite `serve` does it)."""
    from bot.serving import work_forever

    settings = read_settings()
    if settings.sqlalchemy_url.startswith("sqlite"):
        fail("With SQLite `doorstep serve` works by itself: set DOORSTEP_DATABASE_URL to a PostgreSQL address.")
    work_forever(settings, build_parts)


@app.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from storage.migrate import migrate as upgrade

    upgrade(read_settings().sqlalchemy_url)
    typer.echo("The database is up to date.")


@app.command()
def train(out: Annotated[Path | None, typer.Option(help="Where the model is put.")] = None) -> None:
    """Make the model of understanding from nlp/training/data; nothing to do when it is there."""
    from nlp.training.train import main_train

    main_train(out or read_settings().model)


@app.command()
def understand(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lines of text in, one JSON object each out.")] = False,
) -> None:
    """Say what is understood of each line of text."""
    from nlp.understand import main_jsonl

    settings = read_settings()
    if not jsonl:
        typer.echo("Type a line; end with Ctrl-D.", err=True)
    main_jsonl(sys.stdin, sys.stdout, settings.model, settings.content)


@app.command()
def evaluate(files: Annotated[list[Path], typer.Argument(help="Labelled JSONL files.")]) -> None:
    """Score labelled files and print a table."""
    from nlp.training.evaluate import main_evaluate

    settings = read_settings()
    main_evaluate(files, settings.model)


@app.command()
def select(
    people: Annotated[Path, typer.Option(help="People, one column a feature.")],
    quotas: Annotated[Path, typer.Option(help="Quotas: feature, value, min, max.")],
    size: Annotated[int, typer.Option(help="Seats.")],
    seed: Annotated[str, typer.Option(help="The public seed.")],
    out: Annotated[Path, typer.Option(help="Folder for the published files.")],
    algorithm: Annotated[str, typer.Option(help="leximin, maximin or legacy.")] = "leximin",
) -> None:
    """Draw a panel and publish the draw's files."""
    from panels.commands import ImpossibleError, Wish, main_select
    from panels.leximin import NoPanelInTimeError
    from panels.pool_csv import CsvError

    try:
        main_select(Wish(people, quotas, size, seed, algorithm), out)
    except (CsvError, ImpossibleError, NoPanelInTimeError, KeyError, ValueError, OSError) as error:
        fail(str(error))
    typer.echo(f"The draw stands in {out}: report.html tells it, `doorstep verify-draw {out}` replays it.")


@app.command("verify-draw")
def verify_draw(folder: Path) -> None:
    """Replay a published draw and say whether it holds."""
    from panels.commands import main_verify

    try:
        problems = main_verify(folder)
    except OSError as error:
        fail(str(error))
    for problem in problems:
        typer.echo(f"{problem.file}:{problem.row or 1}: {problem.text}")
    typer.echo("The draw holds." if not problems else "The draw does not hold.")
    raise typer.Exit(1 if problems else 0)


@app.command("seed-demo")
def seed_demo() -> None:
    """Make the demonstration council's panels and officer, once."""
    from bot.demo import DEMO_OFFICER, seed
    from nlp.understanding import Understanding
    from storage.migrate import migrate as upgrade

    settings = read_settings()
    if settings.env == "production":
        fail("A production service has no demonstration officer: use `doorstep officer add`.")
    upgrade(settings.sqlalchemy_url)
    parts = build_parts(settings, understand=Understanding)  # nothing is read here: the model's seconds are saved
    password = seed(parts)
    parts.db.close()
    typer.echo(f"Console officer: {DEMO_OFFICER}  password: {password}")


@app.command()
def talk(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="JSON lines in and out.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="On a throw-away database with the demonstration.")] = False,
    channel: Annotated[str, typer.Option(help="Speak as on this channel.")] = "terminal",
    story: Annotated[Path | None, typer.Option(help="Write the talk as a test.")] = None,
) -> None:
    """Talk in the terminal."""
    from bot.talking import talk_in_terminal

    talk_in_terminal(read_settings(), build_parts, jsonl=jsonl, fresh=fresh, channel=channel, story=story)


@content_app.command("check")
def content_check() -> None:
    """Find everything an editor can get wrong in content/."""
    from bot.content_check import check

    problems = check(read_settings().content, datetime.now(UTC).date())
    for problem in problems:
        typer.echo(f"{problem.file}:{problem.line}: {'warning: ' if problem.is_warning else ''}{problem.sentence}")
    wrong = [problem for problem in problems if not problem.is_warning]
    typer.echo(f"{len(wrong)} wrong, {len(problems) - len(wrong)} to look at.")
    raise typer.Exit(1 if wrong else 0)


@officer_app.command("add")
def officer_add(
    name: str,
    role: Annotated[str, typer.Option(help="For example engagement, adviser, safeguarding, dpo, administrator.")],
) -> None:
    """Add an officer (or give a new password); the last line is the one-time password."""
    from console.passwords import hash_password, make_password
    from console.roles import RoleError, role_of
    from storage import audit, officers
    from storage.database import Tx

    try:
        role = role_of(role)
    except RoleError as error:
        fail(str(error))
    password = make_password()

    def work(tx: Tx) -> None:
        officer_id = officers.add(tx, name, role, hash_password(password))
        audit.add(tx, "command line", "officer added", f"officer:{officer_id}")

    _write(work)
    typer.echo(f"{name} can log in at /console as {role}. The password:")
    typer.echo(password)


@key_app.command("add")
def key_add(name: str) -> None:
    """Make a key for a program; the last line is the key alone."""
    from console.passwords import make_key
    from storage import audit, officers
    from storage.database import Tx

    key = make_key()

    def work(tx: Tx) -> None:
        officers.add_key(tx, name, key)
        audit.add(tx, "command line", "api key made", name)

    _write(work)
    typer.echo(f"The key of {name} for /api/v1 (shown once):")
    typer.echo(key)


def _write(work: object) -> None:
    from bot.bootstrap import SetupError, open_database
    from bot.clock import Clock
    from storage.migrate import migrate as upgrade

    settings = read_settings()
    try:
        upgrade(settings.sqlalchemy_url)
        db = open_database(settings, Clock(settings.now))
    except SetupError as error:
        fail(str(error))
    db.write_now(work)  # type: ignore[arg-type]
    db.close()


def main() -> None:
    """Run a command."""
    app()
