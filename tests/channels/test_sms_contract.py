"""SMS and WhatsApp keep the contract of a channel."""

from collections.abc import AsyncIterator

import pytest

from bot.messages import Channel
from tests.channels.contract import ChannelContract
from tests.channels.twilio_case import TwilioCase
from tests.counterparts.serve import serve
from tests.counterparts.twilio_api import TwilioApi


class TestSms(ChannelContract):
    """SMS."""

    @pytest.fixture
    async def case(self) -> AsyncIterator[TwilioCase]:
        api = TwilioApi()
        async with serve(api.app) as url:
            yield TwilioCase(api, url)


class TestWhatsApp(ChannelContract):
    """WhatsApp, by the same part."""

    @pytest.fixture
    async def case(self) -> AsyncIterator[TwilioCase]:
        api = TwilioApi()
        async with serve(api.app) as url:
            yield TwilioCase(api, url, Channel.WHATSAPP)
