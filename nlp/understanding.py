"""What was understood of one text: frozen values that pure code may import."""

from dataclasses import dataclass, field

COMMANDS = (
    "stop", "start", "help", "person", "menu", "back", "repeat", "why",
    "language-welsh", "language-english", "delete-my-data", "access-my-data", "leave-panel",
    "yes", "no", "skip", "correction", "change-mind",
)  # fmt: skip
VERBS = (
    "find out", "report", "pay", "book", "request", "apply", "change", "check",
    "dispute", "complain", "be assessed", "join", "comment",
)  # fmt: skip
SAFETY_KINDS = (
    "suicide", "self-harm", "domestic-abuse", "adult-abuse", "child-abuse", "child-speaking",
    "immediate-danger", "homeless-tonight", "neglect", "trafficking", "hate-threat",
    "radicalisation", "threat-to-others",
)  # fmt: skip
DISPOSITIONS = ("do-it-for-me", "do-it-myself", "tell-you-what-i-think", "help-shape", "unknown")
ENTITY_KINDS = ("postcode", "place", "phone", "email", "date", "reference", "name")


@dataclass(frozen=True)
class Scored:
    """A service id and how sure we are, 0 to 1, calibrated."""

    id: str
    score: float


@dataclass(frozen=True)
class Safety:
    """A sign of danger. `tier` is "alert" (tell staff now) or "signpost" (give numbers gently)."""

    kind: str
    danger: bool
    tier: str = "alert"


@dataclass(frozen=True)
class Entity:
    """A piece of the text and its normal form (postcode "RV1 2AB", date ISO 8601, phone E.164)."""

    text: str
    value: str


@dataclass(frozen=True)
class Cues:
    """Signs of disposition in the words: names of the cues, each worth little (DOMAIN 2.3)."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """Everything read from one text. `services` is best first and empty when out of scope."""

    text: str = ""
    services: tuple[Scored, ...] = ()
    verb: str | None = None
    command: str | None = None
    safety: Safety | None = None
    disposition: str = "unknown"
    cues: Cues = Cues()
    language: str = "en"
    raises: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    entities: dict[str, tuple[Entity, ...]] = field(default_factory=dict)

    def first(self, kind: str) -> Entity | None:
        """The first entity of `kind`, or None."""
        found = self.entities.get(kind, ())
        return found[0] if found else None
