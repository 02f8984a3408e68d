"""From the database to a confirmed panel and back: the draw, the offers, the reserves, the log."""

from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from panels import service, service_consents, service_draw, service_seats
from panels.life import IllegalStepError
from panels.service import By
from panels.verify import check
from panels.watch import unlimited
from storage import audit, consents, draws, erasure, inbox, offers, panels, people
from storage.database import Database, Tx
from storage.tables import metadata
from tests.databases import Clock
from tests.panels import lives
from tests.panels.lives import MADE, SEATS, Ids


def states(tx: Tx, panel_id: int) -> list[str]:
    return sorted(member["state"] for member in panels.members(tx, panel_id))


def open_offers(tx: Tx, panel_id: int) -> list[dict[str, Any]]:
    return [offer for offer in offers.of_panel(tx, panel_id) if offer["state"] == offers.OPEN]


def area_of(db: Database, member_id: int) -> str:
    return db.read_now(lambda tx: panels.traits(tx, member_id)).get("area", "")


def actions(tx: Tx, panel_id: int) -> list[str]:
    return [row["action"] for row in audit.about(tx, service.subject(panel_id))]


def test_a_panel_is_drawn_approved_and_invited(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.invited(tx, ids))
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["reserve"] * 4 + ["selected"] * 4
    assert len(db.read_now(lambda tx: open_offers(tx, ids.panel))) == SEATS
    heard = db.read_now(lambda tx: inbox.heads(tx, 20))
    assert [row.kind for row in heard] == ["invited"] * 8
    files = db.read_now(lambda tx: service_draw.report(tx, draw_id))
    promised = db.read_now(lambda tx: draws.get(tx, draw_id))
    assert promised is not None
    assert check(files, unlimited(), promised["commitment"]) == []


def test_the_chance_that_is_kept_is_the_published_one(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.selected(tx, ids))
    lines = db.read_now(lambda tx: service_draw.report(tx, draw_id))["probabilities.csv"].splitlines()[1:]
    published = {name: (decimal, exact) for name, decimal, exact in (line.split(",") for line in lines)}
    kept = db.read_now(lambda tx: draws.places(tx, draw_id))
    assert {place["pseudonym"]: place["chance"] for place in kept} == {n: e for n, (_d, e) in published.items()}
    for place in kept:
        assert f"{float(Fraction(place['chance'])):.12f}" == published[place["pseudonym"]][0]


