"""Normal forms of a resident's words. They stand beside the text; the text itself is never changed."""

import re
import unicodedata
from functools import lru_cache

SHORT = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "nd": "and", "pls": "please", "plz": "please",
    "plse": "please", "thx": "thanks", "ty": "thanks", "cos": "because", "coz": "because", "cuz": "because",
    "bcoz": "because", "wks": "weeks", "wk": "week", "hrs": "hours", "mins": "minutes", "tmrw": "tomorrow",
    "tmw": "tomorrow", "2moro": "tomorrow", "2morrow": "tomorrow", "tomoz": "tomorrow", "2nite": "tonight",
    "2night": "tonight", "tonite": "tonight", "2day": "today", "gonna": "going to", "wanna": "want to",
    "gotta": "got to", "wot": "what", "wat": "what", "wiv": "with", "ov": "of",
    "dat": "that", "dis": "this", "dey": "they", "fink": "think", "nuffin": "nothing", "nothin": "nothing",
    "summat": "something", "sumthing": "something", "sumone": "someone", "sum1": "someone", "some1": "someone",
    "any1": "anyone", "every1": "everyone", "no1": "no one", "b4": "before", "l8": "late", "l8r": "later",
    "gr8": "great", "m8": "mate", "ppl": "people", "abt": "about", "bout": "about", "tho": "though",
    "thru": "through", "nite": "night", "bk": "back", "msg": "message", "msgs": "messages", "txt": "text",
    "txts": "texts", "txting": "texting", "rd": "road", "st": "street", "ave": "avenue", "ppl's": "peoples",
    "cud": "could", "wud": "would", "shud": "should", "hav": "have", "havent": "havent", "avent": "havent",
    "wnt": "want", "dnt": "dont", "dunt": "dont", "cnt": "cant", "cannae": "cant",
    "canna": "cant", "dinnae": "dont", "didnae": "didnt", "wasnae": "wasnt", "isnae": "isnt", "ma": "my",
    "mi": "my", "yous": "you", "youse": "you", "ye": "you", "yer": "your", "yr": "your", "wee": "small",
    "aye": "yes", "naw": "no", "nowt": "nothing", "owt": "anything", "mam": "mum", "mom": "mum",
    "mammy": "mum", "mummy": "mum", "lampost": "lamppost", "rubish": "rubbish", "apts": "appointments",
    "appt": "appointment", "hse": "house", "hosp": "hospital", "docs": "doctors", "thier": "their",
    "becuase": "because", "teh": "the", "adn": "and", "waht": "what", "nto": "not", "jsut": "just",
    "recieve": "receive", "recieved": "received", "recycleing": "recycling", "counsil": "council",
    "cuoncil": "council", "councel": "council", "concil": "council", "ctax": "council tax", "wen": "when", "wens":
    "whens", "carnt": "cant", "dae": "do", "ah": "i", "ahm": "im",
    "ahve": "ive", "tae": "to", "wi": "with", "fae": "from", "frae": "from", "gie": "give", "giz": "give us",
    "cooncil": "council", "hoose": "house", "doon": "down", "oot": "out", "aboot": "about", "noo": "now",
    "hae": "have", "nae": "no", "heid": "head", "deid": "dead", "auld": "old", "gonnae": "going to",
    "yir": "your", "oan": "on", "wis": "was", "wean": "child", "weans": "children", "bairn": "child",
    "bairns": "children", "libary": "library", "nxt": "next", "tdy": "today", "hw": "how", "wanne": "want to",
    "yuf": "youth", "skl": "school", "skool": "school", "scool": "school", "abaht": "about", "fone": "phone",
    "fones": "phones", "kno": "know", "knw": "know", "enuf": "enough", "hlp": "help", "sez": "says",
    "sed": "said", "thay": "they", "wich": "which", "wher": "where", "whaur": "where", "whit": "what",
    "cany": "cant",
}  # fmt: skip
NOT = {
    "do not": "dont", "does not": "doesnt", "did not": "didnt", "can not": "cant", "cannot": "cant",
    "will not": "wont", "would not": "wouldnt", "should not": "shouldnt", "have not": "havent",
    "has not": "hasnt", "is not": "isnt", "are not": "arent", "was not": "wasnt", "i am": "im",
    "i have": "ive", "i will": "ill", "he is": "hes", "she is": "shes", "it is": "its", "we are": "were",
    "they are": "theyre", "you are": "youre", "could not": "couldnt",
}  # fmt: skip
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼ](?=\w)")
_THE = re.compile(r"\b(?:t|th)['’](?=[a-z]{2})(?!(?:t|th)['’](?:is|was|will|would)\b)")
_LONG = re.compile(r"([a-z])\1{2,}")
_WORD = re.compile("(?:[^\\W_]|[\u0900-\u0dff])+")
_NOT = re.compile(r"\b(" + "|".join(sorted(NOT, key=len, reverse=True)) + r")\b")
_LEET = str.maketrans("013457@$", "oieastas")
_FOLDED = str.maketrans("łŁıøØđĐ", "lLioOdD")
# Accents, Arabic vowel points and invisible marks; Indic vowel signs stay, they are letters.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u064b-\u0652\u0670\u00ad\u061c\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\ud800-\udfff]"
)
_MIXED = re.compile(r"[a-z]+(?:[0-9][a-z]+)+")


def plain(text: str) -> str:
    """Lower case; compatibility forms, accents, apostrophes and invisible characters gone."""
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", text).translate(_FOLDED)
        text = _ACCENTS.sub("", folded)
    return _APOSTROPHES.sub("", _THE.sub("the ", text.lower()))


def words(text: str) -> list[str]:
    """The words of a text in plain form: letters and digits only, "sooooo" cut to "soo"."""
    return [_LONG.sub(r"\1\1", word) for word in _WORD.findall(plain(text))]


def _unleet(word: str) -> str:
    """As in d1e -> die; 14, rv1 and rv12ab stay."""
    return word.translate(_LEET) if _MIXED.fullmatch(word) else word


@lru_cache(maxsize=16)
def canonical(text: str) -> str:
    """Words joined by single spaces, texting short forms spelled out, "do not" as "dont".

    The form all rules are written in. Numbers stay as they are.
    """
    said = " ".join(SHORT.get(word, _unleet(word)) for word in words(text))
    return _NOT.sub(lambda match: NOT[match.group(1)], said)


def one_slip(a: str, b: str) -> bool:
    """Whether `a` becomes `b` by at most one slip: a letter added, lost, changed, or two swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    left, right = a[start:], b[start:]
    if len(left) == len(right):
        swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
        return left[1:] == right[1:] or swapped
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[1:] == shorter


def slips(a: str, b: str, most: int) -> int:
    """Edit distance between `a` and `b`, given up (most + 1) when it exceeds `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
        if min(row) > most:
            return most + 1
    return row[-1]
