"""What the files of content/ must look like. An unknown key is refused: it is most likely a slip of the pen."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.content_files import ContentError, Page, Problem
from nlp.understanding import VERBS

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RESERVED = frozenset({
    "place", "postcode", "home", "house", "address", "bin", "name", "phone", "when", "how", "task", "q1", "q2", "q3",
    "q4", "case", "open", "idea", "interest", "matter", "reason", "said",
})  # fmt: skip
WEEKDAYS = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
URGENT = Literal["gas", "no-heating", "flood", "electric", "no-water", "unsafe"]
SAID = {
    "missing": "{where} is missing: add it.",
    "extra_forbidden": "{where} is not known here: check its spelling or take it out.",
    "string_type": "{where} must be words: put them in quotes.",
}


def _https(link: str) -> str:
    if not re.fullmatch(r"https://[^\s/]+\.[^\s/]+(/\S*)?", link):
        raise ValueError(f"must be a link that begins with https://, but is {link!r}")
    return link


def _phone(number: str) -> str:
    digits = number.replace(" ", "")
    if not re.fullmatch(r"[0-9 ]+", number) or not 3 <= len(digits) <= 11 or (len(digits) > 6 and digits[0] != "0"):
        raise ValueError(f"must be a UK number in digits and spaces, as people dial it, but is {number!r}")
    return number


def _verb(verb: str) -> str:
    if verb not in VERBS:
        raise ValueError(f"names {verb!r}, which must be one of: {', '.join(VERBS)}")
    return verb


def _fact_key(key: str) -> str:
    if key in RESERVED:
        raise ValueError(f"must not be {key!r}: every talk uses that name itself, so choose another")
    return key


def _clock(text: object) -> object:
    return time.fromisoformat(text) if isinstance(text, str) and re.fullmatch(r"\d\d:\d\d", text) else text


Words = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
Slug = Annotated[str, Field(pattern=SLUG)]
Link = Annotated[str, AfterValidator(_https)]
Phone = Annotated[str, AfterValidator(_phone)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Verb = Annotated[str, AfterValidator(_verb)]
Score = Annotated[int, Field(ge=1, le=5, strict=True)]
Clock = Annotated[time, BeforeValidator(_clock)]
Keyword = Annotated[str, Field(pattern=r"^[^A-Z]+$")]


class Shape(BaseModel):
    """The base of all shapes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Texts(BaseModel):
    """The same words in each language, by its two letters; English must be there."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Words] = Field(init=False)
    en: Words

    def by_language(self) -> dict[str, str]:
        """The words by language."""
        return {"en": self.en, **(self.__pydantic_extra__ or {})}


class Facets(Shape):
    """The six facets of complexity, 1 to 5 (DOMAIN 2.1)."""

    variety: Score
    judgement: Score
    parties: Score
    time: Score
    stakes: Score
    knowledge: Score

    def in_order(self) -> tuple[int, int, int, int, int, int]:
        """The six in their usual order."""
        return (self.variety, self.judgement, self.parties, self.time, self.stakes, self.knowledge)


class OptionShape(Shape):
    """One answer that a question offers."""

    value: Slug
    label: Texts
    words: tuple[Keyword, ...] = ()


class QuestionShape(Shape):
    """One fact that the job needs."""

    key: Annotated[Slug, AfterValidator(_fact_key)]
    kind: Literal["choice", "text", "confirm", "number", "date", "place", "phone"]
    ask: Texts
    options: tuple[OptionShape, ...] = ()
    skip: bool = False


class ServiceShape(Shape):
    """content/services/<id>.yaml."""

    id: Slug
    name: Texts
    short: Texts
    team: Texts
    group: Slug
    lgsl: int | None = None
    tier: Literal["district", "county", "both"]
    verbs: Annotated[tuple[Verb, ...], Field(min_length=1)]
    facets: Facets
    path: Literal["report", "answer", "account", "menu", "expert"]
    dialog: Literal["", "missed-bin", "bin-day", "have-your-say"] = ""
    link: Link
    phone: Slug = "main"
    promise_days: Annotated[int, Field(ge=1, le=60)] = 5
    questions: Annotated[tuple[QuestionShape, ...], Field(max_length=2)] = ()
    answer: Texts | None = None
    open: Texts | None = None
    no_recruit: tuple[Slug, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    elsewhere: str = ""

    def texts(self) -> Iterator[tuple[str, tuple[str | int, ...], Texts]]:
        """(the end of its Fluent key, where it stands, the words) of each of its texts."""
        for part in ("name", "short", "team", "answer", "open"):
            texts: Texts | None = getattr(self, part)
            if texts is not None:
                yield part, (part,), texts
        for at, question in enumerate(self.questions):
            yield f"ask-{question.key}", ("questions", at, "ask"), question.ask
            for option_at, option in enumerate(question.options):
                path = ("questions", at, "options", option_at, "label")
                yield f"ask-{question.key}-{option.value}", path, option.label


class NumberShape(Shape):
    """A phone number, the day it was last checked and who answers for it."""

    number: Phone
    checked: date
    owner: Words


Period = Annotated[int, Field(ge=1, le=36525)]


class KeepShape(Shape):
    """How many days things are kept; `Days` in storage/privacy.py says what each is."""

    talk: Period
    matter: Period
    person: Period
    panel: Period
    officer: Period
    record: Period
    safeguarding: Period


Cap = Annotated[int, Field(ge=1, le=100)]


class CapsShape(Shape):
    """What one person is spared beyond: messages unasked a week, invitations a year, groups at one time."""

    texts_a_week: Cap
    asks_a_year: Cap
    groups_at_once: Cap


class CouncilShape(Shape):
    """content/council.toml."""

    name: Words
    short: Words
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    postcode_areas: Annotated[tuple[str, ...], Field(min_length=1)]
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    tier: Literal["unitary", "district", "county"] = "unitary"
    bank_holidays: Literal["", "ENG", "WLS", "SCT", "NIR"] = ""
    closed: tuple[date, ...] = ()
    hours: dict[WEEKDAYS, Annotated[tuple[Clock, Clock], Field(min_length=2)]]
    numbers: dict[Slug, NumberShape]
    links: dict[Slug, Link]
    keep: KeepShape
    caps: CapsShape


class FeatureShape(Shape):
    """One trait that the draw balances."""

    name: Slug
    values: Annotated[tuple[Slug, ...], Field(min_length=2)]


class MonitoringShape(FeatureShape):
    """One question of equality monitoring; `then` asks closer after some of its values."""

    then: dict[Slug, Annotated[tuple[Slug, ...], Field(min_length=2)]] = {}


class PanelShape(Shape):
    """One panel of content/panels.yaml; `services` are those whose matters may lead to it."""

    slug: Slug
    name: Texts
    services: Annotated[tuple[Slug, ...], Field(min_length=1)]
    state: Literal["draft", "approved", "open", "closed"]
    seats: Annotated[int, Field(ge=4, le=200)]
    what: Texts
    time: Texts
    change: Texts
    gift: Texts
    link: Link
    age: Annotated[int, Field(ge=16, le=99)] = 18
    features: tuple[FeatureShape, ...] = ()
    monitoring: tuple[MonitoringShape, ...] = ()
    term_months: Annotated[int, Field(ge=1, le=60)] | None = None
    standing: Slug | None = None
    level: Literal["", "inform", "consult", "involve", "collaborate", "empower"] = ""
    owner: str = ""
    budget: str = ""
    support: str = ""
    dpia: str = ""


class RoundShape(Shape):
    """One round: its weekday and the bins of each week in turn."""

    weekday: WEEKDAYS
    weeks: Annotated[tuple[tuple[Slug, ...], ...], Field(min_length=1)]


class RoundsShape(Shape):
    """content/rounds.yaml."""

    anchor: date
    rounds: dict[str, RoundShape]
    moved: dict[date, date] = {}


class UrgentShape(Shape):
    """One kind of urgent repair in content/safety/urgent.yaml."""

    phrases: Annotated[tuple[Words, ...], Field(min_length=1)]
    unless: tuple[Words, ...] = ()


class UrgentsShape(Shape):
    """content/safety/urgent.yaml."""

    kinds: dict[URGENT, UrgentShape]


S = TypeVar("S", bound=Shape)


def read(shape: type[S], page: Page, value: Any = None, at: tuple[str | int, ...] = ()) -> S:
    """`value` (or the whole page) as `shape`. Raises ContentError with every problem."""
    try:
        return shape.model_validate(page.value if value is None else value)
    except ValidationError as error:
        raise ContentError(list(dict.fromkeys(_problems(error, page, at)))) from None


def _problems(error: ValidationError, page: Page, at: tuple[str | int, ...]) -> Iterator[Problem]:
    for found in error.errors(include_url=False):
        path = (*at, *(part for part in found["loc"] if part != "[key]"))
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in path) or "this file"
        message = found["msg"].removeprefix("Value error, ")
        said = SAID.get(found["type"])
        verb = message if found["type"] == "value_error" else f"is not right ({message[:1].lower()}{message[1:]})"
        yield page.problem(path, said.format(where=where) if said else f"{where} {verb}.")
