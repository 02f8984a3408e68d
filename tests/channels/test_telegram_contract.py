"""Telegram keeps the contract of a channel."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.contract import ChannelContract
from tests.channels.telegram_case import TelegramCase
from tests.counterparts.serve import serve
from tests.counterparts.telegram_api import TelegramApi


class TestTelegram(ChannelContract):
    """Telegram."""

    @pytest.fixture
    async def case(self) -> AsyncIterator[TelegramCase]:
        api = TelegramApi()
        async with serve(api.app) as url:
            yield TelegramCase(api, url)
