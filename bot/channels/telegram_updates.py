"""Telegram's updates as our values, and what our buttons carry there and back. Pure."""

import json
import re
from datetime import datetime

from pydantic import BaseModel, Field, FiniteFloat

from bot.channels.body import clean
from bot.messages import Address, Channel, Inbound, Media, OurFault, Outbound

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
PRIVATE = "private"
BUTTON_LIMIT = 64
PAYLOAD_LIMIT = 64
OPTS = {"kicked": "stop", "member": "start"}


class User(BaseModel):
    """Who did it. A first name is not read: it is not identity."""

    id: int
    is_bot: bool = False
    username: str = ""
    language_code: str = ""


class Chat(BaseModel):
    """Where it was said."""

    id: int
    type: str


class File(BaseModel):
    """A file of any kind; a photo comes in several sizes, the largest last."""

    file_id: str
    mime_type: str = ""


class Sticker(BaseModel):
    """A sticker stands for a picture sign."""

    emoji: str = ""


class Contact(BaseModel):
    """A phone number that was shared: the sender's own or anybody's."""

    phone_number: str
    user_id: int | None = None


class Location(BaseModel):
    """A point on the map."""

    latitude: FiniteFloat
    longitude: FiniteFloat


class Button(BaseModel):
    """One button of a keyboard of ours."""

    text: str
    callback_data: str = ""


class Keyboard(BaseModel):
    """The keyboard under a message of ours."""

    inline_keyboard: list[list[Button]] = []


class Message(BaseModel):
    """One message, new or edited, or ours that was answered or whose button was tapped."""

    message_id: int
    chat: Chat
    date: datetime | None = None
    sender: User | None = Field(None, alias="from")
    text: str = ""
    caption: str = ""
    photo: list[File] = []
    document: File | None = None
    video: File | None = None
    video_note: File | None = None
    voice: File | None = None
    audio: File | None = None
    sticker: Sticker | None = None
    contact: Contact | None = None
    location: Location | None = None
    dice: object = None
    poll: object = None
    story: object = None
    reply_to_message: "Message | None" = None
    reply_markup: Keyboard | None = None


class Tap(BaseModel):
    """A tapped button (a callback query)."""

    id: str
    sender: User = Field(alias="from")
    message: Message | None = None
    data: str = ""


class Member(BaseModel):
    """What a member has become."""

    status: str


class MemberChange(BaseModel):
    """The bot was blocked, let back in, added or removed."""

    chat: Chat
    date: datetime
    new_chat_member: Member


class Update(BaseModel):
    """One update; at most one of the kinds is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    my_chat_member: MemberChange | None = None


def read_update(body: bytes) -> Update | None:
    """The update, or None when Telegram sends a shape that we do not know: repeating would not help.

    Raises ValueError for what is no update at all.
    """
    try:
        given = json.loads(body)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(given, dict) or type(given.get("update_id")) is not int:
        raise ValueError("not an update")
    try:
        return Update.model_validate(given)
    except ValueError:
        return None


def callback_data(asked: str, value: str) -> str:
    """What a tap sends back: question and answer, so that an old keyboard answers no newer question."""
    data = f"{asked}|{value}"
    if len(data.encode()) > BUTTON_LIMIT or "|" in asked:
        raise OurFault("button-too-long", f"question {asked!r}: at most {BUTTON_LIMIT} bytes with its answer")
    return data


def private_link(message: Outbound, me: User) -> str:
    """Where a question that was put in a group is answered; "" when nothing is asked."""
    if not me.username or not (message.choices or message.asked):
        return ""
    payload = re.sub(r"[^A-Za-z0-9_-]", "-", message.asked)[:PAYLOAD_LIMIT] or "answer"
    return f"https://t.me/{me.username}?start={payload}"


def to_inbound(update: Update, me: User) -> Inbound | None:
    """What a resident sent to us (`me` is the bot); None for what is not meant for us."""
    number = str(update.update_id)
    if update.callback_query:
        return _tapped(update.callback_query, number)
    if update.my_chat_member:
        return _moved(update.my_chat_member, number)
    edited = update.edited_message is not None
    message = update.edited_message or update.message
    return _said(message, number, me, edited=edited) if message else None


def _tapped(tap: Tap, number: str) -> Inbound:
    """A tap's id is its button, not its update: tapping twice is one answer."""
    asked, bar, value = clean(tap.data).partition("|")
    chat = tap.message.chat if tap.message else None
    return Inbound(
        sender=Address(Channel.TELEGRAM, str(tap.sender.id)),
        provider_id=f"tap:{chat.id}:{tap.message.message_id}:{value or asked}" if chat and tap.message else number,
        text=clean(_label(tap)),
        choice=value if bar else asked,
        asked=asked if bar else "",
        group=str(chat.id) if chat and chat.type != PRIVATE else "",
        language=_language(tap.sender),
    )


