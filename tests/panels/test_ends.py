"""How places come to their end: consents taken back, panels closed, terms, removals; and that nothing is left over."""

from collections.abc import Callable

import pytest

from bot.context import Context
from bot.effects import LeavePanel, WithdrawConsent
from bot.lines import line
from bot.perform_groups import perform_group
from panels import life, service, service_consents, service_draw, service_meetings, service_members, service_rest
from panels import service_seats as seats
from panels.fatigue import Caps
from panels.life import IllegalStepError, MemberState, PanelState
from panels.service import By
from panels.verify import check
from panels.watch import unlimited
from storage import audit, consents, draws, inbox, meetings, offers, panels, people, retention
from storage.database import Database, Tx
from storage.privacy import Days
from storage.retention import retain
from tests.databases import Clock
from tests.panels import lives
from tests.panels.lives import MADE, Ids
from tests.panels.test_consents import CONTENT, WORDS

TAKEN_BACK = {"text": "taken back", "channel": "sms"}


def state(db: Database, member_id: int) -> str:
    return str((db.read_now(lambda tx: panels.member(tx, member_id)) or {})["state"])


def states(tx: Tx, panel_id: int) -> list[str]:
    return sorted(member["state"] for member in panels.members(tx, panel_id))


def told(tx: Tx, member_id: int) -> list[str]:
    """What each member was told of their place, oldest first."""
    marks = (row.provider_id for row in tx.conn.execute(inbox.I.select().order_by(inbox.I.c.id)))
    return [mark.split("-2026")[0].split("-", 2)[2] for mark in marks if mark.startswith(f"place-{member_id}-")]


def person_of(db: Database, member_id: int) -> int:
    return int((db.read_now(lambda tx: panels.member(tx, member_id)) or {})["person"])


def all_say_yes(tx: Tx, panel_id: int) -> None:
    for offer in offers.of_panel(tx, panel_id):
        seats.answer(tx, offer["id"], MADE, accepted=True)


def running(tx: Tx) -> Ids:
    ids = lives.pooled(tx)
    lives.invited(tx, ids)
    all_say_yes(tx, ids.panel)
    service.move(tx, ids.panel, "run", MADE)
    return ids


def active(db: Database, ids: Ids) -> int:
    return int(db.read_now(lambda tx: service.in_states(tx, ids.panel, ("active",)))[0]["id"])


# --- consents that do not stand -----------------------------------------------------------------------------------


def test_who_takes_the_answers_back_before_the_approval_gets_no_seat(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.published(tx, ids))
    drawn, reserve = ids.members[0], ids.members[1]
    seed = db.read_now(lambda tx: lives.seed_that(tx, draw_id, drawn, seat=True))
    db.write_now(lambda tx: service_draw.enter_seed(tx, draw_id, seed, "a lottery", ids.first))
    for member in (drawn, reserve):
        person = person_of(db, member)
        db.write_now(lambda tx, one=person: service_consents.withdraw(tx, one, "selection", **TAKEN_BACK))  # type: ignore[misc]
    db.write_now(lambda tx: service_draw.approve(tx, draw_id, ids.second, MADE, second=True))
    assert (state(db, drawn), state(db, reserve)) == ("not selected", "not selected")
    db.write_now(seats.sweep)
    assert db.read_now(lambda tx: states(tx, ids.panel)).count("selected") == lives.SEATS
    db.write_now(lambda tx: seats.invite(tx, ids.panel, MADE))
    assert db.read_now(lambda tx: told(tx, drawn)) == ["not-picked"]
    files = db.read_now(lambda tx: service_draw.report(tx, draw_id))
    assert service_draw.NO_CONSENT in files["report.json"]
    assert check(files, unlimited()) == []


