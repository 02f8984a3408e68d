"""What an officer cannot do to a panel that was approved, to another panel's draw, or to a meeting's day."""

from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from console.app import console_app
from panels import service, service_draw, service_joining, service_seats
from panels.fatigue import Caps
from panels.life import IllegalStepError
from panels.service import By
from storage import audit, draws, meetings, offers, panels, quotas, sign_ups
from storage.database import Database, Tx
from storage.quotas import Target
from tests.console.groups import Groups
from tests.console.site import Site, Wake, config
from tests.databases import ONLY_SQLITE
from tests.panels import lives
from tests.panels.lives import MADE, Ids

pytestmark = ONLY_SQLITE


@pytest.fixture
def app(db: Database, groups: Groups) -> FastAPI:  # noqa: ARG001 - officers first
    """The console of a council whose panels may balance areas."""
    return console_app(db, config(Wake(), features={"area": ("north", "south")}, thanks=("voucher", "none")))


@pytest.fixture
def ids(db: Database, groups: Groups) -> Ids:  # noqa: ARG001 - officers first
    """A panel with eight people in its pool, beside the panels of others."""
    return db.write_now(lives.pooled)


FORM = {
    "name": "Care at Home group", "service": "care-at-home", "seats": "4", "feature": "area", "reason": "a change",
    "budget": "£500", "dpia": "DPIA 7",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"budget": "", "dpia": ""}, "As this panel is open, fill in: Budget, Data protection assessment."),
        ({"seats": "150"}, "The quotas do not fit this panel. area: The maximums add up to 4"),
        ({"feature": "none"}, "The quotas do not fit this panel. This panel does not ask for area 'north'."),
    ],
    ids=["emptied", "seats", "questions"],
)
async def test_an_open_panel_keeps_what_it_was_approved_with(
    sam: Site, ids: Ids, db: Database, change: dict[str, str], said: str
) -> None:
    before, page = db.read_now(lambda tx: service.get(tx, ids.panel)), f"/panels/{ids.panel}/edit"
    answer = await sam.post(page, page, {**FORM, **change})
    assert (answer.status_code, said in unescape(answer.text)) == (422, True)
    assert db.read_now(lambda tx: service.get(tx, ids.panel)) == before


def test_what_has_no_limit_has_none_when_seats_are_added(db: Database, ids: Ids) -> None:
    def change(tx: Tx) -> list[Target]:
        service.set_quotas(tx, ids.panel, (Target("area", "north", 2, 4, "Census 2021"),), MADE)
        panel = {**service.get(tx, ids.panel), "seats": 6}
        service.put(tx, {name: panel[name] for name in ("slug", "name", "service", "seats", "about")}, MADE)
        return quotas.of_panel(tx, ids.panel)

    assert db.write_now(change) == [Target("area", "north", 2, 4, "Census 2021"), Target("area", "south", 0, 6)]


def test_the_quotas_of_an_open_panel_are_not_emptied(db: Database, ids: Ids) -> None:
    with pytest.raises(IllegalStepError, match="needs quotas"):
        db.write_now(lambda tx: service.set_quotas(tx, ids.panel, (), MADE))


async def test_a_draw_and_an_offer_are_dealt_with_on_their_own_panel_only(sam: Site, ids: Ids, db: Database) -> None:
    other = db.write_now(lambda tx: panels.put(tx, slug="o", name="O", service="x", state="draft", seats=4, about={}))
    draw, page = db.write_now(lambda tx: lives.published(tx, ids)), f"/panels/{ids.panel}/draw"
    here = f"/panels/{other}/draw/{draw}"
    assert (await sam.post(f"{here}/seed", page, {"seed": "1 2 3", "source": "a lottery"})).status_code == 404
    assert (await sam.post(f"{here}/drop", page, {"reason": "x"})).status_code == 404
    db.write_now(lambda tx: service_draw.enter_seed(tx, draw, "1 2 3", "a lottery", ids.first))
    assert (await sam.post(f"{here}/decide", page, {"how": "approve", "reason": "x"})).status_code == 404
    assert db.read_now(lambda tx: draws.get(tx, draw) or {})["state"] == draws.DRAWN
    db.write_now(lambda tx: _approved_and_invited(tx, ids, draw))
    offer = f"/panels/{other}/invitations/1/answer"
    assert (await sam.post(offer, page, {"how": "yes", "reason": "rang"})).status_code == 404
    assert db.read_now(lambda tx: offers.get(tx, 1) or {})["state"] == offers.OPEN


def _approved_and_invited(tx: Tx, ids: Ids, draw: int) -> None:
    service_draw.approve(tx, draw, ids.second, MADE, second=True)
    service_seats.invite(tx, ids.panel, MADE)


def test_a_yes_to_a_panel_at_work_takes_part_at_once(db: Database, ids: Ids) -> None:
    db.write_now(lambda tx: lives.invited(tx, ids))
    db.write_now(lambda tx: service.move(tx, ids.panel, "run", MADE))
    offer = db.read_now(lambda tx: offers.of_panel(tx, ids.panel)[0])
    db.write_now(lambda tx: service_seats.answer(tx, offer["id"], By("officer 1", "rang"), accepted=True))
    assert db.read_now(lambda tx: panels.member(tx, offer["member_id"]) or {})["state"] == "active"


