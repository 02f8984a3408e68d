"""Answers to the open question, and corrections of earlier ones."""

import re
from dataclasses import replace

from bot.desk import Desk, Scene, short_mark
from bot.effects import NoteOnCase, QueuePerson
from bot.entity_questions import Place
from bot.heard import Heard, Kind
from bot.lines import Line, line
from bot.questions import Question, Reading
from bot.state import Answer
from bot.steps.commands import call_person

SURE_OF_OTHER = 0.75  # from this score another service counts as meant, when the open question takes any text
CERTAIN = 0.95  # from this score a few words are enough, where they name no place
FEW = 4
SHORT = 2  # words up to which a text is an answer even when it sounds like a correction
LONG = 6  # words from which a text may be a matter of its own rather than an answer
ASKING = re.compile(r"\?\s*$|^(how|when|where|who|can|could|do|does|is|why)\b", re.IGNORECASE)
LEAD = re.compile(
    r"^((oh|no+|nope|sorry|oops|actually|wait|hang on|correction|my mistake|i meant?|i mean|it should be|should be|"
    r"make that|not that|its|it's|it is|that's wrong|thats wrong|wrong|i said|change that to|change it to)[\s,.:;-]+)+",
    re.IGNORECASE,
)
NOT_THIS = re.compile(r"[\s,]*\b(not|instead of)\b.*$", re.IGNORECASE)


def stale_tap(desk: Desk) -> bool:
    """A tap on an old keyboard must not answer a newer question."""
    frame, heard = desk.state.top, desk.heard
    if heard.kind is not Kind.CHOSEN:
        return False
    if heard.asked and (frame is None or frame.open is None or frame.open.id != heard.asked):
        desk.say("stale-button")
        desk.put_again()
        return True
    return False


def answer(desk: Desk) -> bool:
    """Read an answer to the open question."""
    scene = desk.scene()
    if scene is None or desk.heard.edited:
        return False
    question = scene.question
    if question is None:
        desk.run()  # nothing is left to ask: the talk ends, and the message is a new one
        return False
    if _put_anew(desk, question):
        return True
    if desk.heard.understood.command in ("change-mind", "skip") and not question.strict and not question.skip:
        return _not_these_words(desk, question)
    if desk.heard.understood.command == "correction" and not _is_plain_answer(desk, question):
        return False
    reading = question.read(desk.heard, desk.word)
    if means_another_matter(desk, question):
        return False
    if reading.ok:
        _take_pieces(desk, question, reading)
        desk.give(question, reading.value)
        return True
    if reading.problem is not None and not _has_other_service(desk, 0.5):
        stumble(desk, question, reading.problem)
        return True
    return False


def _put_anew(desk: Desk, question: Question) -> bool:
    """The question changed since it was put (a panel closed, content was edited): a reply to the old one is none."""
    frame = desk.state.top
    if frame is None or frame.open is None or frame.open.mark == short_mark(question.mark):
        return False
    desk.state = desk.state.with_top(replace(frame, said=()))
    desk.recap()
    desk.run()
    return True


def _not_these_words(desk: Desk, question: Question) -> bool:
    """Tell words that are no answer: neither "skip" nor a change of mind is a name."""
    if desk.heard.understood.command == "skip":
        desk.say("problem-needed")
        desk.fail(question)
        return True
    return False


def stumble(desk: Desk, question: Question | None, first: Line) -> None:
    """Not understood: first in other words; then a person is offered; then called. The task never ends by it."""
    top = desk.state.top
    tries = top.open.tries if question and top and top.open else desk.state.misses
    if tries == 0:
        desk.lines.append(first)
    elif tries == 1:
        desk.say("offer-person")
    elif desk.state.waiting:
        desk.say("person-still", phone=desk.house.council.numbers["main"].number)
    else:
        desk.do(QueuePerson("not-understood"))
        call_person(desk)
    desk.state = replace(desk.state, misses=0 if question else desk.state.misses + 1)
    if question is not None:
        desk.fail(question)


def _is_plain_answer(desk: Desk, question: Question) -> bool:
    short = len(desk.heard.words.split()) <= SHORT
    return short and bool(question.options) and question.read(desk.heard, desk.word).ok


def _take_pieces(desk: Desk, question: Question, reading: Reading) -> None:
    """What else the message held fills questions to come."""
    frame = desk.state.top
    if frame is None or desk.heard.kind is not Kind.SAID:
        return
    pieces = tuple(
        (kind, entity.value)
        for kind, entities in desk.heard.understood.entities.items()
        for entity in entities
        if entity.value != reading.value and kind not in question.takes
    )
    desk.state = desk.state.with_top(replace(frame, spare=(*frame.spare, *pieces)))


