"""The reply code of a letter that went to an address drawn at random."""

import re

from bot.desk import Desk
from bot.facts import LetterOf, fact_key
from bot.heard import Kind
from bot.questions import plain
from bot.talk import Wants
from panels.letters import LENGTH, code_in

NEARLY_A_CODE = re.compile(rf"(join )?(?=\w*\d)(?=\w*[a-z])[a-z0-9]{{{LENGTH}}}")


def letter(desk: Desk) -> bool:
    """The reply code of a letter, alone or in a sentence: begin what the letter asks."""
    if desk.heard.kind is not Kind.SAID:
        return False
    code = code_in(desk.heard.words)
    if not code:
        return _nearly(desk)
    fact = LetterOf(code)
    if fact_key(fact) not in desk.found:
        raise Wants(fact)
    if desk.found[fact_key(fact)] is None:
        return _nearly(desk)
    desk.begin("letter", {"code": code, "flags": desk.standing_flags()})
    return True


def _nearly(desk: Desk) -> bool:
    """A slip in a code, with nothing else open that it could answer."""
    if desk.state.top is not None or not NEARLY_A_CODE.fullmatch(plain(desk.heard.words)):
        return False
    desk.say("letter-unknown")
    return True
