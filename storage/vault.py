"""Free text and numbers at rest: sealed with the secret key, found again by a keyed hash."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
SCHEME = b"\x01"
WRONG_KEY = "DOORSTEP_SECRET_KEY does not open this row: set the key it was made with."


class VaultError(Exception):
    """The sealed text does not open with this key: the secret key was changed or the row was altered."""


class Vault:
    """Seals and opens text with keys derived from one secret (32 characters or more).

    `old` is the secret before: what was sealed with it still opens, until `doorstep rotate-key` has sealed it anew.
    """

    def __init__(self, secret: str, old: str = "") -> None:
        self._cipher = AESGCM(self._derive(secret, b"seal"))
        self._old = AESGCM(self._derive(old, b"seal")) if old else None
        self._hash_key = self._derive(secret, b"find")

    @staticmethod
    def _derive(secret: str, purpose: bytes) -> bytes:
        return hmac.new(secret.encode(), b"doorstep " + purpose, hashlib.sha256).digest()

    def seal(self, text: str) -> bytes:
        """Text to bytes that only this secret opens."""
        nonce = os.urandom(NONCE_BYTES)
        return SCHEME + nonce + self._cipher.encrypt(nonce, text.encode(), None)

    def open(self, sealed: bytes) -> str:
        """Back to text. Raises VaultError."""
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, None).decode()
        except InvalidTag as error:
            if self._old is None:
                raise VaultError(WRONG_KEY) from error
        try:
            return self._old.decrypt(nonce, body, None).decode()
        except InvalidTag as error:
            raise VaultError(WRONG_KEY) from error

    def find(self, text: str) -> str:
        """The keyed hash under which `text` (a number, a token) is looked up: 32 hex digits."""
        return hmac.new(self._hash_key, text.encode(), hashlib.sha256).hexdigest()[:32]
