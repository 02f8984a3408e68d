"""The second factor of an officer: six digits that an app on their phone makes anew every 30 seconds (RFC 6238)."""

import hmac
from datetime import datetime

import pyotp

STEP_SECONDS = 30
AROUND = (0, -1, 1)  # a phone's clock may be a step off


def make_secret() -> str:
    """A secret for one officer's app: 160 bits in letters and digits."""
    return pyotp.random_base32()


def address_of(secret: str, name: str, council: str) -> str:
    """The address that the app reads, as a QR code or a link."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=council)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step in which `code` is right, or None. A step is taken once only: the caller keeps the last."""
    app, digits = pyotp.TOTP(secret), "".join(code.split())
    for offset in AROUND:
        step = int(now.timestamp()) // STEP_SECONDS + offset
        if hmac.compare_digest(app.at(step * STEP_SECONDS).encode(), digits.encode()):
            return step
    return None
