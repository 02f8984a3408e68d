"""Every table, so that migrations and tests see the whole; and how long each one's rows are kept."""

from storage.alerts import Alert, RightsRequest
from storage.audit import AuditRow
from storage.base import metadata
from storage.cases import Case, CaseEvent
from storage.consents import Consent
from storage.conversations import Conversation
from storage.episodes import Episode
from storage.inbox import InboxRow
from storage.interests import Idea, Interest
from storage.monitoring import MonitoringAnswer
from storage.officers import ApiKey, Officer, OfficerSession
from storage.outbox import OutboxRow
from storage.panels import Member, Panel, SelectionTrait
from storage.people import Person, PersonAddress
from storage.timers import Timer

TABLES = (
    Alert, ApiKey, AuditRow, Case, CaseEvent, Consent, Conversation, Episode, Idea, InboxRow, Interest, Member,
    MonitoringAnswer, Officer, OfficerSession, OutboxRow, Panel, Person, PersonAddress, RightsRequest,
    SelectionTrait, Timer,
)  # fmt: skip

__all__ = ["TABLES", "metadata"]
