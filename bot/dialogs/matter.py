"""A matter: serve first, then, where the service is complex, ask how involved the resident wants to be."""

from bot.dialogs import situation
from bot.dialogs.involve import follow, involve
from bot.dialogs.serve import serve
from bot.effects import NoteEpisode
from bot.involvement import Answers
from bot.talk import Talk

DONE = ("elsewhere", "said")  # served by others, or the talk about taking part has been had


def matter(talk: Talk) -> None:
    """One episode from first message to close."""
    of = situation.complexity(talk)
    start = situation.opening_answers(talk, of)
    decision, willing = situation.decide(talk, start, served=False)
    situation.note(talk, "opened", start, decision, willing, outcome="open")
    deed = serve(talk, decision)
    talk.do("served", NoteEpisode(talk.frame.id, talk.service.id, {"outcome": "served"}))
    if deed in DONE:
        return
    answers = Answers(start.role, asked_self=start.asked_self, chose_link=deed == "link")
    if deed == "we":
        answers = Answers(role="1")
    decision, willing, answers = involve(talk, answers)
    situation.note(talk, f"decided-{talk.wish}", answers, decision, willing, outcome="served")
    follow(talk, decision)
