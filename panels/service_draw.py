"""A panel's draw over storage: try it out, publish the lottery, enter the public seed, approve, hand out the report."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panels import life
from panels.commands import portfolio_of
from panels.infeasible import Explanation, explain
from panels.life import IllegalStepError, MemberState
from panels.pool import Pool, PoolError
from panels.portfolio import Portfolio, commitment, dump, load
from panels.report import Drawn, ManualChange, chance_of_each, make_draw
from panels.service import RULE, By, drawable, get, in_states, names_in_languages, note, pool_of, subject
from panels.solver import quiet
from panels.verify import files_of
from panels.watch import Budget, OutOfTimeError
from storage import audit, consents, draws, panels, quotas
from storage.database import Tx

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, without 0 O 1 I
PSEUDONYM = 6  # signs
DRY_SEED = "dry run: nobody is chosen by this"
WITHHELD = "kept by the council"
NO_CONSENT = "their answers may not be used to pick people"
MEMBER = re.compile(r"member (\d+)")


@dataclass(frozen=True)
class Plan:
    """What a draw is made from: the panel, each drawable member's pseudonym, and the pool under these names."""

    panel: dict[str, Any]
    names: Mapping[int, str]
    pool: Pool


def pseudonym() -> str:
    """A name that says nothing of whom it stands for."""
    return "P-" + "".join(secrets.choice(ALPHABET) for _ in range(PSEUDONYM))


def plan(tx: Tx, panel_id: int, *, dry: bool = False, make_name: Callable[[], str] = pseudonym) -> Plan:
    """Gather what a draw needs, with fresh pseudonyms. Raises IllegalStepError with what to do first."""
    panel = get(tx, panel_id)
    if not dry:
        life.panel_step(panel["state"], "propose")
        if draws.standing(tx, panel_id):
            raise IllegalStepError("A draw of this panel stands already. Drop it before you make another.")
    if not quotas.of_panel(tx, panel_id):
        raise IllegalStepError("This panel has no quotas. Set them first.")
    names = _pseudonyms([member for member, _answers, _home in drawable(tx, panel)], make_name)
    try:
        pool = pool_of(tx, panel, names)
    except PoolError as error:
        raise IllegalStepError(" ".join(sorted({problem.text for problem in error.problems}))) from error
    return Plan(panel, names, pool)


def _pseudonyms(members: list[int], make_name: Callable[[], str]) -> dict[int, str]:
    names: dict[str, None] = {}
    while len(names) < len(members):
        names[make_name()] = None
    return dict(zip(members, names, strict=True))


def lottery(planned: Plan, budget: Budget) -> Portfolio:
    """The fairest lottery over the plan's pool: the long part, with no transaction open.

    Raises IllegalStepError for fewer people than seats, panels.commands.ImpossibleError,
    panels.leximin.NoPanelInTimeError and panels.watch.CancelledError.
    """
    people, seats = len(planned.pool.people), planned.pool.size
    if people < seats:
        raise IllegalStepError(f"There are {people} people in the pool for {seats} seats.")
    quiet()
    return portfolio_of(planned.pool, "leximin", budget)


def why_impossible(planned: Plan, budget: Budget) -> Explanation | None:
    """Which quotas cannot be met together, once there are people for the seats; None when all can, or time is over."""
    if len(planned.pool.people) < planned.pool.size:
        return None
    quiet()
    try:
        return explain(planned.pool, budget)
    except OutOfTimeError:
        return None


def trial(portfolio: Portfolio) -> Drawn:
    """An example of a draw, by a seed that no real draw may have."""
    return make_draw(portfolio, DRY_SEED)