def test_who_never_gave_their_answers_is_told_with_the_others(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    silent = db.write_now(lambda tx: _without_answers(tx, ids.panel))
    draw_id = db.write_now(lambda tx: lives.invited(tx, ids))
    assert state(db, silent) == "not selected"
    assert db.read_now(lambda tx: told(tx, silent)) == ["not-picked"]
    assert "in pool" not in db.read_now(lambda tx: states(tx, ids.panel))
    assert "somebody" not in db.read_now(lambda tx: service_draw.report(tx, draw_id))["report.json"]


def _without_answers(tx: Tx, panel_id: int) -> int:
    return panels.put_member(tx, panel_id, people.of_address(tx, "sms", "+447700900199"), "in pool")


# --- a panel that closes ------------------------------------------------------------------------------------------


def test_a_panel_that_closes_early_offers_nothing_any_more_and_says_so(db: Database, clock: Clock) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    yes, *waiting = db.read_now(lambda tx: offers.of_panel(tx, ids.panel))
    db.write_now(lambda tx: seats.answer(tx, yes["id"], MADE, accepted=True))
    given = {"starts": clock.now.replace(day=30), "minutes": 60, "place": "Town Hall"}
    db.write_now(lambda tx: service_meetings.set_meeting(tx, ids.panel, given, MADE))
    db.write_now(lambda tx: service.move(tx, ids.panel, "close", By("officer 1", "the board stopped it")))
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["completed"] + ["not selected"] * 7
    assert {offer["state"] for offer in db.read_now(lambda tx: offers.of_panel(tx, ids.panel))[1:]} == {"withdrawn"}
    assert db.read_now(lambda tx: told(tx, yes["member_id"])) == ["ended"]
    assert {tuple(db.read_now(lambda tx, one=m: told(tx, one))) for m in ids.members} == {("ended",), ("ended-before",)}  # type: ignore[misc]
    with pytest.raises(IllegalStepError, match="offers no seats any more"):
        db.write_now(lambda tx: seats.answer(tx, waiting[0]["id"], MADE, accepted=True))
    clock.forward(days=2)
    assert db.write_now(seats.sweep) == 0
    assert db.read_now(meetings.coming) == []


def test_after_its_last_meeting_a_panel_gives_no_seat(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    yes, *waiting = db.read_now(lambda tx: offers.of_panel(tx, ids.panel))
    db.write_now(lambda tx: seats.answer(tx, yes["id"], MADE, accepted=True))
    for act in ("run", "ask-feedback"):
        db.write_now(lambda tx, act=act: service.move(tx, ids.panel, act, MADE))  # type: ignore[misc]
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["active"] + ["not selected"] * 7
    assert db.read_now(lambda tx: seats.offer_state(tx, waiting[0]["id"])) == "ended"


def test_a_closed_panel_no_longer_counts_against_another(db: Database) -> None:
    ids = db.write_now(running)
    person, one = person_of(db, active(db, ids)), Caps(groups_at_once=1)
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, one)) == "in-enough-groups"
    for act in ("ask-feedback", "close"):
        db.write_now(lambda tx, act=act: service.move(tx, ids.panel, act, MADE))  # type: ignore[misc]
    assert db.read_now(lambda tx: service_rest.why_rest(tx, person, one)) == ""


async def test_what_members_told_us_is_kept_for_the_time_after_the_end(db: Database, clock: Clock) -> None:
    ids = db.write_now(running)
    member, days = active(db, ids), Days()
    clock.forward(days=180)
    db.write_now(lambda tx: service.move(tx, ids.panel, "close", MADE))
    for wait, kept in ((1, 1), (days.panel - 2, 1), (2, 0)):
        clock.forward(days=wait)
        await retain(db, days)
        assert len(db.read_now(lambda tx: panels.traits(tx, member))) == kept
    assert set(db.read_now(lambda tx: states(tx, ids.panel))) == {"data removed"}
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["state"] == PanelState.REMOVED