def _service_of_top(desk: Desk) -> str:
    frame = desk.state.top
    return str(frame.args.get("service", "")) if frame else ""


def _has_other_service(desk: Desk, least: float) -> bool:
    best = desk.heard.understood.services[:1]
    return bool(best) and best[0].score >= least and best[0].id != _service_of_top(desk)


def means_another_matter(desk: Desk, question: Question) -> bool:
    """Whether a text that the question could take is rather a matter of its own."""
    loose = not question.strict and not question.open_ended and desk.heard.kind is Kind.SAID
    if not loose or not _has_other_service(desk, SURE_OF_OTHER):
        return False
    own = {scored.id for scored in desk.heard.understood.services[:2]}
    words = desk.heard.words
    if _service_of_top(desk) in own:
        return False
    count, names_place = len(words.split()), bool(desk.heard.understood.first("place"))
    certain = _has_other_service(desk, CERTAIN)
    if names_place and (not certain or (isinstance(question, Place) and count < LONG)):
        return False  # "by the school in Wharf Street" says where
    plain_matter = certain and count >= FEW and not names_place
    return plain_matter or count >= (question.brief or LONG) or bool(ASKING.search(words))


def correction(desk: Desk) -> bool:
    """Mend an earlier answer: "no i meant 14 not 40", "wrong postcode"; an edited message does the same."""
    if desk.heard.understood.command != "correction" and not desk.heard.edited:
        return False
    scene = desk.scene()
    if scene is None:
        return _note_on_last_case(desk) or _ignore_edit(desk)
    mended = _mended(desk)
    for question in _likeliest_first(scene):
        reading = question.read(mended, desk.word)
        if reading.ok and reading.value not in (scene.talk.frame.answers[question.key].value, None):
            return _replace_answer(desk, scene, question, reading.value)
    if _ignore_edit(desk):
        return True
    return _ask_anew(desk, scene)


def _ignore_edit(desk: Desk) -> bool:
    """An edited message that mends nothing is no new message."""
    desk.silent = desk.silent or desk.heard.edited
    return desk.heard.edited


def _likeliest_first(scene: Scene) -> list[Question]:
    """The answered questions, newest first; those that take only fitting texts before those that take any."""
    answered = [question for key, question in scene.talk.seen.items() if key in scene.talk.frame.answers]
    return [q for q in answered[::-1] if q.strict] + [q for q in answered[::-1] if not q.strict]


def _mended(desk: Desk) -> Heard:
    """The message without "no i meant" at its front and "not 40" at its end."""
    understood = desk.heard.understood
    text = NOT_THIS.sub("", LEAD.sub("", desk.heard.words)).strip() or desk.heard.words
    return replace(desk.heard, understood=replace(understood, text=text, command=None))


def _replace_answer(desk: Desk, scene: Scene, question: Question, value: object) -> bool:
    frame = scene.talk.frame
    answers = {**frame.answers, question.key: Answer(value, question.mark)}
    desk.state = desk.state.with_top(replace(frame, answers=answers, open=None, said=()))
    desk.say("corrected")
    desk.run()
    return True


def _ask_anew(desk: Desk, scene: Scene) -> bool:
    """Which answer is wrong was said ("wrong postcode") or not: ask that one, or the last one, again."""
    said = desk.heard.words.casefold()
    given = {key: answer for key, answer in scene.talk.frame.answers.items() if key in scene.talk.seen}
    asked = [key for key, answer in given.items() if answer.asked]
    named = [key for key in given if key.casefold() in said or scene.talk.seen[key].kind in said.split()]
    if not (named or asked):
        return False
    frame = scene.talk.frame
    answers = {k: v for k, v in frame.answers.items() if k != (named or asked)[-1]}
    desk.state = desk.state.with_top(replace(frame, answers=answers, spare=(), open=None))
    desk.say("corrected-ask")
    desk.put_again()
    return True


def _note_on_last_case(desk: Desk) -> bool:
    """The task is over: the correction goes onto its case."""
    last = next((ended for ended in reversed(desk.state.ended) if ended.ref), None)
    if last is None:
        return False
    desk.do(NoteOnCase(last.ref, desk.heard.words))
    desk.lines.append(line("noted-on-case", ref=last.ref))
    return True