def commit(tx: Tx, planned: Plan, portfolio: Portfolio, officer_id: int, by: By) -> int:
    """Publish the lottery and its commitment, before any seed; the draw's id. Raises IllegalStepError."""
    life.check_reason(by.reason)
    panel_id = planned.panel["id"]
    panels.lock(tx, panel_id)
    now = plan(tx, panel_id)
    if now.names.keys() != planned.names.keys() or now.pool.quotas != planned.pool.quotas:
        raise IllegalStepError("The pool or its quotas changed while the draw was made. Draw again.")
    text, chances = dump(portfolio), chance_of_each(portfolio)
    draw_id = draws.add(
        tx, panel_id, algorithm=portfolio.ran, portfolio=text, commitment=commitment(text), made_by=officer_id
    )
    for member, name in planned.names.items():
        draws.add_place(tx, draw_id, member, name, f"{chances[name].numerator}/{chances[name].denominator}")
    note(tx, panel_id, by, f"draw {draw_id} published")
    return draw_id


def _draw(tx: Tx, draw_id: int, state: str) -> dict[str, Any]:
    draw = draws.get(tx, draw_id, lock=True)
    if draw is None:
        raise IllegalStepError(f"There is no draw {draw_id}.")
    if draw["state"] != state:
        raise IllegalStepError(f"This draw is {draw['state']}. It must be {state}.")
    return draw


def enter_seed(tx: Tx, draw_id: int, seed: str, source: str, officer_id: int) -> None:
    """The public seed picks the panel and the order of the reserves. Raises IllegalStepError."""
    draw = _draw(tx, draw_id, draws.COMMITTED)
    if not seed.strip() or not source.strip() or seed.strip() == DRY_SEED:
        raise IllegalStepError("Give the public seed and say where it comes from.")
    panel = get(tx, draw["panel_id"])
    new = life.panel_step(panel["state"], "propose")
    drawn = make_draw(load(draws.portfolio(tx, draw_id)), seed.strip())
    draws.set_seed(tx, draw_id, seed.strip(), source.strip(), officer_id)
    for person in drawn.result.panel:
        draws.set_place(tx, draw_id, person.id, 0)
    for place, person in enumerate(drawn.result.reserves, start=1):
        draws.set_place(tx, draw_id, person.id, place)
    panels.set_state(tx, panel["id"], new)
    note(tx, panel["id"], By(f"officer {officer_id}", source.strip()), f"draw {draw_id} drawn")


def approve(tx: Tx, draw_id: int, officer_id: int, by: By, *, second: bool) -> int:
    """The selection takes effect; the panel's id. With `second`, another officer than its makers. IllegalStepError.

    Who took back the consent since the lottery, or never gave it, cannot be picked; a reserve takes such a seat.
    """
    draw = _draw(tx, draw_id, draws.DRAWN)
    life.check_reason(by.reason)
    life.check_approver((draw["made_by"], draw["seeded_by"]), officer_id, second=second)
    panel = get(tx, draw["panel_id"])
    panels.set_state(tx, panel["id"], life.panel_step(panel["state"], "accept"))
    draws.decide(tx, draw_id, draws.APPROVED, officer_id, by.reason)
    note(tx, panel["id"], by, f"draw {draw_id} approved")
    _take_effect(tx, panel["id"], {place["member_id"]: place["place"] for place in draws.places(tx, draw_id)})
    return int(panel["id"])


def _take_effect(tx: Tx, panel_id: int, drawn: Mapping[int, int | None]) -> None:
    """Each of the pool gets their place; nobody stays there."""
    agreed, never = consents.given_for(tx, panel_id, "selection"), 0
    for member in in_states(tx, panel_id, (MemberState.IN_POOL,)):
        place = drawn.get(member["id"]) if member["person"] in agreed else None
        new = MemberState.NOT_SELECTED if place is None else MemberState.RESERVE if place else MemberState.SELECTED
        panels.set_member_state(tx, member["id"], life.member_step(member["state"], new))
        if place is None and member["id"] in drawn:  # a change to the draw that was published: the report says so
            note(tx, panel_id, By(RULE, NO_CONSENT), f"member {member['id']} now {new}")
        never += member["id"] not in drawn
    if never:
        note(tx, panel_id, By(RULE, NO_CONSENT), f"{never} of the pool now {MemberState.NOT_SELECTED}")