def _label(tap: Tap) -> str:
    keyboard = tap.message.reply_markup if tap.message else None
    buttons = [button for row in keyboard.inline_keyboard for button in row] if keyboard else []
    return next((button.text for button in buttons if button.callback_data == tap.data), "")


def _moved(change: MemberChange, number: str) -> Inbound | None:
    opt = OPTS.get(change.new_chat_member.status, "")
    if change.chat.type != PRIVATE or not opt:
        return None
    sender = Address(Channel.TELEGRAM, str(change.chat.id))
    return Inbound(sender, number, received=change.date, opt=opt)


def _said(message: Message, number: str, me: User, *, edited: bool) -> Inbound | None:
    sender, group = message.sender, message.chat.type != PRIVATE
    if sender is None or sender.is_bot or not _has_content(message) or (edited and message.location):
        return None  # a moving live location arrives as an edit every few seconds
    if group and not is_addressed(message, me):
        return None
    text, start = _words(message, me)
    return Inbound(
        sender=Address(Channel.TELEGRAM, str(sender.id)),
        provider_id=number,
        text=text,
        received=message.date,
        media=_media(message),
        location=(message.location.latitude, message.location.longitude) if message.location else None,
        phone=_own_phone(message),
        edited=edited,
        group=str(message.chat.id) if group else "",
        language=_language(sender),
        start=start,
    )


def _has_content(message: Message) -> bool:
    """Whether a person said something: service messages (pinned, joined) have none of these."""
    said = (message.text, message.caption, message.contact, message.location, message.sticker)
    return any(said) or bool(_media(message)) or any((message.dice, message.poll, message.story))


def is_addressed(message: Message, me: User) -> bool:
    """Whether group talk names us: by @mention, by /command@us, or as a reply to us."""
    answered = message.reply_to_message
    if answered and answered.sender and answered.sender.id == me.id:
        return True
    text = (message.text or message.caption).strip()
    return bool(me.username) and bool(_mention(me).search(text) or _is_ours(COMMAND.fullmatch(text), me))


def _mention(me: User) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(me.username)}\b", re.IGNORECASE)


def _is_ours(command: re.Match[str] | None, me: User) -> bool:
    return command is not None and (command[2] or "").lower() == me.username.lower()


def _words(message: Message, me: User) -> tuple[str, str]:
    """The words without our name, and the payload of /start; "/delete_my_data" becomes plain words."""
    text = clean(message.text or message.caption or (message.sticker.emoji if message.sticker else "")).strip()
    if message.chat.type != PRIVATE and me.username:
        text = _mention(me).sub("", text).strip(" ,:;-")
    command = COMMAND.fullmatch(text)
    if not command or (command[2] and not _is_ours(command, me)):
        return text, ""
    name, rest = command[1].replace("_", " "), command[3] or ""
    if name == "start":
        return name, rest if PAYLOAD.fullmatch(rest) else ""
    return f"{name} {rest}".strip(), ""


def _media(message: Message) -> tuple[Media, ...]:
    photo = [file.model_copy(update={"mime_type": "image/jpeg"}) for file in message.photo[-1:]]
    others = (message.document, message.video, message.video_note, message.voice, message.audio)
    # An animation is also given as a document, for readers that do not know animations.
    files = [*photo, *(file for file in others if file)]
    return tuple(Media(f"telegram:{file.file_id}", file.mime_type) for file in files)


def _own_phone(message: Message) -> str:
    contact, sender = message.contact, message.sender
    if contact is None or sender is None or contact.user_id != sender.id:
        return ""
    return "+" + contact.phone_number.removeprefix("+")


def _language(sender: User) -> str:
    return sender.language_code.partition("-")[0].lower()
