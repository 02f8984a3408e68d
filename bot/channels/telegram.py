"""Telegram through python-telegram-bot; the only file that knows that library.

The library's Application is not used: it would swallow what the door raises, and Telegram would take an
update for kept that was lost (docs/decisions/0021).
"""

import asyncio
import hmac
import logging
import os
import re
import ssl
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from functools import cache

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.base import Door, StorageAway
from bot.channels.body import off, read_body, repeat_when_away
from bot.channels.parts import Parts
from bot.channels.segments import split
from bot.channels.telegram_updates import KINDS, Tap, Update, User, callback_data, private_link, read_update, to_inbound
from bot.messages import (
    Channel,
    OurFault,
    Outbound,
    PersonStopped,
    Receipt,
    ReceiptState,
    RetryLater,
    SendError,
    TellOfficer,
)
from bot.settings import Settings

PATH = "/webhooks/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)
BODY_LIMIT = 1024 * 1024
TEXT_LIMIT = 4096
# Failures of the HTTP client before a request was written: the message surely did not go out.
NEVER_WRITTEN = {"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol"}

log = structlog.get_logger()

Piece = tuple[str, InlineKeyboardMarkup | None]


class Telegram:
    """Telegram: updates by webhook or by polling, messages by the Bot API.

    `private_label` stands on the button that leads from a group to the private chat. `pause` is the wait
    in seconds after Telegram could not be reached, `poll` how long one request for updates may last.
    """

    serves: tuple[Channel, ...] = (Channel.TELEGRAM,)

    def __init__(
        self,
        settings: Settings,
        *,
        private_label: str,
        pause: float = 30.0,
        poll: int = 25,
    ) -> None:
        self._settings = settings
        self._polls = settings.telegram_mode == "polling"
        needed = ("telegram_token",) if self._polls else ("telegram_token", "telegram_secret")
        self._off = off(settings, needed)
        self._private_label, self._pause, self._poll_seconds = private_label, pause, poll
        self._me = User(id=int(re.match(r"\d*", settings.telegram_token)[0] or 0))  # type: ignore[index]
        self._door: Door | None = None
        self._bot: Bot | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._parts = Parts()
        self._trouble = ""
        self._offset = 0

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook; none when polling or while a setting is missing."""
        return [] if self._off or self._polls else [Route(PATH, self._receive, methods=["POST"])]

    @asynccontextmanager
    async def running(self, door: Door) -> AsyncIterator[None]:
        """Open the clients and, in the background, introduce us to Telegram and poll."""
        if self._off:
            yield
            return
        prepare_library()
        async with AsyncExitStack() as stack:
            sending = await stack.enter_async_context(self._request())
            polling = await stack.enter_async_context(self._request()) if self._polls else sending
            api = self._settings.telegram_api_url.rstrip("/")
            token, base, files = self._settings.telegram_token, f"{api}/bot", f"{api}/file/bot"
            bot = Bot(token, base, files, request=sending, get_updates_request=polling)
            self._bot, self._door = bot, door
            work = asyncio.create_task(self._work(bot, door))
            try:
                yield
            finally:
                work.cancel()
                await asyncio.gather(work, *self._tasks, return_exceptions=True)
                self._bot = self._door = None

    def _request(self) -> HTTPXRequest:
        seconds = self._settings.send_timeout
        return HTTPXRequest(read_timeout=seconds, pool_timeout=seconds, httpx_kwargs={"verify": trusted()})

    def health(self) -> str:
        """Say "on" (and what Telegram refused last), or which settings to set."""
        return self._off or self._trouble or "on"

    async def _work(self, bot: Bot, door: Door) -> None:
        """Introduce us, then poll; whatever fails is tried again after a pause, and health says so."""
        step = self._introduce
        while True:
            try:
                await step(bot, door)
            except Exception as error:  # noqa: BLE001  (whatever it is, polling must go on)
                self._trouble = f"on, but {type(error).__name__} from Telegram; trying again"
                log.warning("telegram-trouble", step=step.__name__, error=type(error).__name__)
                await asyncio.sleep(self._pause)
                continue
            self._trouble = ""
            if not self._polls:
                return
            step = self._poll

    async def _introduce(self, bot: Bot, door: Door) -> None:  # noqa: ARG002
        """Learn our own name; tell Telegram where our webhook is, or that there is none."""
        me = await bot.get_me()
        self._me = User(id=me.id, username=me.username or "")
        if self._polls:
            await bot.delete_webhook()
        elif self._settings.public_url:
            secret = self._settings.telegram_secret
            await bot.set_webhook(self._settings.base_url + PATH, allowed_updates=KINDS, secret_token=secret)

    async def _poll(self, bot: Bot, door: Door) -> None:
        """One round; an update is confirmed by the next round's offset, so only after it was kept."""
        seconds = self._poll_seconds
        patience = seconds + self._settings.send_timeout
        updates = await bot.get_updates(self._offset, timeout=seconds, allowed_updates=KINDS, read_timeout=patience)
        for update in updates:
            await self._take(read_update(update.to_json().encode()), door)
            self._offset = update.update_id + 1

    async def _receive(self, request: Request) -> Response:
        """Check the secret, read, keep, answer; Telegram repeats what was not answered with 200."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._settings.telegram_secret.encode()):
            log.warning("telegram-refused", reason="secret")
            raise HTTPException(403, "The secret does not match.")
        body = await read_body(request, BODY_LIMIT, "application/json")
        try:
            update = read_update(body)
        except ValueError:
            raise HTTPException(400, "Not an update.") from None
        with repeat_when_away():
            await self._take(update, self._open_door())
        return Response()

    async def _take(self, update: Update | None, door: Door) -> None:
        if update is None:
            log.warning("telegram-unreadable")
            return
        if update.callback_query:
            self._in_background(self._release(update.callback_query))
        inbound = to_inbound(update, self._me)
        if inbound:
            await door.accept(inbound)

    def _in_background(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _release(self, tap: Tap) -> None:
        """Stop the button's spinner at once, then take the old keyboard away. Neither is worth an error."""
        bot = self._open_bot()
        with suppressed("answer"):
            await bot.answer_callback_query(tap.id)
        if tap.message:
            with suppressed("keyboard"):
                await bot.edit_message_reply_markup(tap.message.chat.id, tap.message.message_id)

    def _open_door(self) -> Door:
        if self._door is None:
            raise StorageAway
        return self._door

    def _open_bot(self) -> Bot:
        if self._bot is None:
            raise OurFault("telegram-off", self.health())
        return self._bot

    async def send(self, message: Outbound) -> Receipt:
        """Send the text, cut at 4096 characters; the keyboard stands under the last piece."""
        bot = self._open_bot()
        *first, last = split(message.text, TEXT_LIMIT)
        pieces: list[Piece] = [*((text, None) for text in first), (last, self._keyboard(message))]

        async def send_one(piece: Piece) -> Receipt:
            with translated(message):
                async with asyncio.timeout(self._settings.send_timeout):
                    sent = await bot.send_message(message.group or message.to.value, piece[0], reply_markup=piece[1])
            return Receipt(Channel.TELEGRAM, f"{sent.chat_id}:{sent.message_id}", ReceiptState.SENT)

        return await self._parts.send(message.id, pieces, send_one)

    def _keyboard(self, message: Outbound) -> InlineKeyboardMarkup | None:
        """One button a line; in a group only the way to the private chat, where answers belong."""
        if message.group:
            link = private_link(message, self._me)
            return InlineKeyboardMarkup([[InlineKeyboardButton(self._private_label, link)]]) if link else None
        buttons = [
            InlineKeyboardButton(choice.label, callback_data=callback_data(message.asked, choice.value))
            for choice in message.choices
        ]
        return InlineKeyboardMarkup.from_column(buttons) if buttons else None

    async def find_sent(self, message: Outbound, since: datetime) -> Receipt | None:  # noqa: ARG002
        """Nothing: Telegram does not tell a bot what it sent."""
        return None


