"""Effects of groups become rows: who joins and how, consents, seats, meetings. Nothing is decided here."""

from bot.context import Context
from bot.effects import (
    AnswerOffer,
    ChooseThanks,
    ConfirmSignUp,
    JoinPanel,
    KeepMonitoring,
    LeavePanel,
    RecordConsent,
    ReplyToMeeting,
    WithdrawConsent,
)  # fmt: skip
from panels import life, service_consents, service_joining, service_meetings, service_seats
from panels.fatigue import Caps
from panels.service import LETTER, OPEN_CALL, By
from storage import audit, consents, interests, letters, meetings, monitoring, panels
from storage.database import Tx

GroupEffect = (
    AnswerOffer | ChooseThanks | ConfirmSignUp | JoinPanel | KeepMonitoring | LeavePanel | RecordConsent
    | ReplyToMeeting | WithdrawConsent
)  # fmt: skip


def perform_group(tx: Tx, to: Context, effect: GroupEffect) -> None:
    """Write one effect of groups down."""
    match effect:
        case RecordConsent():
            _consent(tx, to, effect)
        case JoinPanel():
            _join(tx, to, effect)
        case LeavePanel(panel):
            _leave(tx, to, panel)
        case WithdrawConsent():
            _withdraw(tx, to, effect)
        case AnswerOffer(offer, accepted):
            service_seats.answer(tx, offer, By(to.actor, "by reply"), accepted=accepted)
        case KeepMonitoring():
            _keep_monitoring(tx, to, effect)
        case ConfirmSignUp(sign_up, confirmed):
            service_joining.confirm(tx, sign_up, to.person_id, Caps(**to.council.caps), confirmed=confirmed)
        case ReplyToMeeting(meeting, coming):
            service_meetings.reply(tx, meeting, to.person_id, By(to.actor, "by reply"), coming=coming)
        case ChooseThanks():
            _choose_thanks(tx, to, effect)


def _consent(tx: Tx, to: Context, consent: RecordConsent) -> None:
    panel = panels.of_slug(tx, consent.panel)
    text, version = to.shown(consent.text)
    consents.add(
        tx, person_id=to.person_id, panel_id=panel["id"] if panel else None, purpose=consent.purpose,
        given=consent.given, text=text, version=version, channel=to.channel,
    )  # fmt: skip


def _join(tx: Tx, to: Context, join: JoinPanel) -> None:
    panel = panels.of_slug(tx, join.panel)
    if panel is None or (panel["state"] != "open" and join.state != "declined"):
        return
    now = panels.state_of(tx, panel["id"], to.person_id)
    placed = now not in ("", life.MemberState.INVITED)
    if now == life.MemberState.REMOVED or (placed and join.state == life.MemberState.DECLINED):
        return  # an officer's act, or a place in the pool, is not undone by another talk
    if now != join.state and join.state not in life.MEMBER_STEPS.get(now, ()):
        audit.add(tx, to.actor, f"refused: {now} to {join.state}", f"panel:{panel['id']}")
        return
    came = LETTER if join.letter else OPEN_CALL
    member_id = panels.put_member(tx, panel["id"], to.person_id, join.state, came)
    panels.set_details(tx, member_id, join.details)
    for feature, value in join.traits.items():
        panels.set_trait(tx, member_id, feature, value)
    _note_joined(tx, member_id, join)
    audit.add(tx, to.actor, join.state, f"panel:{panel['id']}")


def _note_joined(tx: Tx, member_id: int, join: JoinPanel) -> None:
    """By what this member may be like another; and their letter is answered."""
    letter = letters.of_code(tx, join.letter) if join.letter else None
    service_joining.leave_traces(tx, member_id, join.details, letter["home"] if letter else None)
    if letter is not None:
        letters.note_answer(tx, letter["id"], member_id)


def _leave(tx: Tx, to: Context, slug: str) -> None:
    if not slug:
        interests.withdraw(tx, to.person_id)
        for panel_id in consents.panels_of(tx, to.person_id):
            consents.withdraw(tx, to.person_id, panel_id, text="LEAVE", channel=to.channel)
    for membership in panels.memberships(tx, to.person_id):
        if slug in ("", membership["slug"]):
            service_seats.leave(tx, membership["id"], By(to.actor, "LEAVE"))


def _withdraw(tx: Tx, to: Context, effect: WithdrawConsent) -> None:
    text, _version = to.shown(effect.text)
    if effect.purpose == "monitoring":
        monitoring.forget(tx, to.person_id)
    service_consents.withdraw(tx, to.person_id, effect.purpose, text=text, channel=to.channel)


def _keep_monitoring(tx: Tx, to: Context, kept: KeepMonitoring) -> None:
    panel = panels.of_slug(tx, kept.panel)
    if panel is not None:
        for feature, value in kept.answers.items():
            monitoring.put(tx, panel["id"], to.person_id, feature, value)


def _choose_thanks(tx: Tx, to: Context, chosen: ChooseThanks) -> None:
    member_id = meetings.members_of(tx, chosen.meeting, to.person_id)
    if member_id is not None:
        meetings.choose_thanks(tx, member_id, chosen.choice, *to.shown(chosen.text))
