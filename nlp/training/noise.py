"""Typed noise: what thumbs do to a text. For measuring how much is lost to it, never for training."""

from random import Random

_SHORT = {
    "you": "u", "are": "r", "to": "2", "for": "4", "please": "pls", "and": "n", "your": "ur", "because": "cos",
    "what": "wot", "with": "wiv", "tomorrow": "2moro", "before": "b4", "people": "ppl", "thanks": "ta",
    "why": "y", "see": "c", "be": "b", "great": "gr8", "message": "msg", "text": "txt", "about": "bout",
}  # fmt: skip
_BESIDE = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
SHORTENED, SLIPPED = 0.5, 0.15


def _slip(word: str, dice: Random) -> str:
    """One slip: a letter lost, doubled, swapped with the next, or its neighbour on the keyboard."""
    at = dice.randrange(1, len(word) - 1)
    way = dice.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at] + word[at:]
    if way == 2:
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    return word[:at] + dice.choice(_BESIDE.get(word[at], word[at])) + word[at + 1 :]


def noisy(text: str, dice: Random) -> str:
    """The text in lower case with texting short forms, lost apostrophes, and a slip in every seventh longer word."""
    said = []
    for word in text.lower().replace("'", "").split():
        if word in _SHORT and dice.random() < SHORTENED:
            said.append(_SHORT[word])
        elif len(word) > 3 and dice.random() < SLIPPED:
            said.append(_slip(word, dice))
        else:
            said.append(word)
    return " ".join(said)