async def test_who_is_asked_no_more_can_still_say_leave(db: Database, clock: Clock) -> None:
    ids = db.write_now(running)
    member = active(db, ids)
    person = person_of(db, member)
    db.write_now(lambda tx: service.move(tx, ids.panel, "close", MADE))
    clock.forward(days=100)
    await retain(db, Days())
    to = Context(1, person, "sms", "+447700900100", "en", WORDS, CONTENT.council)
    db.write_now(lambda tx: perform_group(tx, to, WithdrawConsent("contact", line("withdrawn-contact"))))
    db.write_now(lambda tx: perform_group(tx, to, LeavePanel("")))
    assert db.read_now(lambda tx: consents.standing(tx, person)) == []
    assert state(db, member) == "data removed"


# --- an officer and one place -------------------------------------------------------------------------------------


def test_a_place_is_paused_and_taken_up_again(db: Database, clock: Clock) -> None:
    ids = db.write_now(running)
    member = active(db, ids)
    given = {"starts": clock.now.replace(day=30), "minutes": 60, "place": "Town Hall"}
    db.write_now(lambda tx: service_meetings.set_meeting(tx, ids.panel, given, MADE))
    db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "pause", MADE))
    assert db.write_now(lambda tx: service_meetings.ring(tx, (), Caps())) == lives.SEATS - 1
    db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "resume", MADE))
    assert (state(db, member), db.read_now(lambda tx: told(tx, member))) == ("active", ["paused", "resumed"])


def test_a_term_ends_and_a_reserve_is_asked(db: Database) -> None:
    ids = db.write_now(running)
    member = active(db, ids)
    db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "complete", By("officer 1", "two years")))
    assert (state(db, member), db.read_now(lambda tx: told(tx, member))) == ("completed", ["completed"])
    assert db.read_now(lambda tx: states(tx, ids.panel)).count("selected") == 1
    assert "two years" in str(db.read_now(lambda tx: audit.about(tx, service.subject(ids.panel))))


def test_a_removal_is_told_and_can_be_undone_with_what_was_known(db: Database) -> None:
    ids = db.write_now(running)
    member = active(db, ids)
    answers = db.read_now(lambda tx: panels.traits(tx, member))
    db.write_now(lambda tx: seats.leave(tx, member, By("officer 1", "a mix-up"), MemberState.REMOVED))
    db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "reinstate", By("officer 2", "it was")))
    assert (state(db, member), db.read_now(lambda tx: told(tx, member))) == ("reserve", ["removed", "back"])
    assert db.read_now(lambda tx: panels.traits(tx, member)) == answers
    came = db.read_now(lambda tx: service.in_states(tx, ids.panel, ("selected",)))[0]["id"]
    db.write_now(lambda tx: seats.leave(tx, came, By("person:9", "LEAVE")))
    assert state(db, member) == "selected"  # who was drawn comes before the reserves


def test_acts_on_a_place_are_refused_out_of_place(db: Database) -> None:
    ids = db.write_now(running)
    member = active(db, ids)
    for how, why in (("reinstate", "must be removed"), ("resume", "must be paused"), ("promote", "no act")):
        with pytest.raises(IllegalStepError, match=why):
            db.write_now(lambda tx, how=how: service_members.act(tx, ids.panel, member, how, MADE))  # type: ignore[misc]
    with pytest.raises(IllegalStepError, match="Give a reason"):
        db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "pause", By("officer 1")))
    with pytest.raises(IllegalStepError, match="no member"):
        db.write_now(lambda tx: service_members.act(tx, ids.panel, 99, "pause", MADE))
    db.write_now(lambda tx: seats.leave(tx, member, MADE, MemberState.REMOVED))
    db.write_now(lambda tx: service.move(tx, ids.panel, "close", MADE))
    with pytest.raises(IllegalStepError, match="takes nobody back"):
        db.write_now(lambda tx: service_members.act(tx, ids.panel, member, "reinstate", MADE))


# --- nothing in the tables of life is only on paper ---------------------------------------------------------------


