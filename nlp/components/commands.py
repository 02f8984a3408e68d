"""Words that steer the conversation: rules first, then a trained head for what rules do not know."""

from spacy.language import Language
from spacy.tokens import Doc

from nlp.command_rules import Command, find_command, never
from nlp.components.heads import HeadComponent

NONE = "none"
FEWEST_WORDS = 3
"""A shorter message is left to the rules: it may be a name or another bare answer."""


class CommandsComponent(HeadComponent):
    """Sets `doc._.command`."""

    file = "commands"

    def __call__(self, doc: Doc) -> Doc:
        """Mark the Doc."""
        doc._.command = find_command(doc.text) or self._learned(doc)
        return doc

    def _learned(self, doc: Doc) -> Command | None:
        if self.head is None or doc._.norm.count(" ") < FEWEST_WORDS - 1:
            return None
        label, odds = self.head.best(doc._.reading, but=NONE)
        sure = odds >= self.head.settings.get(f"{label}-at", self.head.settings["at"])
        return Command(label, whole=False) if sure and not never(label, doc.text) else None


@Language.factory("doorstep_commands")
def make(nlp: Language, name: str) -> CommandsComponent:  # noqa: ARG001 (the signature spaCy calls)
    """The component with rules only, until a model is read."""
    return CommandsComponent()
