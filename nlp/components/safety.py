"""Safety in two layers: the rules of `content/safety`, then trained heads on the shared reading."""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.heads import HeadComponent
from nlp.heads import Head, Reading
from nlp.safety_rules import SafetyRules
from nlp.understanding import Safety

SAFE = "safe"
NOW, LATER = "now", "later"


def joined(ruled: Safety | None, learned: Safety | None) -> Safety | None:
    """Both layers' finding: the rule names the kind, and the more urgent of the two decides the rest."""
    if ruled is None or learned is None:
        return ruled or learned
    tier = "alert" if "alert" in (ruled.tier, learned.tier) else "signpost"
    return Safety(ruled.kind, ruled.danger or learned.danger, tier)


class SafetyComponent(HeadComponent):
    """Sets `doc._.safety`: the worst that either layer finds. No other component can undo it."""

    file = "safety"

    def __init__(self) -> None:
        super().__init__()
        self.rules: SafetyRules | None = None
        self.urgency: Head | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        ruled = self.rules.check(doc.text) if self.rules else None
        doc._.safety = joined(ruled, self.learned(doc._.reading) if doc._.norm else None)
        return doc

    def learned(self, reading: Reading) -> Safety | None:
        """What the heads find: "alert" above the stricter threshold, "signpost" above the wider one."""
        if self.head is None or self.urgency is None:
            return None
        risk = 1 - self.head.of(SAFE, reading)
        if risk < self.head.settings["signpost-at"]:
            return None
        danger = self.urgency.of(NOW, reading) >= self.urgency.settings["at"]
        tier = "alert" if risk >= self.head.settings["alert-at"] else "signpost"
        return Safety(self.head.best(reading, but=SAFE)[0], danger, tier)

    def use(self, folder: Path) -> None:
        """Read the rules from a content folder."""
        self.rules = SafetyRules.load(folder)

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write both heads."""
        super().to_disk(path, exclude)
        if self.urgency is not None:
            self.urgency.save(Path(path), "urgency")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "SafetyComponent":
        """Read both heads."""
        super().from_disk(path, exclude)
        if (Path(path) / "urgency.json").is_file():
            self.urgency = Head.load(Path(path), "urgency")
        return self


@Language.factory("doorstep_safety")
def make(nlp: Language, name: str) -> SafetyComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component without rules; `load` gives it the council's."""
    return SafetyComponent()
