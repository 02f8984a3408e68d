"""Safety in two layers: the rules of `content/safety`, then a trained head on the shared embedding."""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.heads import HeadComponent
from nlp.heads import Head
from nlp.safety_rules import SafetyRules, worst
from nlp.understanding import Safety

SAFE = "safe"


def safety_of(head: Head, reading: Any) -> Safety | None:
    """What the head finds: "alert" above the stricter threshold, "signpost" above the wider one."""
    odds = head.probabilities(reading)
    danger = float(1 - odds[head.labels.index(SAFE)])
    if danger < head.settings["signpost-at"]:
        return None
    risky = {label: float(p) for label, p in zip(head.labels, odds, strict=True) if label != SAFE}
    kind = max(risky, key=risky.__getitem__).rstrip("!")
    urgent = sum(p for label, p in risky.items() if label.endswith("!"))
    tier = "alert" if danger >= head.settings["alert-at"] else "signpost"
    return Safety(kind, urgent >= head.settings["danger-at"] * danger, tier)


class SafetyComponent(HeadComponent):
    """Sets `doc._.safety`: the worst that either layer finds. No other component can undo it."""

    file = "safety"

    def __init__(self) -> None:
        super().__init__()
        self.rules: SafetyRules | None = None

    def __call__(self, doc: Doc) -> Doc:
        ruled = self.rules.check(doc.text) if self.rules else None
        learned = safety_of(self.head, doc._.reading) if self.head and doc._.norm else None
        doc._.safety = ruled if ruled and ruled.tier == "alert" else worst([s for s in (ruled, learned) if s])
        return doc

    def use(self, folder: Path) -> None:
        """Read the rules from a content folder."""
        self.rules = SafetyRules.load(folder)


@Language.factory("doorstep_safety")
def make(nlp: Language, name: str) -> SafetyComponent:
    """The component without rules; `load` gives it the council's."""
    return SafetyComponent()
