"""The public sets that we are measured on. They are read where they lie and never copied into this repository."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

Pair = tuple[str, str]
OUT_OF_SCOPE = "oos"


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSONL file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass(frozen=True)
class Split:
    """Texts with labels to train on, to set thresholds on, and to measure on."""

    train: list[Pair]
    val: list[Pair]
    test: list[Pair]


def clinc(folder: Path) -> Split:
    """CLINC150 "full" (Larson et al. 2019), out-of-scope texts included."""
    parts: dict[str, list[Pair]] = defaultdict(list)
    for row in read(folder / "clinc150_full.jsonl.gz"):
        parts[row["split"].removeprefix("oos_")].append((row["text"], row["intent"]))
    return Split(parts["train"], parts["val"], parts["test"])


def few(pairs: Iterable[Pair], each: int, seed: int, whole: frozenset[str] = frozenset()) -> list[Pair]:
    """At most `each` texts a label, drawn with `seed`; labels in `whole` keep all."""
    by_label: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_label[pair[1]].append(pair)
    dice = Random(seed)  # noqa: S311 (a draw that must repeat)
    drawn: list[Pair] = []
    for label in sorted(by_label):
        rows = by_label[label]
        drawn += rows if label in whole else dice.sample(rows, min(each, len(rows)))
    return drawn


def london(folder: Path, held_month: str = "2026-03") -> Split:
    """London resident reports with a service; `held_month` is the test month, every ninth earlier row validates."""
    rows = [row for row in read(folder / "resident_reports_london_dev.jsonl.gz") if row["label"]]
    test = [(row["text"], row["label"]) for row in rows if row["date"].startswith(held_month)]
    rest = [(row["text"], row["label"]) for row in rows if not row["date"].startswith(held_month)]
    return Split([pair for n, pair in enumerate(rest) if n % 9], rest[::9], test)


def reports(folder: Path) -> list[str]:
    """Texts of real resident reports."""
    return [row["text"] for row in read(folder / "resident_reports_london_dev.jsonl.gz")]


def messages(folder: Path) -> list[str]:
    """Real private text messages (no spam)."""
    return [row["text"] for row in read(folder / "real_sms_dev.jsonl.gz") if row["label"] == "ham"]


def languages(folder: Path) -> list[dict[str, str]]:
    """Sentences and word pairs in 23 languages."""
    return read(folder / "langid_dev.jsonl.gz")
