"""The one place where parts are chosen and joined; tests join other parts in the same place."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.base import ChannelPart
from bot.clock import Clock
from bot.content import Content
from bot.content import load as load_content
from bot.desk import House
from bot.dialogs.catalogue import DIALOGS
from bot.dispatcher import Dispatcher
from bot.finder import Finder
from bot.inbox import Inbox
from bot.lines import Line
from bot.messages import Channel
from bot.meter import Meter
from bot.pipeline import Pipeline
from bot.settings import Settings
from bot.wording import Words
from nlp.understanding import Understanding
from panels.fatigue import Caps
from storage.database import Database
from storage.vault import Vault

if TYPE_CHECKING:
    from bot.channels.webchat_text import PageWords

SECRET_LENGTH = 32
Understand = Callable[[str], Understanding]


class SetupError(Exception):
    """Something is missing before we can start; the message is one sentence that says what to do."""


@dataclass
class Parts:
    """Everything, joined."""

    settings: Settings
    content: Content
    words: Words
    clock: Clock
    db: Database
    inbox: Inbox
    pipeline: Pipeline
    dispatcher: Dispatcher
    channels: Sequence[ChannelPart]
    inbox_wake: asyncio.Event
    outbox_wake: asyncio.Event
    secret: str
    understanding_line: str = "on"
    meter: Meter = field(default_factory=Meter)


def secret_of(settings: Settings) -> str:
    """The secret key; outside production it is made on the first run and kept beside the database."""
    if settings.secret_key:
        if len(settings.secret_key) < SECRET_LENGTH:
            raise SetupError(f"DOORSTEP_SECRET_KEY is too short: use {SECRET_LENGTH} characters or more.")
        return settings.secret_key
    if settings.env == "production":
        raise SetupError("DOORSTEP_SECRET_KEY is not set: make one with `openssl rand -hex 32` and keep it safe.")
    prefix = "sqlite:///"
    place = Path(settings.database_url[len(prefix) :]).parent if settings.database_url.startswith(prefix) else Path()
    kept = place / ".secret-key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_hex(SECRET_LENGTH))
        kept.chmod(0o600)
    return kept.read_text().strip()


def open_database(settings: Settings, clock: Clock) -> Database:
    """The database alone, for commands that need nothing else."""
    return Database(settings.sqlalchemy_url, Vault(secret_of(settings), settings.secret_key_old), clock)


def make_house(content: Content, words: Words) -> House:
    """Dialogs, council, rules and words: what is the same for all conversations."""
    return House(DIALOGS, content.council, content.rules, words.label, content.urgent)


def load_understanding(settings: Settings, clock: Clock) -> tuple[Understand, str]:
    """The trained model, or its rules alone while there is none; and the line that says which."""
    from nlp.understand import load  # seconds of import that --help and migrations need not pay

    understander = load(settings.model, settings.content, clock)
    line = "on" if understander.mode == "model" else "rules only: run `doorstep train`"
    return understander.understand, line


def make_channels(settings: Settings, content: Content, words: Words, secret: str) -> list[ChannelPart]:
    """The channels whose settings are there, web chat always."""
    from bot.channels.sms import Sms
    from bot.channels.sms_pair import SmsPair
    from bot.channels.sms_second import SecondSms
    from bot.channels.telegram import Telegram
    from bot.channels.webchat import CouncilText, WebChat

    council = content.council
    text = CouncilText(
        name=council.name, phone=council.numbers["main"].number, privacy_url=council.links["privacy"],
        welcome=(words.text(Line("welcome-web"), "en"),), quick_exit_url=council.links["quick-exit"],
        words=page_words(words, "en"),
    )  # fmt: skip
    parts: list[ChannelPart] = [WebChat(settings, secret.encode(), text)]
    if settings.twilio_account_sid and settings.twilio_auth_token:
        sms = Sms(settings)
        parts.append(SmsPair(sms, SecondSms(settings)) if settings.sms2_url and settings.sms2_key else sms)
    if settings.telegram_token:
        private = words.text(Line("page-answer-in-private"), "en")
        parts.append(Telegram(settings, private_label=private))
    return parts


def page_words(words: Words, language: str) -> "PageWords":
    """The sentences of the web chat's page."""
    from bot.channels.webchat_text import PageWords

    names = [field.name for field in fields(PageWords)]
    return PageWords(**{name: words.text(Line(f"page-{name.replace('_', '-')}"), language) for name in names})


def off_channels(settings: Settings) -> dict[str, str]:
    """The channels that are off and the setting that is missing."""
    needs = {
        "sms": {"DOORSTEP_TWILIO_ACCOUNT_SID": settings.twilio_account_sid,
                "DOORSTEP_TWILIO_AUTH_TOKEN": settings.twilio_auth_token},
        "telegram": {"DOORSTEP_TELEGRAM_TOKEN": settings.telegram_token},
    }  # fmt: skip
    missing = {name: [setting for setting, value in wanted.items() if not value] for name, wanted in needs.items()}
    return {name: f"off: set {' and '.join(names)}" for name, names in missing.items() if names}


def build(
    settings: Settings, *, understand: Understand | None = None, channels: Sequence[ChannelPart] | None = None,
    clock: Clock | None = None,
) -> Parts:  # fmt: skip
    """Join everything. Raises SetupError or ContentError with a sentence that says what to do."""
    clock = clock or Clock(settings.now)
    content = load_content(settings.content)
    words = Words(content.words, content.council)
    secret = secret_of(settings)
    db = Database(settings.sqlalchemy_url, Vault(secret, settings.secret_key_old), clock)
    meter = Meter()
    inbox_wake, outbox_wake, turn_done = asyncio.Event(), asyncio.Event(), asyncio.Condition()
    understood, line = (understand, "on") if understand else load_understanding(settings, clock)
    pipeline = Pipeline(
        db, make_house(content, words), words, understood,
        Finder(db, content.gazetteer, clock, settings.lookup_timeout, settings.base_url, Caps(**content.council.caps)),
        turn_done, meter=meter,
    )  # fmt: skip
    chosen = list(channels) if channels is not None else make_channels(settings, content, words, secret)
    by_name = {Channel(name): part for part in chosen for name in part.serves}
    return Parts(
        settings, content, words, clock, db, Inbox(db, inbox_wake.set, turn_done), pipeline,
        Dispatcher(db, by_name, settings.send_timeout, meter, outbox_wake.set), chosen, inbox_wake, outbox_wake, secret,
        line, meter,
    )  # fmt: skip
