"""Which texts teach which head, and with what label and weight."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlp.components.commands import NONE
from nlp.components.disposition import UNKNOWN
from nlp.components.intent import OUT_OF_SCOPE
from nlp.components.safety import LATER, NOW, RISK, SAFE
from nlp.ngrams import neutral
from nlp.training import data
from nlp.training.data import Row

SEED = 7
OTHERS = 2500
"""How many ordinary texts a head that must mostly stay silent is shown (fitting time grows with the cube)."""


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

    def part(self, *, held_out: bool) -> "Corpus":
        """The rows of the held-out voices, or of all others."""
        names = ("services", "out_of_scope", "commands", "disposition", "safety", "harmless")
        parts = ([row for row in getattr(self, name) if row.held_out == held_out] for name in names)
        return Corpus(self.folder, *parts)


def read_corpus(folder: Path = data.FOLDER) -> Corpus:
    """The corpus of a data folder."""
    names = ("services", "out-of-scope", "commands", "disposition", "safety", "safety-hard-negatives")
    return Corpus(folder, *(data.rows(name, folder) for name in names))


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
    outside = _labelled(corpus.out_of_scope, OUT_OF_SCOPE, weight=0.5)
    outside += _terms("chat", corpus, "chat", OUT_OF_SCOPE, 0.3)
    return _distinct(inside + outside)


def for_verbs(corpus: Corpus) -> list[Example]:
    """The act of each service text."""
    return _distinct(_labelled(corpus.services, key="verb"))


def _some(examples: list[Example], most: int) -> list[Example]:
    """At most `most` of the examples, the same ones every time."""
    if len(examples) <= most:
        return examples
    return [examples[n] for n in sorted(np.random.default_rng(SEED).choice(len(examples), most, replace=False))]


def _others(corpus: Corpus, label: str, weight: float = 1.0) -> list[Example]:
    """Ordinary requests and chat, as what a head must stay silent on."""
    rows = _labelled(corpus.services + corpus.out_of_scope, label, weight=weight)
    rows += _terms("services", corpus, label=label, weight=weight)
    return _some(rows, OTHERS) + _terms("chat", corpus, "chat", label, weight)


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
    """English texts of danger, labelled by kind, with "!" where somebody may be harmed now."""
    english = [row for row in corpus.safety if row.page.get("lang", "en") == "en"]
    rows = [Example(neutral(r.text), r.page["kind"] + "!" * bool(r.page["danger"]), r.voice) for r in english]
    return rows + _terms("safety", corpus) + _terms("safety-indirect", corpus)


def for_safety(corpus: Corpus) -> list[Example]:
    """Danger of any kind, against everything harmless."""
    risky = [replace(e, label=RISK, weight=1.5) for e in _risky(corpus)]
    said = _some(_labelled(corpus.commands + corpus.disposition, SAFE), 600)
    hard = _labelled(corpus.harmless, SAFE, weight=1.5) + _terms("chat", corpus, "safe", SAFE, 1.5)
    return _distinct(risky + hard + said + _others(corpus, SAFE))


def for_kinds(corpus: Corpus) -> list[Example]:
    """Kinds of danger, among texts of danger."""
    return _distinct(replace(e, label=e.label.rstrip("!")) for e in _risky(corpus))


def for_urgency(corpus: Corpus) -> list[Example]:
    """Whether somebody may be harmed now, among texts of danger."""
    return _distinct(replace(e, label=NOW if e.label.endswith("!") else LATER) for e in _risky(corpus))
