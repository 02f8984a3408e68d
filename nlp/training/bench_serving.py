"""`python -m nlp.training.bench_serving FOLDER [MODEL]`: false alarms on real texts, languages, time and memory."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from time import process_time

from nlp.lexicon import listed, table
from nlp.training import data
from nlp.training.bench_data import languages, messages, reports
from nlp.understand import DEFAULT_CONTENT, DEFAULT_MODEL, Understander, load

Say = Callable[[str], None]
WORDS = 6


def resident_mb(name: str = "VmRSS") -> float:
    """This process's resident memory, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def folder_mb(folder: Path) -> float:
    """Size of all files of a folder, in MB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def false_alarms(understander: Understander, texts: list[str]) -> str:
    """Shares of texts with any sign of danger, and with an alert."""
    found = [understander.understand(text).safety for text in texts]
    alerts = sum(safety is not None and safety.tier == "alert" for safety in found)
    return f"{sum(safety is not None for safety in found) / len(texts):.1%} (alerts {alerts / len(texts):.1%})"


def false_stops(understander: Understander, texts: list[str]) -> int:
    """How many texts are taken for an opt-out."""
    return sum(understander.understand(text).command == "stop" for text in texts)


def by_language(understander: Understander, folder: Path, kind: str, most_words: int | None) -> float:
    """Mean share right over the languages."""
    right: dict[str, list[bool]] = defaultdict(list)
    for row in languages(folder):
        if row["kind"] == kind:
            text = " ".join(row["text"].split()[:most_words])
            right[row["lang"]].append(understander.understand(text).language == row["lang"])
    return mean(mean(held) for held in right.values())


def one_word_commands() -> Iterator[str]:
    """English one-word messages that steer a conversation."""
    for phrases in table("commands", "entire").values():
        yield from (p for p in phrases if " " not in p and p not in listed("welsh_one_word"))


def times(understander: Understander, texts: list[str]) -> list[float]:
    """CPU milliseconds of each text, shortest first, after a warm-up."""
    for text in texts[:50]:
        understander.understand(text)
    spent = []
    for text in texts:
        start = process_time()
        understander.understand(text)
        spent.append(1000 * (process_time() - start))
    return sorted(spent)


def main(folder: Path, model_dir: Path = DEFAULT_MODEL, content: Path = DEFAULT_CONTENT, say: Say = print) -> None:
    """Print every figure of serving."""
    understander = load(model_dir, content)
    own = [row.text for row in data.rows("services") if row.held_out]
    spent = times(understander, own)
    say(f"CPU ms a message, one thread: p50 {spent[len(spent) // 2]:.1f}, p99 {spent[int(len(spent) * 0.99)]:.1f}")
    say(
        f"resident memory {resident_mb():.0f} MB (peak {resident_mb('VmHWM'):.0f}); model {folder_mb(model_dir):.0f} MB"
    )
    real, private = reports(folder)[::4], messages(folder)
    say(f"false alarms on {len(real)} London reports: {false_alarms(understander, real)}")
    say(f"false alarms on {len(private)} private messages: {false_alarms(understander, private)}")
    say(f"opt-outs read in the same reports: {false_stops(understander, real)}")
    say(f"language, whole sentences: {by_language(understander, folder, 'sentence', None):.1%}")
    say(f"language, first {WORDS} words: {by_language(understander, folder, 'sentence', WORDS):.1%}")
    commands = list(one_word_commands())
    english = sum(understander.understand(word).language == "en" for word in commands)
    say(f"one-word commands kept English: {english} of {len(commands)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else DEFAULT_MODEL)
