"""The weights and thresholds of involvement: a frozen value and its parse from content/involvement.toml.

Pure: the caller reads the file. Each value's reason and source stand beside it in that file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Self

from nlp.understanding import VERBS

BANNED_CUES = frozenset({
    "spelling", "grammar", "language", "accent", "time-of-day", "phone-type", "postcode", "name",
    "age", "disability", "ethnicity", "benefit-status",
})  # fmt: skip
"""Never a cue, whatever the content says (DOMAIN 2.3): changing only these must not change a result."""

KNOWN_VERBS = (*VERBS, "appeal")
"""Verbs that the middle band may name; "appeal" comes from officers, the classifier says "dispute"."""

ROLES, CHOICES = ("1", "2", "3", "4"), ("1", "2", "3")
"""The options of Q1, and those of Q2 and Q3."""


class RulesError(ValueError):
    """The rules cannot be used. `problems` has one sentence each, starting with the setting's dotted name."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True)
class Rules:
    """All weights and thresholds of DOMAIN 2 and 3. Make it by `from_toml_dict`, which checks them.

    `middle`, `high`, `step`, `cap`: complexity, on the facets' scale of 1 to 5. `shape_high` and the three
    weight tables: points of S (0 to 10), by option. `cue_limit`: points of S. `before_served`, `in_episode`:
    questions. `disposition_days`: days. `months_after_no`: calendar months.
    """

    middle: float
    high: float
    step: float
    cap: float
    raises: tuple[str, ...]
    low_verbs: tuple[str, ...]
    high_verbs: tuple[str, ...]
    shape_high: int
    role: Mapping[str, int]
    efficacy: Mapping[str, int]
    capacity: Mapping[str, int]
    cue_limit: int
    up: tuple[str, ...]
    down: tuple[str, ...]
    offers: tuple[str, ...]
    before_served: int
    in_episode: int
    disposition_days: int
    months_after_no: int
    no_recruit: tuple[str, ...]
    person: tuple[str, ...]

    @classmethod
    def from_toml_dict(cls, d: Mapping[str, Any]) -> Self:
        """The rules in a parsed content/involvement.toml; RulesError names every problem at once."""
        read = _Reader(d)
        values = _complexity(read) | _shape(read) | _cues(read) | _limits(read) | _flags(read)
        problems = [*read.problems, *read.unknown()]
        if not problems:
            problems = list(_contradictions(cls(**values)))
        if problems:
            raise RulesError(problems)
        return cls(**values)


