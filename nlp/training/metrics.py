"""`python -m nlp.training.metrics`: scores on the voices that were never trained on, kept in `metrics.json`."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from nlp.training import data
from nlp.training.corpus import Corpus, read_corpus
from nlp.training.data import Row
from nlp.training.evaluate import Scores, evaluate, reliability, table
from nlp.understand import DEFAULT_CONTENT, DEFAULT_MODEL, Understander, load

FILE = Path(__file__).parent / "metrics.json"


def labelled(corpus: Corpus) -> list[Row]:
    """Rows with every label that they imply: a service text is neutral, a hard negative is safe."""
    services = [Row(r.text, r.voice, r.page | {"disposition": "unknown"}) for r in corpus.services]
    outside = [Row(r.text, r.voice, {"services": [], "disposition": "unknown"}) for r in corpus.out_of_scope]
    harmless = [Row(r.text, r.voice, {"safety": None}) for r in corpus.harmless]
    return services + outside + harmless + corpus.commands + corpus.disposition + corpus.safety


def measure(understander: Understander, folder: Path = data.FOLDER) -> Scores:
    """Scores on the held-out voices and on the pairs that must be read alike."""
    rows = labelled(read_corpus(folder).part(held_out=True))
    signs = [row for row in data.rows("raises-flags", folder) if row.held_out]
    return evaluate(rows + signs + data.rows("invariance", folder), understander)


def main(
    model_dir: Path = DEFAULT_MODEL,
    content: Path = DEFAULT_CONTENT,
    file: Path = FILE,
    say: Callable[[str], None] = print,
) -> Scores:
    """Measure the model, print the table and write `metrics.json`."""
    scores = measure(load(model_dir, content))
    say(table(scores))
    bands = [
        {"score": band, "texts": texts, "mean": round(mean, 3), "right": round(right, 3)}
        for band, texts, mean, right in reliability(scores.reliability)
    ]
    file.write_text(json.dumps({"scores": scores.as_json(), "reliability": bands}, indent=2) + "\n")
    return scores


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_MODEL)
