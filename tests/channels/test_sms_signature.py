"""Our quick check of a signature says yes to nothing that Twilio's own would not."""

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.sms import Sms
from bot.channels.sms_fields import Fields
from tests.channels.twilio_case import settings

PAIRS = st.lists(st.tuples(st.text(max_size=8), st.text(max_size=12)), max_size=6)
URLS = st.sampled_from(["https://council.example/webhooks/sms", "https://council.example:8443/webhooks/sms?a=1"])


@given(pairs=PAIRS, others=PAIRS, url=URLS)
def test_it_signs_as_twilio_does(pairs: list[tuple[str, str]], others: list[tuple[str, str]], url: str) -> None:
    chosen = settings("http://127.0.0.1:9")
    validator = RequestValidator(chosen.twilio_auth_token)
    signature = validator.compute_signature(url, Fields(pairs))
    sms = Sms(chosen)
    assert sms._signs(url, pairs, signature)
    assert sms._signs(url, others, signature) == validator.validate(url, Fields(others), signature)
    assert not sms._signs(url, pairs, signature + "é")