ENTRY = {
    "how": "on the phone", "name": "Di Poe", "phone": "07700 900201", "adult": "yes", "area": "yes", "staff": "no",
    "consent": "contact",
}  # fmt: skip


async def test_who_is_in_enough_groups_is_entered_only_when_they_want_it_so(
    sam: Site, groups: Groups, db: Database
) -> None:
    page, person = f"/panels/{groups.open}/entry", db.read_now(lambda tx: panels.member(tx, groups.members[0]) or {})
    other = db.write_now(lambda tx: panels.put(tx, slug="o", name="O", service="x", state="open", seats=4, about={}))
    db.write_now(lambda tx: panels.put_member(tx, other, person["person"], "in pool"))
    before = db.read_now(lambda tx: panels.members(tx, groups.open))
    refused = await sam.post(page, page, ENTRY)
    assert (refused.status_code, "In as many groups as we ask of one person: Di Poe" in refused.text) == (409, True)
    assert db.read_now(lambda tx: panels.members(tx, groups.open)) == before
    assert (await sam.post(page, page, {**ENTRY, "anyway": "1"})).status_code == 303


def test_a_form_of_who_is_in_enough_groups_ends_without_a_place(db: Database, groups: Groups) -> None:
    def work(tx: Tx) -> str:
        person = (panels.member(tx, groups.members[0]) or {})["person"]
        waiting = sign_ups.waiting(tx, groups.open)[0]["id"]
        service_joining.confirm(tx, waiting, person, Caps(groups_at_once=1), confirmed=True)
        assert sign_ups.waiting(tx, groups.open) == []
        return panels.state_of(tx, groups.open, person)

    assert db.write_now(work) == ""


NEW = {"day": "2026-12-10", "time": "18:00", "minutes": "90", "place": "Hall"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"minutes": "-5"}, "15 to 600 minutes"),
        ({"minutes": "0"}, "15 to 600 minutes"),
        ({"minutes": "99999999999999999999"}, "15 to 600 minutes"),
        ({"day": "9999-12-31"}, "within two years"),
    ],
)
async def test_a_meeting_has_a_day_and_a_length_that_can_be(
    sam: Site, groups: Groups, db: Database, change: dict[str, str], said: str
) -> None:
    page = f"/panels/{groups.running}/meetings"
    answer = await sam.post(page, page, {**NEW, **change})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert len(db.read_now(lambda tx: meetings.of_panel(tx, groups.running))) == 1


@pytest.mark.parametrize("day", ["0001-01-01", "2020-01-01", "9999-12-31"])
async def test_an_answer_is_promised_for_a_day_that_can_be(sam: Site, groups: Groups, day: str) -> None:
    page = f"/panels/{groups.running}/feedback"
    answer = await sam.post(page, page, {"said": "More buses.", "owner": "Sam", "due": day, "meeting": "9" * 20})
    assert (answer.status_code, "within two years" in answer.text) == (422, True)
    ok = {"said": "More buses.", "owner": "Sam", "due": "2026-12-24", "meeting": "9" * 20}
    assert (await sam.post(page, page, ok)).status_code == 303


async def test_an_officer_notes_what_a_member_says_who_does_not_text(sam: Site, groups: Groups, db: Database) -> None:
    one, (first, second) = f"/panels/{groups.running}/meetings/{groups.meeting}", groups.members
    form = {f"reply-{first}": "yes", f"was-reply-{first}": "", f"thanks-{first}": "voucher", f"was-thanks-{first}": "",
            f"came-{first}": "yes", f"reply-{second}": "", f"was-reply-{second}": ""}  # fmt: skip
    assert (await sam.post(one, one, form)).status_code == 303
    assert _noted(db, groups) == {first: ("yes", True)}
    assert db.read_now(lambda tx: meetings.thanks_of(tx, groups.running)) == {first: "voucher"}
    log = [row["action"] for row in db.read_now(lambda tx: audit.about(tx, service.subject(groups.running)))]
    assert log[-2:] == [f"member {first} and meeting {groups.meeting}: yes", f"member {first} thanked by: voucher"]
    db.write_now(lambda tx: meetings.note_reply(tx, groups.meeting, first, "no"))  # they wrote meanwhile
    late = {f"reply-{first}": "yes", f"was-reply-{first}": "yes", f"came-{first}": ""}
    assert (await sam.post(one, one, late)).status_code == 303
    assert _noted(db, groups) == {first: ("no", None)}
    wrong = {f"thanks-{second}": "a car", f"was-thanks-{second}": ""}
    assert (await sam.post(one, one, wrong)).status_code == 303
    assert db.read_now(lambda tx: meetings.thanks_of(tx, groups.running)) == {first: "voucher"}


def _noted(db: Database, groups: Groups) -> dict[int, Any]:
    noted = db.read_now(lambda tx: meetings.attendance(tx, groups.meeting))
    return {member: (row["reply"], row["came"]) for member, row in noted.items()}
