"""Every table, so that migrations and tests see the whole; and how long each one's rows are kept."""

from storage.alerts import Alert, RightsRequest
from storage.attempts import Attempt
from storage.audit import AuditRow
from storage.base import metadata
from storage.cases import Case, CaseEvent
from storage.consents import Consent
from storage.conversations import Conversation
from storage.draw_runs import DrawRun
from storage.draws import DrawPlace, DrawRow
from storage.episodes import Episode
from storage.feedback import FeedbackItem
from storage.inbox import InboxRow
from storage.interests import Idea, Interest
from storage.lessons import Lesson
from storage.letters import Letter
from storage.meetings import Attendance, Meeting, ThanksChoice
from storage.member_notes import MemberNote
from storage.monitoring import MonitoringAnswer
from storage.offers import Offer
from storage.officers import ApiKey, Officer, OfficerSession
from storage.outbox import OutboxRow
from storage.panels import Member, Panel, SelectionTrait
from storage.people import Person, PersonAddress
from storage.quotas import QuotaRow
from storage.receipts import EarlyReceipt
from storage.sign_ups import SignUp
from storage.timers import Timer
from storage.traces import LikenessRow, TraceRow

TABLES = (
    Alert, ApiKey, Attempt, Attendance, AuditRow, Case, CaseEvent, Consent, Conversation, DrawPlace, DrawRow,
    DrawRun, EarlyReceipt, Episode, FeedbackItem, Idea, InboxRow, Interest, Lesson, Letter, LikenessRow, Meeting,
    Member, MemberNote, MonitoringAnswer, Offer, Officer, OfficerSession, OutboxRow, Panel, Person, PersonAddress,
    QuotaRow, RightsRequest, SelectionTrait, SignUp, ThanksChoice, Timer, TraceRow,
)  # fmt: skip

__all__ = ["TABLES", "metadata"]