@dataclass
class _Reader:
    """Takes settings out of nested tables by dotted name, and keeps a sentence for each that is wrong."""

    data: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def raw(self, name: str) -> object:
        """What stands under `name`; None, with a sentence kept, when nothing does."""
        self.seen.add(name)
        table, _, key = name.rpartition(".")
        section = self.data.get(table)
        if not isinstance(section, Mapping) or key not in section:
            self.problems.append(f"{name} is missing.")
            return None
        return section[key]

    def number(self, name: str, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.raw(name)
        if value is not None and not _within(value, (int, float), low, high):
            self.problems.append(f"{name} must be a number from {low} to {high}, but is {value!r}.")
        return float(low) if not isinstance(value, int | float) else float(value)

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.raw(name)
        if value is not None and not _within(value, (int,), low, high):
            self.problems.append(f"{name} must be a whole number from {low} to {high}, but is {value!r}.")
        return value if isinstance(value, int) else low

    def names(self, name: str, allowed: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of names without repeats, each one of `allowed` where that is given."""
        value = self.raw(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.problems.append(f"{name} must be a list of names, but is {value!r}.")
            return ()
        if len(set(value)) < len(value):
            self.problems.append(f"{name} names something twice.")
        self.problems += [
            f"{name} names {one!r}, which must be one of: {', '.join(allowed)}."
            for one in value
            if allowed and one not in allowed
        ]
        return tuple(value)

    def weights(self, name: str, options: Sequence[str]) -> Mapping[str, int]:
        """Points from 0 to 10 for each of `options` and for nothing else."""
        value = self.raw(name)
        points = dict(value) if isinstance(value, Mapping) else {}
        right = set(points) == set(options) and all(_within(one, (int,), 0, 10) for one in points.values())
        if value is not None and not right:
            self.problems.append(
                f"{name} must give whole points from 0 to 10 to the options {', '.join(options)} alone, but is"
                f" {value!r}."
            )
        return MappingProxyType(points)

    def unknown(self) -> Iterator[str]:
        """A sentence for each setting that nothing reads: most likely a slip of the pen."""
        for table, section in self.data.items():
            keys = section if isinstance(section, Mapping) else ()
            names = [f"{table}.{key}" for key in keys] or [table]
            yield from (f"{name} is not a setting of these rules." for name in names if name not in self.seen)


def _within(value: object, kinds: tuple[type, ...], low: float, high: float) -> bool:
    # bool is an int to Python; `high = true` in the file is a mistake all the same.
    return isinstance(value, kinds) and not isinstance(value, bool) and low <= value <= high  # type: ignore[operator]


def _complexity(read: _Reader) -> dict[str, Any]:
    return {
        "middle": read.number("complexity.middle", 1, 5),
        "high": read.number("complexity.high", 1, 5),
        "step": read.number("complexity.step", 0, 4),
        "cap": read.number("complexity.cap", 1, 5),
        "raises": read.names("complexity.raises"),
        "low_verbs": read.names("complexity.low_verbs", KNOWN_VERBS),
        "high_verbs": read.names("complexity.high_verbs", KNOWN_VERBS),
    }


def _shape(read: _Reader) -> dict[str, Any]:
    return {
        "shape_high": read.whole("shape.high", 2, 10),
        "role": read.weights("shape.role", ROLES),
        "efficacy": read.weights("shape.efficacy", CHOICES),
        "capacity": read.weights("shape.capacity", CHOICES),
    }


def _cues(read: _Reader) -> dict[str, Any]:
    return {
        "cue_limit": read.whole("cues.limit", 0, 1),
        "up": read.names("cues.up"),
        "down": read.names("cues.down"),
        "offers": read.names("cues.offers"),
    }


def _limits(read: _Reader) -> dict[str, Any]:
    return {
        "before_served": read.whole("asking.before_served", 0, 2),
        "in_episode": read.whole("asking.in_episode", 0, 4),
        "disposition_days": read.whole("time.disposition_days", 1, 3650),
        "months_after_no": read.whole("time.months_after_no", 1, 120),
    }


def _flags(read: _Reader) -> dict[str, Any]:
    return {"no_recruit": read.names("flags.no_recruit"), "person": read.names("flags.person")}


def _contradictions(rules: Rules) -> Iterator[str]:
    """Sentences about settings that are each well formed and do not fit together."""
    if rules.middle > rules.high:
        yield f"complexity.middle ({rules.middle}) must not be above complexity.high ({rules.high})."
    if rules.cap < rules.high:
        yield f"complexity.cap ({rules.cap}) must not be under complexity.high ({rules.high})."
    for name in sorted(set(rules.low_verbs) & set(rules.high_verbs)):
        yield f"complexity.low_verbs and complexity.high_verbs both name {name!r}."
    top = sum(max(table.values()) for table in (rules.role, rules.efficacy, rules.capacity))
    if top != 10:
        yield f"The best answers in shape.role, .efficacy and .capacity must add up to 10 points, not {top}."
    for name in sorted(BANNED_CUES & {*rules.up, *rules.down}):
        yield f"cues.up and cues.down must not name {name!r}: it may never change a result."
    for name in sorted(set(rules.up) & set(rules.down)):
        yield f"cues.up and cues.down both name {name!r}."
    for name in sorted(set(rules.offers) - set(rules.up)):
        yield f"cues.offers names {name!r}, which is not in cues.up."
    for name in sorted(set(rules.person) - set(rules.no_recruit)):
        yield f"flags.person names {name!r}, which is not in flags.no_recruit."
