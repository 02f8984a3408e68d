"""The first layer of safety: phrases that a safeguarding lead reads and owns, in `content/safety/`.

It needs no model, no spaCy and no database, so nothing that fails elsewhere can switch it off.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nlp.phrases import PhraseBook
from nlp.understanding import SAFETY_KINDS, Safety
from nlp.words import canonical

TIERS = ("alert", "signpost")


class SafetyRulesError(ValueError):
    """A rule that cannot be read, with its file and id."""


@dataclass(frozen=True)
class Rule:
    """Phrases that mean one kind of danger."""

    id: str
    kind: str
    danger: bool
    tier: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    forgiving: bool = True

    @property
    def found(self) -> Safety:
        """What this rule reports."""
        return Safety(self.kind, self.danger, self.tier)


def _rank(safety: Safety) -> tuple[bool, bool, int]:
    """Danger first, then what staff must see now, then the order of SAFETY_KINDS."""
    return (not safety.danger, safety.tier != "alert", SAFETY_KINDS.index(safety.kind))


def worst(found: list[Safety]) -> Safety | None:
    """The most urgent of several findings, or None."""
    return min(found, key=_rank, default=None)


def _rule(row: dict[str, Any], file: str) -> Rule:
    where = f"{file}: rule {row.get('id', '(without id)')}"
    if row.get("kind") not in SAFETY_KINDS:
        raise SafetyRulesError(f"{where}: kind must be one of {', '.join(SAFETY_KINDS)}")
    if row.get("tier", "alert") not in TIERS:
        raise SafetyRulesError(f"{where}: tier must be one of {', '.join(TIERS)}")
    if not isinstance(row.get("danger"), bool) or not row.get("phrases"):
        raise SafetyRulesError(f"{where}: needs danger (true or false) and phrases")
    phrases = tuple(map(str, row["phrases"]))
    unless = tuple(map(str, row.get("unless", ())))
    english = file == "rules.yaml"
    return Rule(str(row["id"]), row["kind"], row["danger"], row.get("tier", "alert"), phrases, unless, english)


def _book(rules: list[Rule], never_corrected: list[str], *, forgiving: bool) -> PhraseBook:
    """The phrases of the English rules, which forgive a slip, or of the other languages, which do not."""
    rows = [(phrase, n) for n, rule in enumerate(rules) if rule.forgiving == forgiving for phrase in rule.phrases]
    return PhraseBook.of(rows, never_corrected)


class SafetyRules:
    """All rules of a content folder, every language at once (a text may mix them)."""

    def __init__(self, rules: list[Rule], harmless: list[str], never_corrected: list[str]) -> None:
        self.rules = rules
        self._book = _book(rules, never_corrected, forgiving=True)
        self._exact = _book(rules, never_corrected, forgiving=False)
        self._harmless = PhraseBook.of((phrase, 0) for phrase in harmless)
        self._unless = [PhraseBook.of((phrase, 0) for phrase in rule.unless) for rule in rules]

    @classmethod
    def load(cls, folder: Path) -> "SafetyRules":
        """Read `rules.yaml` and `phrases.<language>.yaml` of `folder`. Raises SafetyRulesError, OSError."""
        rules: list[Rule] = []
        harmless: list[str] = []
        never: list[str] = []
        for file in [folder / "rules.yaml", *sorted(folder.glob("phrases.*.yaml"))]:
            page = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
            rules += [_rule(row, file.name) for row in page.get("rules", ())]
            harmless += map(str, page.get("harmless", ()))
            never += map(str, page.get("never_corrected", ()))
        return cls(rules, harmless, never)

    def check(self, text: str) -> Safety | None:
        """The most urgent danger that the words of `text` name, or None. None never means "no risk"."""
        said = canonical(text)
        found = self._found(self._harmless.without(said), self._book) + self._found(said, self._exact)
        corrected = self._book.corrected(said)
        if corrected != said:
            found += self._found(self._harmless.without(corrected), self._book)
        return worst(found)

    def _found(self, said: str, book: PhraseBook) -> list[Safety]:
        hits = set(book.find(said))
        return [self.rules[n].found for n in hits if not any(True for _ in self._unless[n].find(said))]
