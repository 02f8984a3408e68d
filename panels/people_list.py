"""A list of people who told an officer that they want to join, as a CSV file: one form of the panel a row. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping

from panels.pool import PREFER_NOT_TO_SAY
from panels.sign_up import CHECKS, PURPOSES, Asked, Fields, Form, read

MOST_PEOPLE = 2_000
TOLD = ("name", "phone", "email", "address", "postcode")
ELIGIBLE = "eligible"
NEEDED = ("name", ELIGIBLE, "contact")
SENTENCES = {
    "name": "the name is missing.",
    "phone": "the phone number is not right.",
    "reach": "there is no phone number and no email.",
    "email": "the email is not right.",
    "postcode": "the postcode is not right.",
    "contact": "they must agree to be contacted: write yes under contact.",
}
NOT_ELIGIBLE = (
    f"write yes under {ELIGIBLE} when they are old enough, belong to the area and are not staff or councillors."
)


def columns(asked: Asked) -> list[str]:
    """The columns that a list for this panel may have."""
    return [*TOLD, ELIGIBLE, *PURPOSES, *(str(feature["name"]) for feature in asked.features)]


def example(asked: Asked) -> str:
    """The first line of a list for this panel."""
    return ",".join(columns(asked)) + "\n"


def read_people(text: str, asked: Asked) -> tuple[list[Form], list[str]]:
    """A form for each row, and what is wrong with the list: a sentence for each line that cannot be used.

    Answers for the draw are those of the panel's features; empty is "prefer not to say".
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
    missing = [name for name in NEEDED if name not in rows.fieldnames]
    if missing:
        return [], [f"The first line must name the columns. Missing: {' and '.join(missing)}."]
    forms, problems = list[Form](), list[str]()
    for form, wrong in _people(rows, asked):
        problems += [f"Line {rows.line_num}: {one}" for one in wrong]
        forms.append(form)
    if len(forms) > MOST_PEOPLE:
        return [], [f"The list has {len(forms)} people. Import at most {MOST_PEOPLE} at a time."]
    return forms, problems


def _people(rows: "csv.DictReader[str]", asked: Asked) -> Iterator[tuple[Form, list[str]]]:
    seen: set[str] = set()
    for row in rows:
        said = {name: str(row.get(name) or "").strip() for name in columns(asked)}
        if not any(said.values()):
            continue
        form, missing = read(_fields(said, asked), asked)
        wrong = [SENTENCES.get(code, NOT_ELIGIBLE) for code in missing.values()] + list(_answers(said, form, asked))
        if seen & {form.phone, form.email}:
            wrong.append("this phone number or email stands in the list twice.")
        seen |= {form.phone, form.email} - {""}
        yield form, list(dict.fromkeys(wrong))


def _fields(said: Mapping[str, str], asked: Asked) -> Fields:
    checks = {name: [wanted if _yes(said[ELIGIBLE]) else ""] for name, wanted in CHECKS}
    traits = {f"trait-{f['name']}": [said[str(f["name"])].casefold()] for f in asked.features}
    told = {name: [said[name]] for name in TOLD}
    return {**told, **checks, **traits, "consent": [purpose for purpose in PURPOSES if _yes(said[purpose])]}


def _answers(said: Mapping[str, str], form: Form, asked: Asked) -> Iterator[str]:
    """What is wrong with the answers for the draw: unknown ones, and any without the consent to use them."""
    for feature in asked.features:
        name, known = str(feature["name"]), [*map(str, feature["values"]), PREFER_NOT_TO_SAY]
        if said[name] and said[name].casefold() not in known:
            yield f"“{said[name]}” is no answer to {name}. Write one of: {', '.join(known)}."
        elif said[name] and not form.selection:
            yield f"there is an answer to {name}, and no yes under selection. Take one of the two away."


def _yes(text: str) -> bool:
    return text.casefold() in ("yes", "y", "true", "1")
