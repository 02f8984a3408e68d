"""The spaCy pipeline: built empty for training, or read from a model folder."""

import json
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language

from nlp.components import commands, disposition, encode, entities, intent, language, marks, normalise, safety
from nlp.components.encode import EncodeComponent
from nlp.components.entities import EntitiesComponent
from nlp.components.safety import SafetyComponent
from nlp.encoder import digest
from nlp.entities.reader import EntityReader, read_streets
from nlp.heads import HeadError

STAMP = "trained.json"
FORMAT = 3
"""Counted up when the code can no longer read an older model."""
ORDER = ("language", "normalise", "entities", "encode", "safety", "commands", "intent", "disposition")
FACTORIES = (language, normalise, entities, encode, safety, commands, intent, disposition)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a model, its stamp apart."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != STAMP)
    return {str(file.relative_to(folder)): digest(file) for file in files}


def verify(model_dir: Path) -> None:
    """Raise HeadError when the model is of another format, or a file of it is not the one that training wrote."""
    stamp = json.loads((model_dir / STAMP).read_text())
    if stamp.get("format") != FORMAT:
        raise HeadError("it was made by other code: run `doorstep train`")
    written = stamp["files"]
    now = digests(model_dir)
    differs = sorted(name for name in written.keys() | now.keys() if written.get(name) != now.get(name))
    if differs:
        raise HeadError(f"not the files that were trained: {', '.join(differs)}")


def empty() -> Language:
    """The pipeline with all components and nothing trained."""
    marks.register()
    nlp = spacy.blank("en")
    for name in ORDER:
        nlp.add_pipe(f"doorstep_{name}", name=name)
    return nlp


def component(nlp: Language, name: str) -> Any:
    """The component called `name`, as its own class."""
    return nlp.get_pipe(name)


def use_content(nlp: Language, content: Path) -> None:
    """Give the pipeline what a council edits: the safety rules and the street list."""
    cast(SafetyComponent, component(nlp, "safety")).use(content / "safety")
    reader = EntityReader(read_streets(content / "streets.txt"))
    cast(EntitiesComponent, component(nlp, "entities")).reader = reader


def read(model_dir: Path, content: Path) -> Language:
    """The trained pipeline of `model_dir`. Raises OSError, ValueError, HeadError or EncoderError."""
    marks.register()
    verify(model_dir)
    nlp = spacy.load(model_dir)
    use_content(nlp, content)
    component(nlp, "language").reader.warm()
    return nlp


def lost(nlp: Language) -> list[str]:
    """What this model lacks, in words for a log; empty when it is whole."""
    encoder = cast(EncodeComponent, component(nlp, "encode"))
    missing = [] if encoder.encoder else ["sentence embeddings (the encoder's wheel was not to be had)"]
    return missing if component(nlp, "intent").head else [*missing, "the service classifier (not trained)"]
