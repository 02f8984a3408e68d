"""The command line: each command is a few lines that call what does the work. Nothing heavy is imported at start."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_draw, cli_people
from bot.cli_base import build_parts, fail, read_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Doorstep: a council's conversation.",
)
content_app = typer.Typer(no_args_is_help=True, help="What a council edits.")
app.add_typer(content_app, name="content")
app.add_typer(cli_people.officer_app, name="officer")
app.add_typer(cli_people.key_app, name="api-key")
app.command()(cli_people.export)
app.command()(cli_people.erase)
app.command()(cli_people.retain)
app.command()(cli_people.lessons)
app.command()(cli_draw.select)
app.command("verify-draw")(cli_draw.verify_draw)
app.command("rotate-key")(cli_people.rotate_key)


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
    """Make the model of understanding, with officers' corrections if there are; nothing to do when it is there."""
    from nlp.training.compare import WorseError
    from nlp.training.train import main_train

    model = out or read_settings().model
    try:
        main_train(model, model.with_name(cli_people.LESSONS))
    except WorseError as worse:
        fail(str(worse))


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


@app.command("seed-demo")
def seed_demo() -> None:
    """Make the demonstration council's panels and officer, once."""
    from bot.demo import DEMO_OFFICER, SECOND_OFFICER, seed
    from nlp.understanding import Understanding
    from storage.migrate import migrate as upgrade

    settings = read_settings()
    if settings.env == "production":
        fail("A production service has no demonstration officer: use `doorstep officer add`.")
    upgrade(settings.sqlalchemy_url)
    parts = build_parts(settings, understand=Understanding)  # nothing is read here: the model's seconds are saved
    password = seed(parts)
    parts.db.close()
    typer.echo(f"Second officer, who approves draws, with the same password: {SECOND_OFFICER}")
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


@app.command()
def simulate(
    residents: Annotated[int, typer.Option(min=1, max=100_000, help="How many.")] = 100,
    seed: Annotated[int, typer.Option(help="The same seed gives the same residents.")] = 1,
) -> None:
    """Let invented residents talk, on a throw-away database; print who was served, asked and invited, by group."""
    from bot.simulation import main_simulate

    main_simulate(read_settings(), build_parts, residents, seed)


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


def main() -> None:
    """Run a command."""
    app()
