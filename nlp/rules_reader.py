"""Understanding by rules alone: what is left when no model can be read, safety above all."""

from datetime import datetime
from pathlib import Path

from nlp import signs
from nlp.command_rules import find_command
from nlp.entities.reader import EntityReader, read_streets
from nlp.keywords import services_by_keyword
from nlp.languages import by_words_alone
from nlp.ngrams import neutral
from nlp.safety_rules import SafetyRules
from nlp.understanding import Understanding
from nlp.verb_rules import verb_by_rules


class RulesReader:
    """Reads texts with the council's content and no model."""

    name = "rules"

    def __init__(self, content: Path) -> None:
        self._safety = SafetyRules.load(content / "safety")
        self._entities = EntityReader(read_streets(content / "streets.txt"))

    def read(self, text: str, now: datetime) -> Understanding:
        """What the rules find in `text`."""
        command = find_command(text)
        services = () if command else services_by_keyword(text)
        safety = self._safety.check(text)
        return Understanding(
            text=text,
            services=services,
            verb=verb_by_rules(text) if services else None,
            command=command.name if command else None,
            safety=safety,
            disposition=signs.stated_disposition(neutral(text)) or "unknown",
            cues=signs.cues(text),
            language=by_words_alone(text),
            raises=signs.raises(text),
            flags=signs.flags(text, safety),
            entities=self._entities.read(text, now),
        )
