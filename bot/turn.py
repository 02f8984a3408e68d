"""The turn: what a conversation does with one thing heard. Pure; the order of the steps is the contract of safety."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.desk import Desk, House
from bot.effects import Effect
from bot.facts import Fact
from bot.heard import Heard
from bot.state import State
from bot.steps import answers, commands, first, letters, routes
from bot.talk import Wants

Step = Callable[[Desk], bool]
STEPS: tuple[Step, ...] = (
    first.provider_opted,
    first.language,
    first.officer_acted,
    first.opt_out,
    first.danger,
    first.child,
    first.urgent_repair,
    first.rights,
    first.held_by_officer,
    first.stopped,
    routes.timed_out,
    routes.invited,
    routes.in_group,
    letters.letter,
    routes.resumed,
    commands.global_command,
    answers.stale_tap,
    answers.answer,
    answers.correction,
    routes.change_of_mind,
    routes.digression,
    routes.clarify,
    routes.small_talk,
    routes.person,
)


@dataclass(frozen=True)
class Turn:
    """What came of it. With `wants` nothing happened yet: find these facts and take the turn again."""

    state: State
    effects: tuple[Effect, ...] = ()
    wants: tuple[Fact, ...] = ()


def take_turn(state: State, heard: Heard, house: House, found: dict[str, object] | None = None) -> Turn:
    """Decide one turn. `found` holds looked-up facts by their key."""
    desk = Desk(state, heard, house, found or {})
    try:
        for step in STEPS:
            if step(desk):
                break
    except Wants as wanted:
        return Turn(state, (), (wanted.fact,))
    return Turn(*desk.finish())
