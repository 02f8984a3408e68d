"""The form by which somebody joins a panel without a talk: on its public page, or filled in by an officer. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from panels.duplicates import POSTCODE, phone_key
from panels.pool import PREFER_NOT_TO_SAY

PURPOSES = ("contact", "selection", "quotes", "other-panels")
"""Monitoring is asked in the talk that follows, never here: what is not on this form cannot be mixed up with it."""
CHECKS = (("adult", "yes"), ("area", "yes"), ("staff", "no"))
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
MOBILE = "+447"
LONGEST = {"name": 80, "phone": 30, "email": 200, "address": 200, "postcode": 10, "code": 20, "need_words": 300}


@dataclass(frozen=True)
class Consented:
    """One consent of the form: the exact words that stood there, their version, and whether the box was ticked."""

    purpose: str
    given: bool
    text: str
    version: str


@dataclass(frozen=True)
class Form:
    """What somebody filled in, as it is kept until it is confirmed."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    code: str = ""
    consents: tuple[Consented, ...] = ()
    traits: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    need_words: str = ""
    when: str = ""
    language: str = "en"

    @property
    def texts(self) -> bool:
        """Whether the phone takes text messages."""
        return self.phone.startswith(MOBILE)

    @property
    def selection(self) -> bool:
        """Whether the answers may be used to pick a fair mix."""
        return any(one.given for one in self.consents if one.purpose == "selection")

    @property
    def details(self) -> dict[str, object]:
        """What is kept with the member, in the shape of a talk's answers."""
        home = ", ".join(part for part in (self.address, self.postcode) if part)
        way = "here" if self.texts else "phone" if self.phone else "email"
        told = {
            "needs": list(self.needs), "need_words": self.need_words, "when": self.when, "way": way,
            "phone": self.phone, "email": self.email, "home": home,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    def as_dict(self) -> dict[str, Any]:
        """For keeping; `from_dict` reads it."""
        return asdict(self)


def from_dict(kept: dict[str, Any]) -> Form:
    """A kept form."""
    consents = tuple(Consented(**one) for one in kept["consents"])
    return Form(**{**kept, "consents": consents, "needs": tuple(kept["needs"])})


@dataclass(frozen=True)
class Asked:
    """What a form asks beside the usual: features of the draw, and the words of each consent with their version."""

    features: Sequence[Mapping[str, Any]]
    consents: Mapping[str, tuple[str, str]]
    needs: Sequence[str]
    times: Sequence[str]
    language: str = "en"


Fields = Mapping[str, Sequence[str]]


def read(fields: Fields, asked: Asked) -> tuple[Form, dict[str, str]]:
    """The form, and what is missing: the name of each field with the code of its problem, in the order of the page."""
    text = {name: _one(fields, name)[:most] for name, most in LONGEST.items()}
    phone = phone_key(text["phone"]) if text["phone"] else ""
    selection = "selection" in fields.get("consent", ())
    form = Form(
        name=text["name"], phone=phone, email=text["email"].lower(), address=text["address"],
        postcode=text["postcode"].upper(), code=text["code"].upper(), consents=_consents(fields, asked),
        traits=_traits(fields, asked) if selection else {},
        needs=tuple(need for need in fields.get("needs", ()) if need in asked.needs),
        need_words=text["need_words"], when=_one_of(_one(fields, "when"), asked.times), language=asked.language,
    )  # fmt: skip
    return form, dict(_problems(fields, form))


def _one(fields: Fields, name: str) -> str:
    return " ".join((fields.get(name) or ("",))[0].replace("\0", "").split())


def _one_of(value: str, known: Sequence[str]) -> str:
    return value if value in known else ""


def _consents(fields: Fields, asked: Asked) -> tuple[Consented, ...]:
    ticked = fields.get("consent", ())
    return tuple(Consented(purpose, purpose in ticked, *asked.consents[purpose]) for purpose in PURPOSES)


def _traits(fields: Fields, asked: Asked) -> dict[str, str]:
    """An answer for each feature; who passes one by prefers not to say."""
    return {
        str(f["name"]): _one_of(_one(fields, f"trait-{f['name']}"), [*map(str, f["values"])]) or PREFER_NOT_TO_SAY
        for f in asked.features
    }


def _problems(fields: Fields, form: Form) -> list[tuple[str, str]]:
    found = []
    if not form.name:
        found.append(("name", "name"))
    if _one(fields, "phone") and not form.phone:
        found.append(("phone", "phone"))
    if form.email and not EMAIL.fullmatch(form.email):
        found.append(("email", "email"))
    if not _one(fields, "phone") and not form.email:
        found.append(("phone", "reach"))
    if form.postcode and not POSTCODE.fullmatch(form.postcode):
        found.append(("postcode", "postcode"))
    for name, wanted in CHECKS:
        answer = _one(fields, name)
        if answer != wanted:
            found.append((name, f"not-{name}" if answer in ("yes", "no") else name))
    if not any(one.given for one in form.consents if one.purpose == "contact"):
        found.append(("consent", "contact"))
    return found