def test_nothing_is_drawn_before_its_time(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    with pytest.raises(IllegalStepError, match="A panel that is open cannot be drawn"):
        db.read_now(lambda tx: service_draw.plan(tx, ids.panel))
    draw_id = db.write_now(lambda tx: lives.published(tx, ids))
    with pytest.raises(IllegalStepError, match="no report before the seed"):
        db.read_now(lambda tx: service_draw.report(tx, draw_id))
    with pytest.raises(IllegalStepError, match="must be drawn"):
        db.write_now(lambda tx: service_draw.approve(tx, draw_id, ids.second, MADE, second=True))
    with pytest.raises(IllegalStepError, match="where it comes from"):
        db.write_now(lambda tx: service_draw.enter_seed(tx, draw_id, "7", " ", ids.first))
    with pytest.raises(IllegalStepError, match="Drop it before you open"):
        db.write_now(lambda tx: service.move(tx, ids.panel, "open", MADE))
    with pytest.raises(IllegalStepError, match="offers no seats"):
        db.write_now(lambda tx: service_seats.invite(tx, ids.panel, MADE))


def test_the_maker_does_not_approve_and_a_draw_turned_down_leaves_the_pool(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.published(tx, ids))
    db.write_now(lambda tx: service_draw.enter_seed(tx, draw_id, "7", "a lottery", ids.first))
    with pytest.raises(IllegalStepError, match="second officer"):
        db.write_now(lambda tx: service_draw.approve(tx, draw_id, ids.first, MADE, second=True))
    db.write_now(lambda tx: service_draw.turn_down(tx, draw_id, ids.second, By("officer 2", "a quota was wrong")))
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["in pool"] * 8
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["state"] == "joining closed"
    again = db.write_now(lambda tx: _draw_again(tx, ids))
    assert again != draw_id


def _draw_again(tx: Tx, ids: Ids) -> int:
    planned = service_draw.plan(tx, ids.panel)
    return service_draw.commit(tx, planned, service_draw.lottery(planned, unlimited()), ids.first, MADE)


def test_a_pool_that_changes_while_the_draw_is_made_is_drawn_again(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: service.move(tx, ids.panel, "close-joining", MADE))
    planned = db.read_now(lambda tx: service_draw.plan(tx, ids.panel))
    portfolio = service_draw.lottery(planned, unlimited())
    db.write_now(lambda tx: service_seats.leave(tx, ids.members[0], By("person:1", "LEAVE")))
    with pytest.raises(IllegalStepError, match="Draw again"):
        db.write_now(lambda tx: service_draw.commit(tx, planned, portfolio, ids.first, MADE))


def _all_say_yes(tx: Tx, panel_id: int) -> None:
    for offer in open_offers(tx, panel_id):
        service_seats.answer(tx, offer["id"], MADE, accepted=True)


def test_all_say_yes_and_the_panel_is_confirmed(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    db.write_now(lambda tx: _all_say_yes(tx, ids.panel))
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["state"] == "confirmed"
    with pytest.raises(IllegalStepError, match="This offer is over"):
        db.write_now(lambda tx: service_seats.answer(tx, 1, MADE, accepted=False))


def test_who_says_no_is_replaced_by_somebody_alike(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.invited(tx, ids))
    offer = db.read_now(lambda tx: open_offers(tx, ids.panel))[0]
    area = area_of(db, offer["member_id"])
    db.write_now(lambda tx: service_seats.answer(tx, offer["id"], By("person:1", "by reply"), accepted=False))
    new = db.read_now(lambda tx: open_offers(tx, ids.panel))[-1]
    assert area_of(db, new["member_id"]) == area
    places = {p["member_id"]: p["place"] for p in db.read_now(lambda tx: draws.places(tx, draw_id))}
    alike = [member for member in ids.members if places[member] and area_of(db, member) == area]
    assert new["member_id"] == min(alike, key=lambda m: places[m] or 0)
    report = db.read_now(lambda tx: service_draw.report(tx, draw_id))["report.json"]
    assert "came from the reserve" in report
    assert "by reply" in report


def test_silence_is_reminded_twice_then_released_to_a_reserve(db: Database, clock: Clock) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    first = db.read_now(lambda tx: open_offers(tx, ids.panel))
    asked = []
    for _day in range(5):
        asked.append([offer["asked"] for offer in db.read_now(lambda tx: open_offers(tx, ids.panel))])
        clock.forward(days=1)
        db.write_now(service_seats.sweep)
    assert [each[0] for each in asked] == [1, 1, 2, 2, 3]
    now = db.read_now(lambda tx: open_offers(tx, ids.panel))
    assert {offer["id"] for offer in now}.isdisjoint(offer["id"] for offer in first)
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["not selected"] * 4 + ["selected"] * 4
    assert service_seats.NO_ANSWER in str(db.read_now(lambda tx: audit.about(tx, service.subject(ids.panel))))


def test_when_no_reserve_keeps_the_quotas_the_seat_waits_for_an_officer(db: Database, clock: Clock) -> None:
    ids = db.write_now(lambda tx: lives.pooled(tx, people_in_pool=5))
    db.write_now(lambda tx: lives.invited(tx, ids))
    seats = {member["id"]: member for member in db.read_now(lambda tx: service.in_states(tx, ids.panel, ("selected",)))}
    south = next(member for member in seats if area_of(db, member) == "south")
    db.write_now(lambda tx: service_seats.leave(tx, south, By("person:1", "LEAVE")))
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["empty_seats"] == 1
    before = len(db.read_now(lambda tx: actions(tx, ids.panel)))
    clock.forward(minutes=1)
    db.write_now(service_seats.sweep)
    assert len(db.read_now(lambda tx: actions(tx, ids.panel))) == before
    filled = db.write_now(lambda tx: service_seats.fill(tx, ids.panel, force=By("officer 1", "we know, and say why")))
    assert filled == 1
    assert db.read_now(lambda tx: service.get(tx, ids.panel))["empty_seats"] == 0


def test_a_reminder_takes_another_road_where_there_is_one(db: Database, clock: Clock) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    offer = db.read_now(lambda tx: open_offers(tx, ids.panel))[0]
    db.write_now(lambda tx: _second_address(tx, offer["person"]))
    clock.forward(days=2)
    db.write_now(service_seats.sweep)
    after = db.read_now(lambda tx: offers.get(tx, offer["id"]))
    assert after is not None
    assert after["routes"] == "sms,telegram"


def _second_address(tx: Tx, person: int) -> None:
    from storage.people import A

    tx.conn.execute(
        A.insert().values(
            person_id=person, channel="telegram", found_by=tx.vault.find("telegram:42"), value=tx.vault.seal("42"),
            verified=tx.now,
        )
    )  # fmt: skip


def test_taking_back_a_consent_has_its_effect(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    member = db.read_now(lambda tx: panels.member(tx, ids.members[0]))
    assert member is not None
    person = member["person"]
    given = {"text": "taken back", "channel": "sms"}
    assert db.write_now(lambda tx: service_consents.withdraw(tx, person, "selection", **given)) == 1
    assert db.read_now(lambda tx: panels.traits(tx, member["id"])) == {}
    panel = db.read_now(lambda tx: service.get(tx, ids.panel))
    assert member["id"] not in [m for m, _a, _h in db.read_now(lambda tx: service.drawable(tx, panel))]
    db.write_now(lambda tx: service_consents.withdraw(tx, person, "contact", **given))
    assert db.read_now(lambda tx: panels.member(tx, member["id"]))["state"] == "left"  # type: ignore[index]
    assert db.read_now(lambda tx: consents.standing(tx, person)) == []


def _live_together(tx: Tx, members: tuple[int, ...]) -> None:
    for member in members:
        panels.set_household(tx, member, "1 mill lane rv1")


def test_two_of_a_household_are_not_both_drawn(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: _live_together(tx, ids.members[:2]))
    draw_id = db.write_now(lambda tx: lives.selected(tx, ids))
    seats = {p["member_id"] for p in db.read_now(lambda tx: draws.places(tx, draw_id)) if p["place"] == 0}
    assert not set(ids.members[:2]) <= seats
    assert timedelta(days=5) == service_seats.TIME_TO_ANSWER


def test_who_is_erased_is_replaced_and_the_draw_still_verifies(db: Database, clock: Clock) -> None:
    ids = db.write_now(lives.pooled)
    draw_id = db.write_now(lambda tx: lives.invited(tx, ids))
    offer = db.read_now(lambda tx: open_offers(tx, ids.panel))[0]
    db.write_now(lambda tx: people.set_name(tx, offer["person"], "Joan Hill"))
    number = db.read_now(lambda tx: people.addresses(tx, offer["person"]))[0][1]
    db.write_now(lambda tx: erasure.erase(tx, offer["person"], "officer 1", "they asked"))
    clock.forward(seconds=5)
    db.write_now(service_seats.sweep)
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["left"] + ["reserve"] * 3 + ["selected"] * 4
    held = db.read_now(everything)
    assert [text for text in held if "Joan Hill" in text or number in text] == []
    assert offer["member_id"] not in [p["member_id"] for p in db.read_now(lambda tx: draws.places(tx, draw_id))]
    draw = db.read_now(lambda tx: draws.get(tx, draw_id))
    assert draw is not None
    assert check(db.read_now(lambda tx: service_draw.report(tx, draw_id)), unlimited(), draw["commitment"]) == []


def everything(tx: Tx) -> list[str]:
    """Every value of every row, opened."""
    found = []
    for table in metadata.sorted_tables:
        for row in tx.conn.execute(table.select()):
            found += [tx.vault.open(v) if isinstance(v, bytes) else str(v) for v in row if v is not None]
    return found


def test_two_who_leave_at_once_are_replaced_by_two(db: Database) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.invited(tx, ids))
    asked = db.read_now(lambda tx: open_offers(tx, ids.panel))
    leaving = [db.submit(partial(_decline, offer["id"])) for offer in asked]
    for one in leaving:
        one.result()
    db.write_now(service_seats.sweep)
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["declined"] * 4 + ["selected"] * 4
    now = [offer["member_id"] for offer in db.read_now(lambda tx: open_offers(tx, ids.panel))]
    assert len(now) == len(set(now)) == SEATS


def _decline(offer_id: int, tx: Tx) -> None:
    service_seats.answer(tx, offer_id, By("person:1", "by reply"), accepted=False)
