"""`make bench`, second part: understanding of unseen voices; given DOORSTEP_BENCH_DATA, of real texts and public sets.

DOORSTEP_BENCH_DATA names a folder with the sets that nlp/training/bench_data.py reads. nlp.js is the peer there, when
npm can fetch it: in-scope accuracy on CLINC150 with ten texts a label, the first of our three draws.
"""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from nlp.training import bench_public, bench_serving
from nlp.training.bench_data import OUT_OF_SCOPE, clinc, few
from nlp.training.evaluate import table
from nlp.training.metrics import measure
from nlp.understand import load

PEER = "node-nlp@4.27.0"
PATIENCE = 900
"""Seconds for npm and for the peer's training."""


def peer(folder: Path) -> str:
    """The peer's figure, or why there is none."""
    split = clinc(folder)
    train = [pair for pair in few(split.train, 10, 1) if pair[1] != OUT_OF_SCOPE]
    test = [pair for pair in split.test if pair[1] != OUT_OF_SCOPE]
    with TemporaryDirectory() as scratch:
        for name, pairs in (("train", train), ("test", test)):
            (Path(scratch) / f"{name}.json").write_text(json.dumps(pairs))
        script = (Path(__file__).parent / "peer_nlpjs.js").read_text()
        (Path(scratch) / "peer.js").write_text(script)
        try:
            for command in (["npm", "install", "--silent", "--no-audit", "--no-fund", PEER],
                            ["node", "peer.js", "train.json", "test.json"]):  # fmt: skip
                done = subprocess.run(
                    command, cwd=scratch, capture_output=True, text=True, check=True, timeout=PATIENCE
                )
        except (OSError, subprocess.SubprocessError) as wrong:
            return f"nlp.js, the peer, could not be had: {wrong}"
    right, total = map(int, done.stdout.split())
    return f"nlp.js, CLINC150 ten a label, draw 1: in-scope {right / total:.1%} (without texts out of scope)"


def main() -> None:
    """Print what can be measured here."""
    print(table(measure(load())))
    given = os.environ.get("DOORSTEP_BENCH_DATA", "")
    if not given:
        print("Real texts and public sets: set DOORSTEP_BENCH_DATA to their folder.")
        return
    bench_serving.main(Path(given))
    bench_public.main(Path(given))
    print(peer(Path(given)))


if __name__ == "__main__":
    main()
