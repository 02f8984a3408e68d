"""The training texts: read, checked against their checksums, and split by voice."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "data"
SUMS = "SHA256SUMS"
HELD_OUT = frozenset(("v17", "v18", "v19", "v20", "v24", "v28", "v32", "v36", "v40", "v47", "v49", "v57", "v58"))
"""Voices that are never trained on: the validation fifth."""
CALIBRATION = frozenset(("v03", "v10", "v23", "v30", "v38", "v43", "v51"))
"""Voices that the encoder is not tuned on: mixtures and thresholds are set on them; then the heads learn from them."""
TERMS, OFFICERS = "terms", "officers"
"""The voices of the term lists and of officers' corrections: always trained on, never measured on."""


class DataError(ValueError):
    """A data file that is malformed or is not the one whose checksum was written."""


@dataclass(frozen=True)
class Row:
    """One labelled text: `page` holds the labels as written."""

    text: str
    voice: str
    page: dict[str, Any]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the validation fifth."""
        return self.voice in HELD_OUT


def files(folder: Path = FOLDER) -> list[Path]:
    """Every data file, in a fixed order."""
    return sorted([*folder.rglob("*.jsonl"), *folder.rglob("*.yaml")])


def read(file: Path) -> Iterator[Row]:
    """The rows of one JSONL file. Raises DataError with the line."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                page = json.loads(line)
                yield Row(page.get("text", ""), page.get("voice", ""), page)
            except (ValueError, AttributeError) as wrong:
                raise DataError(f"{file.name}:{number}: not a JSON object") from wrong


def rows(name: str, folder: Path = FOLDER) -> list[Row]:
    """The rows of `<name>.jsonl`, or of every file of the folder `<name>`; none when it is not there."""
    chosen = [f for f in files(folder) if f.suffix == ".jsonl" and name in (f.stem, f.parent.name)]
    return [row for file in chosen for row in read(file)]


def terms(name: str, folder: Path = FOLDER) -> dict[str, list[str]]:
    """Short phrases by label of `terms/<name>.yaml`; none when it is not there."""
    file = folder / "terms" / f"{name}.yaml"
    if not file.is_file():
        return {}
    page = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return {str(label): [str(phrase) for phrase in phrases] for label, phrases in page.items()}


def corrections(file: Path | None) -> list[Row]:
    """Officers' corrections (text, service, danger) as `doorstep lessons` wrote them; none without a file."""
    if file is None or not file.is_file():
        return []
    return [Row(row.text, OFFICERS, row.page) for row in read(file)]


def checksums(folder: Path = FOLDER) -> dict[str, str]:
    """SHA-256 by file name, as they are now."""
    return {
        str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files(folder)
    }  # fmt: skip


def write_sums(folder: Path = FOLDER) -> None:
    """Write the checksums file, after texts were changed on purpose."""
    lines = [f"{digest}  {name}\n" for name, digest in checksums(folder).items()]
    (folder / SUMS).write_text("".join(lines))


def verify(folder: Path = FOLDER) -> None:
    """Raise DataError when a data file differs from its checksum, is new, or is gone."""
    lines = [line.split("  ", 1) for line in (folder / SUMS).read_text().splitlines() if line]
    written = {name: digest for digest, name in lines}
    now = checksums(folder)
    differs = sorted(name for name in written.keys() | now.keys() if written.get(name) != now.get(name))
    if differs:
        raise DataError(f"not as {SUMS} says: {', '.join(differs)} (python -m nlp.training.data writes it anew)")


if __name__ == "__main__":
    write_sums()