@cache
def trusted() -> ssl.SSLContext:
    """The system's authorities, as for every other client of ours; reading them takes 0.1 s, so once."""
    return ssl.create_default_context()


def prepare_library() -> None:
    """Keep the library quiet and modern: at INFO its HTTP client logs the token, at DEBUG it logs texts."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    os.environ.setdefault("PTB_TIMEDELTA", "true")


@contextmanager
def suppressed(what: str) -> Iterator[None]:
    """Let a courtesy fail quietly."""
    try:
        yield
    except TelegramError as error:
        log.info("telegram-courtesy-failed", what=what, error=type(error).__name__)


@contextmanager
def translated(message: Outbound) -> Iterator[None]:
    """Turn what went wrong at Telegram into what to do next."""
    try:
        yield
    except TimeoutError:
        raise RetryLater("unknown") from None
    except TelegramError as error:
        raise _failure(error, in_group=bool(message.group)) from None


def _failure(error: TelegramError, *, in_group: bool) -> SendError:
    """BadRequest is a NetworkError to the library, so the order matters.

    The code "unknown" means that the message may have gone out.
    """
    match error:
        case Forbidden():
            return TellOfficer("forbidden-group") if in_group else PersonStopped("forbidden")
        case InvalidToken():
            return OurFault("token")
        case RetryAfter():
            wait = error.retry_after
            return RetryLater("429", seconds=wait if isinstance(wait, int) else wait.total_seconds())
        case BadRequest() | ChatMigrated():
            return TellOfficer("bad-request", error.message if isinstance(error, BadRequest) else "group moved")
        case NetworkError():
            return RetryLater(_network_code(error))
    return RetryLater(type(error).__name__)


def _network_code(error: NetworkError) -> str:
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):
        return "server"
    return "unreachable" if type(cause).__name__ in NEVER_WRITTEN else "unknown"