def _drawn(tx: Tx, panel_id: int, officer: int) -> None:
    planned = service_draw.plan(tx, panel_id)
    draw_id = service_draw.commit(tx, planned, service_draw.lottery(planned, unlimited()), officer, MADE)
    service_draw.enter_seed(tx, draw_id, "5 17 22", "a lottery", officer)


def _approved(tx: Tx, panel_id: int, officer: int) -> None:
    draw = draws.standing(tx, panel_id) or {}
    service_draw.approve(tx, draw["id"], officer, MADE, second=False)
    seats.invite(tx, panel_id, MADE)


def _filled(tx: Tx, panel_id: int) -> None:
    """Somebody of a standing panel is asked; the pool is large enough for two who go."""
    voices = panels.put(tx, slug="voices", name="Voices", service="care-at-home", state="running", seats=9, about={})
    address = ("sms", "+447700900199")
    person = people.of_address(tx, *address)
    panels.put_member(tx, voices, person, "active")
    consents.add(
        tx, person_id=person, panel_id=voices, purpose="other-panels", given=True, text="?", version="1", channel="sms"
    )
    panel = service.get(tx, panel_id)
    about = {**panel["about"], "standing": "voices"}
    panels.put(tx, **{name: panel[name] for name in ("slug", "name", "service", "state", "seats")}, about=about)
    service_rest.ask_standing(tx, panel_id, Caps(), MADE)
    for number, phone in zip(range(10), lives.phones(), strict=False):
        lives.put_in_pool(tx, panel_id, phone, "south" if number % 2 else "north")


def _act(tx: Tx, panel_id: int, how: str) -> None:
    was = life.MEMBER_ACTS[how].starts[0]
    service_members.act(tx, panel_id, service.in_states(tx, panel_id, (was,))[0]["id"], how, MADE)


def _goes(tx: Tx, panel_id: int, how: MemberState) -> None:
    member = service.in_states(tx, panel_id, ("reserve", "active"))[0]["id"]
    seats.leave(tx, member, MADE, how)


def _offers(tx: Tx, panel_id: int) -> None:
    """The first says no; the others, and who comes for them, say yes."""
    first = offers.of_panel(tx, panel_id)[0]["id"]
    seats.answer(tx, first, MADE, accepted=False)
    for offer in offers.every_open(tx):
        seats.answer(tx, offer["id"], MADE, accepted=True)


async def test_every_state_is_entered_by_something(db: Database, clock: Clock) -> None:
    """A panel lives from draft to its end; every state that a row ever has is noted."""
    officer = db.write_now(lives.staff)[0]
    made = {"slug": "care", "name": "Care", "service": "care-at-home", "seats": lives.SEATS, "about": lives.ABOUT}
    one = db.write_now(lambda tx: service.put(tx, made, MADE))
    db.write_now(lambda tx: service.set_quotas(tx, one, lives.QUOTAS, MADE))

    def move(act: str) -> Callable[[Tx], object]:
        return lambda tx: service.move(tx, one, act, MADE)

    steps: list[Callable[[Tx], object]] = [
        lambda _tx: None, move("approve"), move("open"), lambda tx: _filled(tx, one), move("close-joining"),
        lambda tx: _drawn(tx, one, officer), lambda tx: _approved(tx, one, officer), lambda tx: _offers(tx, one),
        move("run"), lambda tx: _act(tx, one, "pause"), lambda tx: _goes(tx, one, MemberState.REMOVED),
        lambda tx: _goes(tx, one, MemberState.LEFT), move("ask-feedback"), move("close"),
        lambda tx: [step(tx) for step in retention.steps(Days()).values()],
    ]  # fmt: skip
    panel_states, member_states = set[str](), set[str]()
    for step in steps:
        db.write_now(step)
        panel_states |= {panel["state"] for panel in db.read_now(panels.every)}
        member_states |= set(db.read_now(lambda tx: states(tx, one)))
        clock.forward(days=0 if step is not steps[-2] else Days().panel + 1)
    assert panel_states == set(PanelState)
    assert member_states == set(MemberState)
