"""What the trained components share: a head that spaCy writes and reads with the pipeline."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from nlp.heads import Head


class HeadComponent:
    """A component with one head, kept in its own folder of the model. Without a head it stays silent."""

    file: ClassVar[str]

    def __init__(self) -> None:
        self.head: Head | None = None

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (the signature spaCy calls)
        """Write the head, if there is one."""
        if self.head is not None:
            self.head.save(Path(path), self.file)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "HeadComponent":  # noqa: ARG002 (the signature spaCy calls)
        """Read the head; an absent one is no error (rules still work), an altered one is."""
        if (Path(path) / f"{self.file}.json").is_file():
            self.head = Head.load(Path(path), self.file)
        return self
