"""What a text message costs: GSM-7 substitution, segments, and cutting what is too long. Pure.

A segment holds 160 GSM-7 characters (153 when joined to others), or 70 (67) as soon as one character
is outside that alphabet. So one curly quote can turn one segment into three.
"""

import re
import unicodedata

import smsutil

REPLACED = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u00b4`",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7",
    "\n": "\u2028\u2029",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "...": "\u2026",
    "->": "\u2192",
    "<-": "\u2190",
    "x": "\u00d7",
    "1/2": "\u00bd",
    "1/4": "\u00bc",
    "3/4": "\u00be",
    "(c)": "\u00a9",
    "(R)": "\u00ae",
    "(TM)": "\u2122",
}
PLAIN = str.maketrans({odd: plain for plain, odds in REPLACED.items() for odd in odds})
DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f"
UNSEEN = re.compile(f"[{CONTROLS}{DIRECTIONS}\u00ad\u200b\u2060\ufeff]")
PICTURE = "[\u231a-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
DRESSED = f"(?:{PICTURE}[\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]*\u200d?)+"
# A picture takes its skin tone, what is joined to it and one space with it.
PICTURES = re.compile(f"(?m:^){DRESSED} ?| ?{DRESSED}|[\ufe0e\ufe0f\u20e3]")
# Letters that Unicode does not take apart into a base and an accent.
WHOLE = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "ð": "d", "þ": "th"})


def to_gsm7(text: str, *, plain_letters: bool = False) -> str:
    """`text` with quotes, dashes and spaces made GSM-7 and pictures dropped; every letter is kept.

    Welsh has letters outside GSM-7 (ŵ ŷ â ê î ô û) and a text in Welsh keeps them, at 70 characters a
    segment. Only `plain_letters=True` takes the accents off the letters that GSM-7 lacks.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    dropped = PICTURES.sub("", composed.translate(PLAIN))
    seen = UNSEEN.sub("", dropped).strip(" ")
    return "".join(map(_plain, seen.translate(WHOLE))) if plain_letters else seen


def _plain(letter: str) -> str:
    if is_gsm7(letter):
        return letter
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if is_gsm7(bare) else letter


def is_gsm7(text: str) -> bool:
    """Whether every character stands in the GSM-7 alphabet or its extension."""
    return not text or bool(smsutil.is_valid_gsm(text))


def segments(text: str) -> int:
    """How many segments `text` is sent and charged as."""
    return len(smsutil.split(text).parts) if text else 0


def fits(text: str, limit: int = 1) -> bool:
    """Whether `text` costs at most `limit` segments."""
    return segments(text) <= limit


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` UTF-16 units (as providers count), cut at the best gap."""
    pieces = []
    rest = text
    while _units(rest) > limit:
        cut = _gap(_head(rest, limit))
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [piece for piece in [*pieces, rest] if piece] or [text]


def _units(text: str) -> int:
    return len(text) + sum(1 for char in text if char > "\uffff")


def _head(text: str, limit: int) -> str:
    end = limit
    while _units(text[:end]) > limit:
        end -= 1
    return text[:end]


def _gap(head: str) -> int:
    """Where to cut: after a paragraph, line, sentence or word in the last half, else at the end."""
    for mark in ("\n\n", "\n", ". ", " "):
        at = head.rfind(mark)
        if at >= len(head) // 2:
            return at + len(mark)
    return len(head)
