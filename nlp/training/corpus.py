"""Which texts teach which head, and with what label and weight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.components.commands import NONE
from nlp.components.disposition import UNKNOWN
from nlp.components.intent import OUT_OF_SCOPE
from nlp.components.safety import SAFE
from nlp.ngrams import neutral
from nlp.training import data
from nlp.training.data import Row


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

    services: list[Row]
    out_of_scope: list[Row]
    commands: list[Row]
    disposition: list[Row]
    safety: list[Row]
    harmless: list[Row]

    def part(self, held_out: bool) -> "Corpus":
        """The rows of the held-out voices, or of all others."""
        parts = ([row for row in rows if row.held_out == held_out] for rows in vars(self).values())
        return Corpus(*parts)

    def everything(self) -> Iterator[Row]:
        """Every row."""
        for rows in vars(self).values():
            yield from rows


def read_corpus(folder: Path = data.FOLDER) -> Corpus:
    """The corpus of a data folder."""
    names = ("services", "out-of-scope", "commands", "disposition", "safety", "safety-hard-negatives")
    return Corpus(*(data.rows(name, folder) for name in names))


def _labelled(rows: Iterable[Row], label: str | None = None, key: str = "", weight: float = 1.0) -> list[Example]:
    return [Example(neutral(row.text), label or str(row.page[key]), row.voice, weight) for row in rows]


def _distinct(examples: Iterable[Example]) -> list[Example]:
    """Without empty texts and without repeats of the same words under the same label."""
    return list({(e.said, e.label): e for e in examples if e.said}.values())


def for_services(corpus: Corpus) -> list[Example]:
    """Service ids, and what is out of scope."""
    return _distinct(_labelled(corpus.services, key="service") + _labelled(corpus.out_of_scope, OUT_OF_SCOPE))


def for_verbs(corpus: Corpus) -> list[Example]:
    """The act of each service text."""
    return _distinct(_labelled(corpus.services, key="verb"))


def for_commands(corpus: Corpus) -> list[Example]:
    """Commands, against everything else that residents say."""
    said = [row for row in corpus.commands if row.page["command"]]
    rest = [row for row in corpus.commands if not row.page["command"]]
    others = corpus.services + corpus.out_of_scope + corpus.safety + corpus.harmless
    return _distinct(
        _labelled(said, key="command") + _labelled(rest, NONE, weight=2.0) + _labelled(others, NONE)
    )  # fmt: skip


def for_disposition(corpus: Corpus) -> list[Example]:
    """Dispositions that were said, against neutral texts."""
    neutrals = corpus.services + corpus.out_of_scope
    return _distinct(
        _labelled(corpus.disposition, key="disposition") + _labelled(neutrals, UNKNOWN, weight=0.5)
    )  # fmt: skip


def for_safety(corpus: Corpus) -> list[Example]:
    """Kinds of danger (with "!" where somebody may be harmed now), against everything harmless."""
    english = [row for row in corpus.safety if row.page.get("lang", "en") == "en"]
    risky = [
        Example(neutral(row.text), row.page["kind"] + "!" * bool(row.page["danger"]), row.voice) for row in english
    ]  # fmt: skip
    harmless = corpus.services + corpus.out_of_scope + corpus.commands + corpus.disposition
    return _distinct(risky + _labelled(corpus.harmless, SAFE, weight=2.0) + _labelled(harmless, SAFE))
