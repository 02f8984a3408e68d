"""Which texts teach which head, and with what label and weight."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlp.components.commands import NONE
from nlp.components.disposition import UNKNOWN
from nlp.components.intent import OUT_OF_SCOPE
from nlp.components.safety import LATER, NOW, SAFE
from nlp.ngrams import neutral
from nlp.training import data
from nlp.training.data import Row

SEED = 7
OTHERS, MOST_VERBS = 8000, 8000
"""How many ordinary texts a head that must mostly stay silent is shown, and how many texts teach the act."""
WELSH = frozenset(("v33", "v34"))
NEAR_DANGER = frozenset(("homelessness", "mental-health-support"))
"""Services whose ordinary requests may speak of danger too: their texts teach the guard neither way."""


@dataclass(frozen=True)
class Example:
    """A text (in neutral form) with its label for one head."""

    said: str
    label: str
    voice: str
    weight: float = 1.0


@dataclass(frozen=True)
class Corpus:
    """All rows of the data folder, by file."""

    folder: Path
    services: list[Row]
    out_of_scope: list[Row]
    commands: list[Row]
    disposition: list[Row]
    safety: list[Row]
    harmless: list[Row]
    chat: list[Row]

    def part(self, *, held_out: bool) -> "Corpus":
        """The rows of the held-out voices, or of all others."""
        names = ("services", "out_of_scope", "commands", "disposition", "safety", "harmless", "chat")
        parts = ([row for row in getattr(self, name) if row.held_out == held_out] for name in names)
        return Corpus(self.folder, *parts)

    def taught(self, corrections: list[Row]) -> "Corpus":
        """With officers' corrections: a service or none of ours, a kind of danger or a false alarm."""
        by = {key: [r for r in corrections if r.page[key] not in ("", NONE)] for key in ("service", "danger")}
        no = {key: [r for r in corrections if r.page[key] == NONE] for key in ("service", "danger")}
        missed = [Row(r.text, r.voice, {"kind": r.page["danger"], "danger": True}) for r in by["danger"]]
        return replace(
            self,
            services=self.services + by["service"],
            out_of_scope=self.out_of_scope + no["service"],
            safety=self.safety + missed,
            harmless=self.harmless + no["danger"],
        )


def read_corpus(folder: Path = data.FOLDER) -> Corpus:
    """The corpus of a data folder."""
    names = ("out-of-scope", "commands", "disposition", "safety", "safety-hard-negatives", "chat")
    services = data.rows("services", folder) + data.rows("services-cy", folder)
    return Corpus(folder, services, *(data.rows(name, folder) for name in names))


def _labelled(rows: Iterable[Row], label: str | None = None, key: str = "", weight: float = 1.0) -> list[Example]:
    return [Example(neutral(row.text), label or str(row.page[key]), row.voice, weight) for row in rows]


def _distinct(examples: Iterable[Example]) -> list[Example]:
    """Without empty texts and without repeats of the same words under the same label."""
    return list({(e.said, e.label): e for e in examples if e.said}.values())


def _terms(name: str, corpus: Corpus, only: str = "", label: str = "", weight: float = 1.0) -> list[Example]:
    """The phrases of a term list as examples, each under its own label or all under `label`."""
    lists = data.terms(name, corpus.folder)
    return [
        Example(neutral(phrase), label or own, data.TERMS, weight)
        for own, phrases in lists.items()
        for phrase in phrases
        if not only or own == only
    ]


def for_services(corpus: Corpus) -> list[Example]:
    """Service ids, and what is out of scope."""
    inside = _labelled(corpus.services, key="service") + _terms("services", corpus) + _terms("services-more", corpus)
    outside = _labelled(corpus.out_of_scope + corpus.chat, OUT_OF_SCOPE, weight=0.5)
    outside += _terms("chat", corpus, "chat", OUT_OF_SCOPE, 0.3)
    return _distinct(inside + outside)


def for_verbs(corpus: Corpus) -> list[Example]:
    """The act of some of the service texts."""
    return _some(_distinct(_labelled([row for row in corpus.services if "verb" in row.page], key="verb")), MOST_VERBS)


def _some(examples: list[Example], most: int) -> list[Example]:
    """At most `most` of the examples, the same ones every time."""
    if len(examples) <= most:
        return examples
    return [examples[n] for n in sorted(np.random.default_rng(SEED).choice(len(examples), most, replace=False))]


def _others(corpus: Corpus, label: str, weight: float = 1.0, but: frozenset[str] = frozenset()) -> list[Example]:
    """Ordinary requests (not of the services `but`) and chat, as what a head must stay silent on."""
    services = [row for row in corpus.services if row.page["service"] not in but]
    rows = _labelled(services + corpus.out_of_scope, label, weight=weight)
    rows += _terms("services", corpus, label=label, weight=weight)
    chat = _labelled(corpus.chat, label, weight=weight) + _terms("chat", corpus, "chat", label, weight)
    return _some(rows, OTHERS) + chat


def for_commands(corpus: Corpus) -> list[Example]:
    """Commands, against everything else that residents say."""
    said = [row for row in corpus.commands if row.page["command"]]
    rest = [row for row in corpus.commands if not row.page["command"]]
    danger = _some(_labelled(corpus.safety + corpus.harmless, NONE), 600)
    return _distinct(
        _labelled(said, key="command")
        + _terms("commands", corpus)
        + _labelled(rest, NONE, weight=2.0)
        + danger
        + _others(corpus, NONE, 0.5)
    )


def for_disposition(corpus: Corpus) -> list[Example]:
    """Dispositions that were said, against neutral texts."""
    return _distinct(
        _labelled(corpus.disposition, key="disposition") + _terms("disposition", corpus) + _others(corpus, UNKNOWN, 0.5)
    )


def _risky(corpus: Corpus) -> list[Example]:
    """Texts of danger, labelled by kind, with "!" where somebody may be harmed now."""
    rows = [Example(neutral(r.text), r.page["kind"] + "!" * bool(r.page["danger"]), r.voice) for r in corpus.safety]
    return rows + _terms("safety", corpus) + _terms("safety-indirect", corpus)


def _welsh(corpus: Corpus) -> list[Row]:
    """Every harmless Welsh text: there are few, and the encoder was made for English."""
    return [row for row in corpus.services + corpus.commands + corpus.out_of_scope if row.voice in WELSH]


def for_safety(corpus: Corpus) -> list[Example]:
    """Kinds of danger, against everything harmless."""
    risky = [replace(e, label=e.label.rstrip("!"), weight=1.5) for e in _risky(corpus)]
    said = _some(_labelled(corpus.commands + corpus.disposition, SAFE), 600)
    hard = _labelled(corpus.harmless + _welsh(corpus), SAFE, weight=1.5) + _terms("chat", corpus, "safe", SAFE, 1.5)
    dangers = {e.said for e in risky}  # a correction may name a service and a danger
    return _distinct(risky + [e for e in hard + said + _others(corpus, SAFE, but=NEAR_DANGER) if e.said not in dangers])


def for_urgency(corpus: Corpus) -> list[Example]:
    """Whether somebody may be harmed now, among texts of danger."""
    return _distinct(replace(e, label=NOW if e.label.endswith("!") else LATER) for e in _risky(corpus))
