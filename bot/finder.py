"""Finds the facts that dialogs look up: in the council's content or in our own rows, under a deadline."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from bot.council import LONDON
from bot.facts import (
    AddressesAt,
    BinsAt,
    CaseStatus,
    Fact,
    LetterOf,
    MeetingOf,
    MyChances,
    MyConsents,
    Myself,
    OfferState,
    OpenPanels,
    StillOpen,
)
from bot.gazetteer import Gazetteer
from panels import service_draw, service_joining, service_meetings, service_rest, service_seats
from panels.fatigue import Caps
from storage import cases, consents, episodes, interests, panels, people
from storage.database import Database, Tx

log = structlog.get_logger()


@dataclass(frozen=True)
class Finder:
    """Answers facts; None when it could not be found out in time."""

    db: Database
    gazetteer: Gazetteer
    clock: Callable[[], datetime]
    seconds: float
    base_url: str = ""
    caps: Caps = field(default_factory=Caps)

    async def __call__(self, fact: Fact, person_id: int | None) -> object:
        """What is known of `fact` for this person."""
        try:
            async with asyncio.timeout(self.seconds):
                return await self._find(fact, person_id)
        except TimeoutError:
            log.warning("fact.late", fact=type(fact).__name__)
            return None

    async def _find(self, fact: Fact, person_id: int | None) -> object:  # noqa: C901 - one match, a line or two for each
        match fact:
            case AddressesAt(postcode):
                return self.gazetteer.addresses_at(postcode)
            case BinsAt(address):
                return self.gazetteer.bins_at(address, self.clock().astimezone(LONDON).date())
            case OpenPanels(service):
                return await self.db.look(lambda tx: open_panels(tx, service))
            case StillOpen(slug):
                return await self.db.look(lambda tx: any(p["slug"] == slug for p in panels.open_panels(tx)))
            case Myself():
                return await self.db.look(lambda tx: self._myself(tx, person_id)) if person_id else {}
            case MyConsents():
                return await self.db.look(lambda tx: consents.standing(tx, person_id)) if person_id else []
            case OfferState(offer):
                return await self.db.look(lambda tx: service_seats.offer_state(tx, offer))
            case MyChances():
                return await self.db.look(lambda tx: service_draw.chances_of(tx, person_id)) if person_id else []
            case LetterOf(code):
                return await self.db.look(lambda tx: service_joining.open_letter(tx, code))
            case MeetingOf(meeting):
                return await self.db.look(lambda tx: self._meeting(tx, meeting, person_id)) if person_id else None
            case CaseStatus(ref):
                return await self.db.look(lambda tx: case_status(tx, person_id, ref)) if person_id else None

    def _myself(self, tx: Tx, person_id: int) -> dict[str, Any]:
        return {**myself(tx, person_id), "rest": service_rest.why_rest(tx, person_id, self.caps)}

    def _meeting(self, tx: Tx, meeting: int, person_id: int) -> dict[str, Any] | None:
        """A meeting as it is told, with the address of its calendar file."""
        found = service_meetings.told_of(tx, meeting, person_id)
        return {**found, "calendar": f"{self.base_url}/join/meetings/{found['mark']}.ics"} if found else None


def open_panels(tx: Tx, service: str) -> list[dict[str, Any]]:
    """Panels that may be joined now and belong to this service ("" is any)."""
    return [
        {"slug": p["slug"], "name": p["name"], "service": p["service"], "about": p["about"]}
        for p in panels.open_panels(tx)
        if service in ("", p["service"], *p["about"].get("services", ()))
    ]


def myself(tx: Tx, person_id: int) -> dict[str, Any]:
    """What we hold of a resident that a dialog needs."""
    places = panels.memberships(tx, person_id)
    last = episodes.last_noes(tx, person_id)
    return {
        "name": people.name_of(tx, person_id),
        "consents": consents.stands(tx, person_id),
        "interests": interests.of_person(tx, person_id),
        "memberships": [{**place, "services": panels.services_of(tx, place["slug"])} for place in places],
        "last_no": {service: day.date().isoformat() for service, day in last.items()},
    }


def case_status(tx: Tx, person_id: int, ref: str) -> dict[str, Any] | None:
    """One of the resident's own cases."""
    case = cases.of_ref(tx, ref) if ref else cases.latest_of_person(tx, person_id)
    if case is None or case["person"] != person_id:
        return None
    due = case["due"].isoformat() if case["due"] else None
    return {"ref": case["ref"], "service": case["service"], "state": case["state"], "due": due}
