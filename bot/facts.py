"""What a dialog may ask of the outside. The pipeline finds each with no transaction open, under a deadline."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class AddressesAt:
    """Homes at a postcode: a list of {"id", "line"}; [] when there are none, None when nobody could say."""

    postcode: str


@dataclass(frozen=True)
class BinsAt:
    """Collections of a home: a list of {"bin", "next", "last"} (ISO dates), soonest first; None if unknown."""

    address: str


@dataclass(frozen=True)
class OpenPanels:
    """Panels that may be joined now: a list of {"slug", "name", "service", "about"}. "" asks for every service."""

    service: str = ""


@dataclass(frozen=True)
class Myself:
    """What we hold of this resident that a dialog needs: {"name", "interests", "consents", "memberships", "last_no",
    "rest"}.

    `last_no` maps a service to the ISO date of the last "no" to helping shape it. `rest` says why nobody should ask
    them to join another group now: "asked-enough", "in-enough-groups" or "".
    """


@dataclass(frozen=True)
class CaseStatus:
    """A case of this resident: {"ref", "service", "state", "due"}, or None. "" is the newest one."""

    ref: str = ""


@dataclass(frozen=True)
class StillOpen:
    """Whether a panel may still be joined: True or False, looked up at the moment of joining."""

    slug: str


@dataclass(frozen=True)
class LetterOf:
    """A letter by its reply code: {"panel": as in `OpenPanels`, or None when it is closed}; None when there is none."""

    code: str


@dataclass(frozen=True)
class MeetingOf:
    """A meeting of a panel that this resident takes part in: {"starts" (ISO), "place", "panel", "calendar", "thanks"}.

    `panel` is as in `OpenPanels`, `thanks` how this member wants to be thanked or "". None when it was called off, is
    over, or is not theirs.
    """

    meeting: int


@dataclass(frozen=True)
class MyConsents:
    """The purposes for which a consent of this resident stands, in any group: a list."""


@dataclass(frozen=True)
class OfferState:
    """How a seat that was offered stands, at the moment of the answer: "open", "accepted", "declined" ...

    "ended": the panel gives no places any more.
    """

    offer: int


@dataclass(frozen=True)
class MyChances:
    """This resident's published chances: a list of {"panel" (names by language), "chance" ("3/20"), "name"}.

    `chance` and `name`, their pseudonym in the report, are "" while no draw was published.
    """


Fact = (
    AddressesAt | BinsAt | OpenPanels | Myself | CaseStatus | StillOpen | LetterOf | MeetingOf | OfferState | MyChances
    | MyConsents
)  # fmt: skip


def fact_key(fact: Fact) -> str:
    """The name under which what was found is kept in a frame."""
    return type(fact).__name__ + ":" + ",".join(str(value) for value in asdict(fact).values())
