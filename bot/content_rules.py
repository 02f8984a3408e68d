"""Rules that reach across the parts of a content file: each gives the problems it finds."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.content_files import Page, Problem
from bot.content_shapes import CouncilShape, PanelShape, QuestionShape, ServiceShape

NEEDED_NUMBERS = {
    "main": "the main line",
    "out-of-hours": "the line when the council is closed",
    "adult-safeguarding": "the line for adults at risk",
    "child-safeguarding": "the line for children at risk",
    "emergency-repairs": "the line for emergency repairs",
    "homeless-duty": "the duty line for people who are homeless tonight",
    # Lines of the whole country that safety sentences name: one missing would silence a crisis reply.
    "emergency": "the emergency number",
    "nhs-mental": "the NHS line for mental health",
    "samaritans": "Samaritans",
    "shout": "the Shout text line",
    "childline": "Childline",
    "domestic-abuse": "the domestic abuse line",
    "shelter": "Shelter",
    "police": "the police line that is not for emergencies",
    "gas": "the gas emergency line",
    "power": "the power cut line",
    "floods": "the flood line",
    "advice": "the free advice line on benefits",
}
NEEDED_LINKS = ("privacy", "text", "complaints", "accessibility", "quick-exit")
CARE_GROUPS = ("adult-social-care", "health")
GAP = re.compile(r"\{\s*\$([a-zA-Z][\w-]*)\s*\}")


def council_problems(council: CouncilShape, page: Page) -> Iterator[Problem]:
    """Local numbers and links that must be there, and hours that make sense."""
    for name, what in NEEDED_NUMBERS.items():
        if name not in council.numbers:
            sentence = f"Doorstep does not start without {what}: add [numbers.{name}] with number, checked and owner."
            yield page.problem(("numbers",), sentence)
    for name in NEEDED_LINKS:
        if name not in council.links:
            yield page.problem(("links",), f"The link {name!r} is missing: add it under [links].")
    for day, (opening, closing) in council.hours.items():
        if opening >= closing:
            yield page.problem(("hours", day), f"On {day} the council closes before it opens: mend the times.")
    if "en" not in council.languages:
        yield page.problem(("languages",), 'languages must hold "en": English stands in for missing words.')


def service_problems(service: ServiceShape, page: Page, stem: str, council: CouncilShape | None) -> Iterator[Problem]:
    """What does not fit together in one service."""
    if service.id != stem:
        yield page.problem(("id",), f"id is {service.id!r} but the file is {stem}.yaml: make them the same.")
    yield from _missing_texts(service, page)
    yield from _question_problems(service, page)
    yield from _gap_problems(service, page, council)
    if council is None:
        return
    if service.phone not in council.numbers:
        yield page.problem(("phone",), f"phone is {service.phone!r}, which is not under [numbers] in council.toml.")
    if council.tier != "unitary" and service.tier not in (council.tier, "both") and not service.elsewhere:
        yield page.problem(
            ("tier",), f"Another council does this: say in `elsewhere` who, as you are a {council.tier}."
        )


def _missing_texts(service: ServiceShape, page: Page) -> Iterator[Problem]:
    if service.path in ("answer", "menu") and not service.dialog and service.answer is None:
        yield page.problem(("path",), f"path is {service.path}, so `answer` must be there: add it.")
    if service.group in CARE_GROUPS and service.open is None:
        yield page.problem(("group",), f"A service of {service.group} begins warmly: add `open`.")


def _question_problems(service: ServiceShape, page: Page) -> Iterator[Problem]:
    keys = [question.key for question in service.questions]
    for at, question in enumerate(service.questions):
        if question.key in keys[:at]:
            yield page.problem(("questions", at, "key"), f"The question {question.key!r} stands here twice.")
        yield from _option_problems(question, page, at)


def _option_problems(question: QuestionShape, page: Page, at: int) -> Iterator[Problem]:
    values = [option.value for option in question.options]
    if question.kind == "choice" and len(values) < 2:
        yield page.problem(("questions", at), f"The choice {question.key!r} must have two options or more: add them.")
    if question.kind != "choice" and values:
        sentence = f"Only a choice has options, but {question.key!r} is a {question.kind}: take them out."
        yield page.problem(("questions", at, "kind"), sentence)
    for option_at, option in enumerate(question.options):
        for language, label in option.label.by_language().items():
            if "," in label:
                path = ("questions", at, "options", option_at, "label", language)
                yield page.problem(path, "A label has no comma, as commas part the labels in a text: say it without.")
    for option_at, value in enumerate(values):
        if value in values[:option_at]:
            same = ("questions", at, "options", option_at, "value")
            yield page.problem(same, f"Two options of {question.key!r} have the value {value!r}: change one.")


def _gap_problems(service: ServiceShape, page: Page, council: CouncilShape | None) -> Iterator[Problem]:
    always = {"council"}
    if council is not None:
        always |= {f"number-{name}" for name in council.numbers} | {f"link-{name}" for name in council.links}
    answer = {"link", "service"} if service.path == "menu" else {"link"}
    for end, path, texts in service.texts():
        for language, said in texts.by_language().items():
            if council is not None and language not in council.languages:
                sentence = f"{language!r} is not one of `languages` in council.toml: mend it here or add it there."
                yield page.problem((*path, language), sentence)
            for sentence in _gaps_of(said, always | answer if end == "answer" else always):
                yield page.problem((*path, language), sentence)


def _gaps_of(said: str, allowed: set[str]) -> Iterator[str]:
    for name in GAP.findall(said):
        if name not in allowed:
            mine = " or ".join(f"{{ ${one} }}" for one in sorted(allowed) if not one.startswith(("number-", "link-")))
            yield f"{{ ${name} }} cannot be filled here: use {mine}, or a number or link of council.toml."
    rest = GAP.sub("", said)
    if "{" in rest or "}" in rest or "\n" in rest or rest[:1] in ".*[":
        yield "Braces stand only around a gap such as { $link }, and the words are one line that begins with a letter."


def panel_problems(
    panel: PanelShape, page: Page, at: int, services: Mapping[str, Any], earlier: list[PanelShape],
) -> Iterator[Problem]:  # fmt: skip
    """A panel for services that are there, under a slug of its own."""
    if any(panel.slug == other.slug for other in earlier):
        yield page.problem((at, "slug"), f"The panel {panel.slug!r} stands here twice: give each a slug of its own.")
    if panel.standing and all(panel.standing != other.slug for other in earlier):
        sentence = f"standing is {panel.standing!r}, which must be a panel that stands above this one."
        yield page.problem((at, "standing"), sentence)
    for service in panel.services:
        if service not in services:
            yield page.problem((at, "services"), f"{service!r} is not a service: it needs services/{service}.yaml.")
