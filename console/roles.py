"""Who may see and do what. Each role gets what its work needs (DOMAIN 4.3)."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One thing that an officer may be allowed."""

    SEE = "see"
    """Cases, panels, ideas and lists, without free text of members."""
    CHANGE_CASES = "change cases"
    READ_TALKS = "read conversations"
    TALK = "talk to residents"
    SEE_PEOPLE = "see people"
    SHOW_DETAILS = "show details"
    """Names, numbers, needs and selection answers: hidden until shown, and every view is logged."""
    SEE_ALERTS = "see alerts"
    ACKNOWLEDGE = "acknowledge alerts"
    SEE_RIGHTS = "see rights requests"
    ANSWER_RIGHTS = "answer rights requests"
    """Hand out or erase everything that we hold of a person, and take the words out of one message."""
    SEE_WORKINGS = "see how the service runs"
    RUN_PANELS = "run panels"
    """Make panels, set quotas, recruit, draw, invite, set meetings, tell members what came of their words."""
    APPROVE_DRAWS = "approve draws"
    ANSWER_FEEDBACK = "answer feedback"
    """Decide on what a panel said."""


R = Right
RIGHTS: dict[str, frozenset[Right]] = {
    "engagement officer": frozenset(
        {
            R.SEE,
            R.READ_TALKS,
            R.TALK,
            R.SEE_PEOPLE,
            R.SHOW_DETAILS,
            R.SEE_ALERTS,
            R.RUN_PANELS,
            R.APPROVE_DRAWS,
            R.ANSWER_FEEDBACK,
        }
    ),  # fmt: skip
    "service owner": frozenset({R.SEE, R.ANSWER_FEEDBACK}),
    "adviser": frozenset({R.SEE, R.CHANGE_CASES, R.READ_TALKS, R.TALK, R.SEE_PEOPLE, R.SEE_ALERTS}),
    "safeguarding": frozenset({R.SEE, R.READ_TALKS, R.TALK, R.SEE_PEOPLE, R.SHOW_DETAILS, R.SEE_ALERTS, R.ACKNOWLEDGE}),
    "dpo": frozenset(
        {R.SEE, R.READ_TALKS, R.SEE_PEOPLE, R.SHOW_DETAILS, R.SEE_RIGHTS, R.ANSWER_RIGHTS, R.SEE_WORKINGS}
    ),  # fmt: skip
    "administrator": frozenset(Right),
}
ROLES: tuple[str, ...] = tuple(RIGHTS)
OTHER_NAMES = {
    "engagement": "engagement officer",
    "officer": "engagement officer",
    "customer service adviser": "adviser",
    "advisor": "adviser",
    "safeguarding duty team": "safeguarding",
    "data protection officer": "dpo",
    "admin": "administrator",
}


class RoleError(ValueError):
    """There is no such role."""


def role_of(text: str) -> str:
    """The role that `text` names ("Engagement-Officer", "admin"). Raises RoleError."""
    name = " ".join(text.lower().replace("-", " ").replace("_", " ").split())
    name = OTHER_NAMES.get(name, name)
    if name not in RIGHTS:
        raise RoleError(f"There is no role {text!r}. Use one of: {', '.join(ROLES)}.")
    return name


def _rights(role: str) -> frozenset[Right]:
    """The rights of a role by any of its names. A role that no longer exists may only see."""
    try:
        return RIGHTS[role_of(role)]
    except RoleError:
        return frozenset({Right.SEE})


@dataclass(frozen=True)
class Officer:
    """Who sits at the browser."""

    id: int
    name: str
    role: str

    @property
    def actor(self) -> str:
        """How the audit log names them."""
        return f"officer {self.id}"

    def may(self, right: Right) -> bool:
        """Whether this officer's role has the right."""
        return right in _rights(self.role)
