"""Passwords of officers and keys of programs: how they are made, kept and compared."""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()
SYLLABLES = [first + vowel for first in "bdfgjklmnprstvz" for vowel in "aeiou"]  # 75: easy to read out and type
GROUPS, IN_GROUP = 5, 3  # 15 syllables, 93 bits


def hash_password(password: str, hasher: PasswordHasher = HASHER) -> str:
    """The argon2 hash to keep."""
    return hasher.hash(password)


def verify_password(kept: str, password: str, hasher: PasswordHasher = HASHER) -> bool:
    """Whether `password` is the one that was hashed."""
    try:
        return hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


async def verify_aside(kept: str, password: str, hasher: PasswordHasher = HASHER) -> bool:
    """The same in a thread: it is slow on purpose, and nobody else shall wait."""
    return await asyncio.to_thread(verify_password, kept, password, hasher)


def make_password() -> str:
    """A one-time password of five easy words, such as "tabemo-kilusa-...": 93 bits."""
    words = ("".join(secrets.choice(SYLLABLES) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(words)


def make_key() -> str:
    """A program's key: 256 bits, with a prefix that secret scanners can look for."""
    return f"doorstep_{secrets.token_urlsafe(32)}"