def turn_down(tx: Tx, draw_id: int, officer_id: int, by: By) -> None:
    """The draw takes no effect: the panel waits for another. Raises IllegalStepError."""
    life.check_reason(by.reason)
    draw = draws.get(tx, draw_id, lock=True)
    if draw is None or draw["state"] not in (draws.COMMITTED, draws.DRAWN):
        raise IllegalStepError("Only a draw that has not been decided can be turned down.")
    panel, drawn = get(tx, draw["panel_id"]), draw["state"] == draws.DRAWN
    if drawn:
        panels.set_state(tx, panel["id"], life.panel_step(panel["state"], "turn-down"))
    draws.decide(tx, draw_id, draws.TURNED_DOWN if drawn else draws.DROPPED, officer_id, by.reason)
    note(tx, panel["id"], by, f"draw {draw_id} {'turned down' if drawn else 'dropped'}")


def chances_of(tx: Tx, person_id: int) -> list[dict[str, Any]]:
    """A person's published chance and pseudonym in each of their panels; "" where no lottery was published."""
    places = panels.memberships(tx, person_id)
    known = draws.chances_of(tx, [place["id"] for place in places])
    return [
        {"panel": names_in_languages(panel), "chance": chance, "name": name}
        for place in places
        if (panel := panels.of_slug(tx, place["slug"])) is not None
        for chance, name in [known.get(place["id"], ("", ""))]
    ]


def in_public(tx: Tx, slug: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """A panel and its draws, newest first, as anybody may see them: officers by number, without their reasons."""
    panel = panels.of_slug(tx, slug)
    made = draws.of_panel(tx, panel["id"]) if panel else []
    return panel, [{name: value for name, value in draw.items() if name != "reason"} for draw in made]


def report(tx: Tx, draw_id: int, *, reasons: bool = True) -> dict[str, str]:
    """Every file that the draw publishes, with the changes made since. Raises IllegalStepError before the seed.

    Without `reasons` it does not say why members changed: an officer wrote that for the log, not for everybody.
    """
    draw = draws.get(tx, draw_id)
    if draw is None or not draw["seed"]:
        raise IllegalStepError("There is no report before the seed: the lottery and its commitment are all there is.")
    portfolio = load(draws.portfolio(tx, draw_id))
    return files_of(make_draw(portfolio, draw["seed"], _changes(tx, draw, reasons=reasons), _made(draw)))


def _made(draw: dict[str, Any]) -> str:
    said = f"lottery published {_day(draw['made'])} by officer {draw['made_by']}"
    said += f"; seed ({draw['seed_source']}) entered {_day(draw['seeded'])} by officer {draw['seeded_by']}"
    if draw["decided"]:
        said += f"; {draw['state']} {_day(draw['decided'])} by officer {draw['decided_by']}"
    return said


def _changes(tx: Tx, draw: dict[str, Any], *, reasons: bool) -> list[ManualChange]:
    """What happened to members after the approval, by pseudonym."""
    names = {str(place["member_id"]): place["pseudonym"] for place in draws.places(tx, draw["id"])}
    log = audit.about(tx, subject(draw["panel_id"]))
    begins = next((n for n, row in enumerate(log) if row["action"] == f"draw {draw['id']} approved"), len(log))
    after = [row for row in log[begins:] if MEMBER.search(row["action"])]
    return [
        ManualChange(
            _day(row["at"]), _who(row["actor"]),
            MEMBER.sub(lambda found: names.get(found[1], "somebody"), row["action"]),
            row["reason"] if reasons else WITHHELD,
        )
        for row in after
    ]  # fmt: skip


def _who(actor: str) -> str:
    return "the member" if actor.startswith("person") else actor


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
