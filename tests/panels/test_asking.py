"""When the days to answer an offer begin, and whom no message reaches."""

from datetime import date, timedelta

from panels import service, service_seats
from panels.quiet import at
from panels.service import By
from storage import audit, conversations, people
from storage.database import Database, Tx
from tests.databases import Clock
from tests.panels import lives
from tests.panels.lives import MADE
from tests.panels.test_seats import open_offers, states

CHRISTMAS = (date(2026, 12, 25), date(2026, 12, 28))


def test_the_days_to_answer_begin_when_the_member_can_be_asked(db: Database, clock: Clock) -> None:
    """Invited late on Christmas Eve: nobody is asked before the 26th at 8am, and the last day is no bank holiday."""
    clock.now = at(date(2026, 12, 24), 21)
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.selected(tx, ids))
    db.write_now(lambda tx: service_seats.invite(tx, ids.panel, MADE))
    asked = None
    while asked is None or clock.now < asked["due"] - timedelta(hours=1):
        db.write_now(lambda tx: service_seats.sweep(tx, CHRISTMAS))
        offer = db.read_now(lambda tx: open_offers(tx, ids.panel))[0]
        asked = asked or (offer if offer["asked"] else None)
        clock.forward(hours=1)
    assert asked["sent"] == at(date(2026, 12, 26), 8)
    assert asked["due"] == at(date(2026, 12, 31), 8)
    assert offer["asked"] == service_seats.MOST_ASKED
    assert db.read_now(lambda tx: states(tx, ids.panel)) == ["reserve"] * 4 + ["selected"] * 4


def test_who_cannot_be_written_to_keeps_the_seat_until_an_officer_has_called(db: Database, clock: Clock) -> None:
    ids = db.write_now(lives.pooled)
    db.write_now(lambda tx: lives.selected(tx, ids))
    silent, stopped = db.read_now(lambda tx: service.in_states(tx, ids.panel, ("selected",)))[:2]
    db.write_now(lambda tx: tx.conn.execute(people.A.delete().where(people.A.c.person_id == silent["person"])))
    db.write_now(lambda tx: service_seats.invite(tx, ids.panel, MADE))
    db.write_now(service_seats.sweep)
    db.write_now(lambda tx: _say_stop(tx, stopped["person"]))
    for _hour in range(6 * 24):
        clock.forward(hours=1)
        db.write_now(service_seats.sweep)
    to_call = db.read_now(service_seats.to_call)
    assert {offer["member_id"]: offer["asked"] for offer in to_call} == {silent["id"]: 0, stopped["id"]: 1}
    assert db.read_now(lambda tx: states(tx, ids.panel)).count("not selected") == 2
    db.write_now(lambda tx: service_seats.release(tx, to_call[0]["id"], By("officer 1", "rang three times")))
    assert len(db.read_now(service_seats.to_call)) == 1
    assert "rang three times" in str(db.read_now(lambda tx: audit.about(tx, service.subject(ids.panel))))


def _say_stop(tx: Tx, person: int) -> None:
    talk = conversations.make(tx, *people.addresses(tx, person)[0])
    conversations.set_opted_out(tx, talk.id, stopped=True)
