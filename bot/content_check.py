"""Everything that an editor can get wrong in content/, each with file and line: `doorstep content check`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.content import Found, read_all, service_words
from bot.content_files import ContentError, Problem, name_of, read_rows
from bot.content_sentences import SAMPLES, Book, between, in_english, too_long, unknown_gaps
from bot.content_shapes import FeatureShape, MonitoringShape, ServiceShape
from nlp.safety_rules import SafetyRules, SafetyRulesError

CHECKED_WITHIN = timedelta(days=90)  # a number older than this is rung again (DOMAIN 6)
POSTCODE = r"\d[0-9A-Z]? \d[ABD-HJLNP-UW-Z]{2}"
DRAMA = re.compile(r"^(01632 ?960|07700 ?900)")  # kept by Ofcom for films and demonstrations
LINK_OR_WE = ("label-link", "label-we")
LABELS = {"label-yes": "Yes", "label-no": "No", "label-skip": "Skip", "reply-with": "Reply"}


def check(folder: Path, today: date) -> list[Problem]:
    """All problems of a content folder and what is worth a look, in the order of files and lines."""
    found = read_all(folder)
    books = _books(found)
    problems = [
        *found.problems, *_council(found, today), *_services(found), *_homes(found), *_safety(found),
        *_sentences(found, books), *_needed(found, books["en"]), *_asked(found, books["en"]),
    ]  # fmt: skip
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.is_warning, problem.file, problem.line))


def _books(found: Found) -> dict[str, Book]:
    """The sentences of each language: those of content/words and those of the services."""
    council = found.council
    numbers = {f"number-{name}": number.number for name, number in council.numbers.items()} if council else {}
    links = {f"link-{name}": link for name, link in council.links.items()} if council else {}
    samples = {**SAMPLES, "council": council.name if council else "The council", **numbers, **links}
    words = found.folder / "words"
    languages = [child.name for child in words.iterdir() if child.is_dir()] if words.is_dir() else []
    books = {}
    for language in dict.fromkeys(("en", *(council.languages if council else ()), *sorted(languages))):
        book = books[language] = Book()
        for file in sorted((words / language).glob("*.ftl")):
            try:
                book.read_file(file, found.folder, samples)
            except ContentError as error:
                book.problems.extend(error.problems)
        for (name, line), said in service_words(found, language):
            book.read_line(said, name, line, samples)
    return books


def _council(found: Found, today: date) -> Iterator[Problem]:
    council, page = found.council, found.council_page
    if council is None:
        return
    for name, number in council.numbers.items():
        if today - number.checked > CHECKED_WITHIN:
            said = f"{name} was last checked on {number.checked}: ring it, then write the new day here."
            yield page.problem(("numbers", name, "checked"), said, is_warning=True)
    drama = [name for name, number in council.numbers.items() if DRAMA.match(number.number)]
    if drama:
        said = f"Demonstration numbers, which nobody answers: {', '.join(drama)}. Put your own before you go live."
        yield page.problem(("numbers", drama[0]), said, is_warning=True)
    if not council.bank_holidays and max(council.closed, default=date.min) < today:
        said = "No bank holiday from today on is listed: add the days to `closed` or name a nation in `bank_holidays`."
        yield page.problem(("closed",), said, is_warning=True)


def _services(found: Found) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for shape, page in found.services.values():
        for flag in shape.no_recruit:
            if found.rules is not None and flag not in found.rules.no_recruit:
                said = f"{flag!r} is not a flag of involvement.toml: use one of {', '.join(found.rules.no_recruit)}."
                yield page.problem(("no_recruit",), said)
        for keyword in shape.keywords:
            if owner.setdefault(keyword, shape.id) != shape.id:
                said = f"{owner[keyword]} has the keyword {keyword!r} too: keep it in one of them."
                yield page.problem(("keywords",), said, is_warning=True)


def _homes(found: Found) -> Iterator[Problem]:
    """Postcodes of the area, and streets that the agent should know by name."""
    if found.council is None or not found.homes:
        return
    file = found.folder / "addresses.csv"
    name, areas = name_of(file, found.folder), "|".join(found.council.postcode_areas)
    known = {street.casefold() for street in found.streets}
    for line, row in read_rows(file, found.folder, ("id", "line", "postcode", "round")):
        if not re.fullmatch(f"(?:{areas}){POSTCODE}", row["postcode"]):
            like = f"{found.council.postcode_areas[0]}1 2AB"
            said = f"{row['postcode']!r} is not a postcode of the area: write it like {like}."
            yield Problem(name, line, said)
        street = re.sub(r"^\S*\d\S*\s+", "", row["line"])
        if street.casefold() not in known:
            yield Problem(name, line, f"{street!r} is not in streets.txt: add it there.", is_warning=True)


def _safety(found: Found) -> Iterator[Problem]:
    file = found.folder / "safety" / "rules.yaml"
    name = name_of(file, found.folder)
    try:
        SafetyRules.load(file.parent)
    except SafetyRulesError as error:
        rule = re.search(r"rule (\S+):", str(error))
        lines = file.read_text(encoding="utf-8").splitlines()
        at = next((n for n, line in enumerate(lines, 1) if rule and line.strip().endswith(f"id: {rule[1]}")), 1)
        yield Problem(name, at, f"{error}.")
    except FileNotFoundError:
        yield Problem(name, 1, "This file is missing: without it no danger is seen. Put it back.")


def _sentences(found: Found, books: dict[str, Book]) -> Iterator[Problem]:
    for language, book in books.items():
        yield from book.problems
        if found.council is not None:
            yield from unknown_gaps(book, found.council.numbers, found.council.links)
        if language != "en":
            yield from between(books["en"], book, language)
    for sentence in books["en"].sentences.values():
        yield from in_english(sentence)


def _needed(found: Found, english: Book) -> Iterator[Problem]:
    """Words that panels, rounds and urgent repairs need."""
    for at, panel in enumerate(found.panels):
        asked = [("features", place, feature) for place, feature in enumerate(panel.features)]
        asked += [("monitoring", place, feature) for place, feature in enumerate(panel.monitoring)]
        for part, place, feature in asked:
            for key in _trait_keys(feature):
                if key not in english.sentences:
                    said = f"{key} is not in content/words/en: add it to traits.ftl."
                    yield found.panels_page.problem((at, part, place), said)
    kinds = {kind for r in (found.rounds.rounds.values() if found.rounds else ()) for week in r.weeks for kind in week}
    for file, keys in (
        ("rounds.yaml", [f"bin-{kind}" for kind in sorted(kinds)]),
        ("safety/urgent.yaml", [f"urgent-{kind}" for kind in (found.urgents.kinds if found.urgents else ())]),
    ):
        for key in keys:
            if key not in english.sentences:
                yield Problem(f"{found.folder.name}/{file}", 1, f"{key} is not in content/words/en: add it there.")


def _trait_keys(feature: FeatureShape) -> Iterator[str]:
    """The keys of a question and its answers, and of those that ask closer."""
    then = feature.then if isinstance(feature, MonitoringShape) else {}
    closer = {f"{feature.name}-of-{value}": values for value, values in then.items()}
    for name, values in {feature.name: feature.values, **closer}.items():
        yield from (f"trait-{name}", *(f"trait-{name}-{value}" for value in values))


def _asked(found: Found, english: Book) -> Iterator[Problem]:
    """Questions that cost two texts once their choices stand behind them."""
    for shape, _page in found.services.values():
        for key, labels in _choices(shape):
            sentence = english.sentences.get(key)
            if sentence is not None and labels:
                said = [
                    english.sentences[one].text if one in english.sentences else LABELS.get(one, one) for one in labels
                ]
                numbered = ", ".join(f"{n} {label}" for n, label in enumerate(said, 1))
                yield from too_long(replace(sentence, key=f"{key} with its choices"), f" Reply {numbered}.")


def _choices(shape: ServiceShape) -> Iterator[tuple[str, list[str]]]:
    stem = f"service-{shape.id}"
    if shape.path == "menu":
        yield f"{stem}-answer", list(LINK_OR_WE)
    for question in shape.questions:
        key = f"{stem}-ask-{question.key}"
        labels = [f"{key}-{option.value}" for option in question.options]
        labels = ["label-yes", "label-no"] if question.kind == "confirm" else labels
        yield key, labels + (["label-skip"] if question.skip else [])
