"""The small talks: menu, clarify, have your say, leave a panel."""

from bot.dialogs.recruit import recruit
from bot.effects import LeavePanel, NoteIdea, NoteInterest, Option
from bot.facts import Myself, OpenPanels
from bot.lines import line
from bot.questions import Choice, Confirm, Text
from bot.talk import Talk

MENU = ("missed-bin", "bin-day", "council-tax", "pothole", "housing-repair", "adult-care-assessment", "have-your-say")


def menu(talk: Talk) -> None:
    """The matters that most people come with."""
    known = [service for service in MENU if service in talk.council.services]
    choices = tuple(Option(service, line(f"service-{service}-short")) for service in known)
    picked = talk.ask(Choice("matter", line("menu"), choices=choices, casual=True))
    if picked:
        talk.become("matter", service=picked)


def clarify(talk: Talk) -> None:
    """Two services are near: which one?"""
    candidates = [str(service) for service in talk.args["candidates"]]
    choices = (
        *(Option(service, line(f"service-{service}-short")) for service in candidates),
        Option("other", line("label-other")),
    )
    picked = talk.ask(Choice("matter", line("clarify"), choices=choices, casual=True))
    if picked == "other":
        talk.say("clarify-other")
    elif picked:
        talk.become("matter", service=picked)


def have_your_say(talk: Talk) -> str:
    """What is open to join; or to hear when something opens."""
    panels = talk.look_up(OpenPanels("")) or []
    talk.say("have-your-say", link=talk.service.link)
    if talk.args.get("flags"):
        return "said"
    if panels:
        recruit(talk, panels)
    elif talk.ask(Confirm("interest", line("have-your-say-interest"), casual=True)):
        talk.do("interest", NoteInterest(talk.service.id))
        talk.say("involvement-interest-kept")
    return "said"


def take_idea(talk: Talk) -> None:
    """An idea for the service, passed on; the team answers it."""
    idea = talk.ask(Text("idea", line("involvement-idea-ask"), open_ended=True))
    talk.do("idea", NoteIdea(talk.service.id, str(idea)))
    talk.say("involvement-idea-kept")


def leave(talk: Talk) -> None:
    """Out of a panel in one text; a reason is offered, never required."""
    myself = talk.look_up(Myself()) or {}
    places = myself.get("memberships", [])
    talk.do("leave", LeavePanel(""))
    if not places:
        talk.say("leave-interest" if myself.get("interests") or myself.get("consents") else "leave-none")
        return
    talk.say("leave-done", panel=", ".join(str(place["name"]) for place in places))
    reason = talk.ask(Text("reason", line("leave-reason"), skip=True, casual=True, open_ended=True))
    if reason:
        talk.do("reason", NoteIdea("have-your-say", f"Left {places[0]['name']}: {reason}"))
    talk.say("leave-thanks")
