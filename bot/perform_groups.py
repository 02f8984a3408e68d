"""Effects on a place in a panel become rows: a seat answered, a consent taken back, a panel left."""

from bot.effects import AnswerOffer, LeavePanel, WithdrawConsent
from panels import service_consents, service_seats
from panels.service import By
from storage import consents, interests, monitoring, panels
from storage.database import Tx

GroupEffect = AnswerOffer | LeavePanel | WithdrawConsent


def perform_group(tx: Tx, person_id: int, channel: str, effect: GroupEffect, text: str) -> None:
    """Write one of these effects down; `text` is what the resident is told of a consent that was taken back."""
    actor = f"person:{person_id}"
    match effect:
        case AnswerOffer(offer, accepted):
            service_seats.answer(tx, offer, By(actor, "by reply"), accepted=accepted)
        case WithdrawConsent(purpose):
            if purpose == "monitoring":
                monitoring.forget(tx, person_id)
            service_consents.withdraw(tx, person_id, purpose, text=text, channel=channel)
        case LeavePanel(slug):
            if not slug:
                interests.withdraw(tx, person_id)
                for panel_id in consents.panels_of(tx, person_id):
                    consents.withdraw(tx, person_id, panel_id, text="LEAVE", channel=channel)
            for place in panels.memberships(tx, person_id):
                if slug in ("", place["slug"]):
                    service_seats.leave(tx, place["id"], By(actor, "LEAVE"))
