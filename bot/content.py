"""Reads what a council edits (content/) into the values that the rest of the house uses, or says what is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.content_files import ContentError, Page, Problem, name_of, read_rows, read_text, read_toml, read_yaml
from bot.content_rules import council_problems, panel_problems, service_problems
from bot.content_shapes import (
    CouncilShape,
    FeatureShape,
    PanelShape,
    QuestionShape,
    RoundsShape,
    ServiceShape,
    Texts,
    UrgentsShape,
    read,
)
from bot.council import Council, FactQuestion, Number, Service
from bot.gazetteer import WEEKDAYS, Gazetteer, Home, Round
from bot.involvement_rules import Rules, RulesError
from bot.wording import read_words
from nlp.phrases import PhraseBook
from nlp.words import canonical

__all__ = ["Content", "ContentError", "Problem", "load", "read_all", "service_words"]

ADDRESS_COLUMNS = ("id", "line", "postcode", "round")
HOLIDAY_YEARS = range(2025, 2041)
T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """Everything of one content folder. `words` are Fluent texts by language; `urgent` names an urgent repair."""

    council: Council
    rules: Rules
    words: dict[str, list[str]]
    gazetteer: Gazetteer
    urgent: Callable[[str], str | None]
    safety: Path


@dataclass
class Found:
    """What was read so far, with the pages it came from, and every problem met on the way."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    council: CouncilShape | None = None
    council_page: Page = field(default_factory=lambda: Page("council.toml"))
    services: dict[str, tuple[ServiceShape, Page]] = field(default_factory=dict)
    panels: list[PanelShape] = field(default_factory=list)
    panels_page: Page = field(default_factory=lambda: Page("panels.yaml"))
    rounds: RoundsShape | None = None
    homes: dict[str, Home] = field(default_factory=dict)
    streets: tuple[str, ...] = ()
    urgents: UrgentsShape | None = None
    rules: Rules | None = None

    def trying(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; its problems are kept when it cannot."""
        try:
            return work()
        except ContentError as error:
            self.problems.extend(error.problems)
            return None


def load(folder: Path) -> Content:
    """The content of a folder. Raises ContentError with every problem, each with file and line."""
    found = read_all(folder)
    if found.problems:
        raise ContentError(found.problems)
    return _content(found)


def read_all(folder: Path) -> Found:
    """Everything that can be read, and what is wrong with the rest."""
    found = Found(folder)
    found.rules = found.trying(lambda: _rules(folder))
    found.trying(lambda: _read_council(found))
    for file in sorted((folder / "services").glob("*.yaml")):
        found.trying(partial(_read_service, found, file))
    found.trying(lambda: _read_panels(found))
    found.trying(lambda: _read_rounds(found))
    found.trying(lambda: _read_homes(found))
    found.trying(lambda: _read_urgent(found))
    if not found.services:
        found.problems.append(Problem(f"{folder.name}/services", 1, "There is no service: add one file for each."))
    return found


def _rules(folder: Path) -> Rules:
    page = read_toml(folder / "involvement.toml", folder)
    try:
        return Rules.from_toml_dict(page.value)
    except RulesError as error:
        raise ContentError([page.problem(said.split(" ")[0].split("."), said) for said in error.problems]) from None


def _read_council(found: Found) -> None:
    page = found.council_page = read_toml(found.folder / "council.toml", found.folder)
    found.council = read(CouncilShape, page)
    found.problems.extend(council_problems(found.council, page))


def _read_service(found: Found, file: Path) -> None:
    page = read_yaml(file, found.folder)
    shape = read(ServiceShape, page)
    found.problems.extend(service_problems(shape, page, file.stem, found.council))
    found.services[shape.id] = (shape, page)


def _read_panels(found: Found) -> None:
    page = found.panels_page = read_yaml(found.folder / "panels.yaml", found.folder)
    for at, value in enumerate(page.value or ()):
        panel = found.trying(partial(read, PanelShape, page, value, (at,)))
        if panel is not None:
            found.problems.extend(panel_problems(panel, page, at, found.services, found.panels))
            found.panels.append(panel)


def _read_rounds(found: Found) -> None:
    page = read_yaml(found.folder / "rounds.yaml", found.folder)
    found.rounds = read(RoundsShape, page)
    if found.rounds.anchor.weekday() != 0:
        found.problems.append(page.problem(("anchor",), "anchor must be a Monday: the first day of the first week."))


def _read_homes(found: Found) -> None:
    file = found.folder / "addresses.csv"
    for line, row in read_rows(file, found.folder, ADDRESS_COLUMNS):
        found.problems.extend(Problem(name_of(file, found.folder), line, said) for said in _home_problems(found, row))
        found.homes[row["id"]] = Home(**row)
    lines = read_text(found.folder / "streets.txt", found.folder).splitlines()
    streets = (line.split("#")[0].strip() for line in lines)
    found.streets = tuple(street for street in streets if street)


def _home_problems(found: Found, row: dict[str, str]) -> Iterator[str]:
    if row["id"] in found.homes:
        yield f"The home {row['id']!r} stands here twice: give each an id of its own."
    if found.rounds is not None and row["round"] not in found.rounds.rounds:
        yield f"The round {row['round']!r} is not in rounds.yaml: add it there or mend it here."


def _read_urgent(found: Found) -> None:
    page = read_yaml(found.folder / "safety" / "urgent.yaml", found.folder)
    found.urgents = read(UrgentsShape, page)


def _content(found: Found) -> Content:
    if found.council is None or found.rules is None or found.rounds is None or found.urgents is None:
        raise ContentError(found.problems)  # cannot be: each of them would have left a problem
    council = _council(found.council, found)
    words = read_words(found.folder / "words")
    for language in dict.fromkeys((*council.languages, *words)):
        text = "\n".join(said for _place, said in service_words(found, language))
        words.setdefault(language, []).append(text)
    rounds = {name: Round(WEEKDAYS.index(shape.weekday), shape.weeks) for name, shape in found.rounds.rounds.items()}
    gazetteer = Gazetteer(found.homes, found.streets, rounds, found.rounds.anchor, found.rounds.moved)
    urgent = partial(_urgent, _books(found.urgents))
    return Content(council, found.rules, words, gazetteer, urgent, found.folder / "safety")


def _council(shape: CouncilShape, found: Found) -> Council:
    numbers = {name: Number(n.number, n.checked, n.owner) for name, n in shape.numbers.items()}
    return Council(
        name=shape.name, short=shape.short, prefix=shape.prefix, postcode_areas=shape.postcode_areas,
        languages=shape.languages, numbers=numbers, links=dict(shape.links),
        hours={WEEKDAYS.index(day): hours for day, hours in shape.hours.items()},
        closed=tuple(sorted({*shape.closed, *bank_holidays(shape.bank_holidays)})), tier=shape.tier,
        services={name: _service(service, shape) for name, (service, _page) in found.services.items()},
        panels=tuple(_panel(panel) for panel in found.panels), keep=shape.keep.model_dump(),
        caps=shape.caps.model_dump(),
    )  # fmt: skip


def bank_holidays(nation: str) -> Iterator[date]:
    """The bank holidays of a nation of the UK; none when it is not named."""
    if nation:
        import holidays  # takes half a second, so only a council that does not list its days pays for it

        yield from holidays.country_holidays("GB", subdiv=nation, years=HOLIDAY_YEARS)


def _service(shape: ServiceShape, council: CouncilShape) -> Service:
    not_ours = council.tier != "unitary" and shape.tier not in (council.tier, "both")
    return Service(
        id=shape.id, group=shape.group, tier=shape.tier, verbs=shape.verbs, facets=shape.facets.in_order(),
        path=shape.path, dialog=shape.dialog, lgsl=shape.lgsl, link=shape.link,
        phone=council.numbers[shape.phone].number, promise_days=shape.promise_days,
        questions=tuple(map(_question, shape.questions)), no_recruit=shape.no_recruit, keywords=shape.keywords,
        elsewhere=shape.elsewhere if not_ours else "",
    )  # fmt: skip


def _question(shape: QuestionShape) -> FactQuestion:
    options = tuple(option.value for option in shape.options)
    words = {option.value: option.words for option in shape.options if option.words}
    return FactQuestion(shape.key, shape.kind, options, words, shape.skip)


def _panel(shape: PanelShape) -> dict[str, object]:
    """A panel as its row is made; `about.words` holds the texts in other languages."""
    texts: dict[str, Texts] = {"what": shape.what, "time": shape.time, "change": shape.change, "gift": shape.gift}
    named = {"name": shape.name, **texts}
    words: dict[str, dict[str, str]] = {}
    for name, text in named.items():
        for language, said in text.by_language().items():
            words.setdefault(language, {})[name] = said
    about: dict[str, Any] = {
        **{name: text.en for name, text in texts.items()}, "link": shape.link, "age": shape.age,
        "features": [_feature(feature) for feature in shape.features], "services": list(shape.services),
        "monitoring": [one.model_dump(mode="json") for one in shape.monitoring], "term_months": shape.term_months,
        "standing": shape.standing, "level": shape.level, "owner": shape.owner, "budget": shape.budget,
        "support": shape.support, "dpia": shape.dpia,
        "words": words,
    }  # fmt: skip
    return {
        "slug": shape.slug, "name": shape.name.en, "service": shape.services[0], "state": shape.state,
        "seats": shape.seats, "about": about,
    }  # fmt: skip


def _feature(shape: FeatureShape) -> dict[str, object]:
    return {"name": shape.name, "values": list(shape.values)}


def service_words(found: Found, language: str) -> Iterator[tuple[tuple[str, int], str]]:
    """The Fluent lines of all services in a language, each with the file and line where it was written."""
    for shape, page in found.services.values():
        for end, path, texts in shape.texts():
            said = texts.by_language().get(language)
            if said is not None:
                yield (page.file, page.line((*path, language))), f"service-{shape.id}-{end} = {said}"


Books = tuple[tuple[str, PhraseBook, PhraseBook], ...]


def _books(shape: UrgentsShape) -> Books:
    def book(phrases: tuple[str, ...]) -> PhraseBook:
        return PhraseBook.of((phrase, 0) for phrase in phrases)

    return tuple((kind, book(urgent.phrases), book(urgent.unless)) for kind, urgent in shape.kinds.items())


def _urgent(books: Books, text: str) -> str | None:
    """The first kind, in the order of the file, that the words of `text` name."""
    said = canonical(text)
    for kind, phrases, unless in books:
        if any(True for _ in phrases.find(said)) and not any(True for _ in unless.find(said)):
            return kind
    return None
