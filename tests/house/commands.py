"""The commands of the command line, as typer knows them."""

import typer.main

from bot.cli import app


def command_names() -> list[str]:
    """Every command as it is typed after `doorstep`."""
    names = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        names += [name] if below is None else [f"{name} {deeper}" for deeper in below]
    return names
