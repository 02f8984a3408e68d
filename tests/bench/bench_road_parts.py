"""What both sides of the measurement know: the script that residents follow, what is understood of it, the door."""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from nlp.understanding import Entity, Scored, Understanding

ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "bench-token", "+447700900999"
PUBLIC = "https://bench.example"
PATH = "/webhooks/sms"
SCRIPT = ("my bin wasn't collected", "RV1 1AA", "2")
READ = {
    SCRIPT[0]: Understanding(SCRIPT[0], (Scored("missed-bin", 0.97),), "report"),
    SCRIPT[1]: Understanding(SCRIPT[1], entities={"postcode": (Entity("RV1 1AA", "RV1 1AA"),)}),
    SCRIPT[2]: Understanding(SCRIPT[2]),
}


def number_of(resident: int) -> str:
    """A resident's number, in Ofcom's range for drama as far as it goes, then in one that nobody has."""
    return f"+4477009{resident:05d}"


def sign(url: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Twilio's signature of a form."""
    signed = url + "".join(name + value for name, value in sorted(pairs))
    return base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def request(resident: int, nth: int, run: str) -> bytes:
    """The resident's nth text as Twilio would post it: one write on a kept-alive connection."""
    sid = "SM" + hashlib.sha256(f"{run}-{resident}-{nth}".encode()).hexdigest()[:32]
    pairs = [
        ("MessageSid", sid), ("SmsSid", sid), ("AccountSid", ACCOUNT), ("From", number_of(resident)), ("To", SENDER),
        ("Body", SCRIPT[nth % len(SCRIPT)]), ("NumMedia", "0"), ("NumSegments", "1"), ("SmsStatus", "received"),
        ("ApiVersion", "2010-04-01"), ("FromCountry", "GB"), ("ToCountry", "GB"),
    ]  # fmt: skip
    body = urlencode(pairs)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: bench.example\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"User-Agent: TwilioProxy/1.1\r\nAccept: */*\r\nX-Twilio-Signature: {sign(PUBLIC + PATH, pairs)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def burn(seconds: float) -> None:
    """Use the processor for so long, as a model would."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def understanding(seconds: float) -> Callable[[str], Understanding]:
    """An understanding that costs so much and reads the script."""

    def understand(text: str) -> Understanding:
        burn(seconds)
        return READ[text]

    return understand
