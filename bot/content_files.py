"""Files of content/ as plain values, each with the line it stands on, so that every error can name its place."""

import csv
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Path_ = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is 8 times as quick
_TABLE = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]+")
_KEY = re.compile(r"\s*([A-Za-z0-9_\"'.-]+)\s*=")


@dataclass(frozen=True)
class Problem:
    """Something that an editor should mend: where it stands and one sentence that says what to do."""

    file: str
    line: int
    sentence: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class ContentError(Exception):
    """The content cannot be used. `problems` are all that were found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Page:
    """One file: its value, and the line of each part of it by path."""

    file: str
    value: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of a part, or of the nearest part around it."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def problem(self, path: Sequence[str | int], sentence: str, *, is_warning: bool = False) -> Problem:
        """A problem with one part of this file."""
        return Problem(self.file, self.line(path), sentence, is_warning)


def name_of(file: Path, folder: Path) -> str:
    """A file's name as an editor knows it: from the content folder on."""
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def read_text(file: Path, folder: Path) -> str:
    """The text of a file. Raises ContentError."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(name_of(file, folder), 1, "This file is missing: add it.")]) from None
    except UnicodeDecodeError as error:
        sentence = f"This file is not UTF-8 text ({error.reason}): save it again as UTF-8."
        raise ContentError([Problem(name_of(file, folder), 1, sentence)]) from None


def read_yaml(file: Path, folder: Path) -> Page:
    """A YAML file with its lines. Raises ContentError."""
    page = Page(name_of(file, folder))
    loader = LOADER(read_text(file, folder))
    try:
        node = loader.get_single_node()
        page.value = _value(loader, node, (), page) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"This is not YAML ({error.problem}): check the indent, colons and quotes around here."
        raise ContentError([Problem(page.file, mark.line + 1 if mark else 1, said)]) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(page.file, 1, f"This is not YAML: {error}.")]) from None
    finally:
        loader.dispose()
    return page


def _value(loader: Any, node: yaml.Node, path: Path_, page: Page) -> Any:
    page.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, page)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, one, (*path, at), page) for at, one in enumerate(node.value)]
    return loader.construct_object(node)


def _mapping(loader: Any, node: yaml.MappingNode, path: Path_, page: Page) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise ContentError([Problem(page.file, key_node.start_mark.line + 1, "A key must be one word or name.")])
        key = loader.construct_object(key_node)
        line = key_node.start_mark.line + 1
        if key in found:
            raise ContentError([Problem(page.file, line, f"{key!r} stands here twice: keep one of them.")])
        page.lines[(*path, key)] = line
        found[key] = _value(loader, value_node, (*path, key), page)
    return found


def read_toml(file: Path, folder: Path) -> Page:
    """A TOML file with the lines of its tables and keys. Raises ContentError."""
    page, text = Page(name_of(file, folder)), read_text(file, folder)
    try:
        page.value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else len(text.splitlines())
        raise ContentError([Problem(page.file, at, f"This is not TOML ({error}): mend this line.")]) from None
    page.lines.update(_toml_lines(text))
    return page


def _toml_lines(text: str) -> Iterator[tuple[Path_, int]]:
    table: Path_ = ()
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _TABLE.match(line), _KEY.match(line)
        if header:
            table = _names(header[1])
            yield table, number
        elif key:
            yield (*table, *_names(key[1])), number


def _names(dotted: str) -> Path_:
    return tuple(part.strip(" \"'") for part in dotted.split("."))


def read_rows(file: Path, folder: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their lines. Raises ContentError."""
    lines = read_text(file, folder).splitlines()
    name, reader = name_of(file, folder), csv.reader(lines)
    head = next(reader, [])
    if head != list(columns):
        raise ContentError([Problem(name, 1, f"The first line must be {','.join(columns)}.")])
    rows = []
    for cells in reader:
        if cells and len(cells) != len(columns):
            sentence = f"This row has {len(cells)} cells: it must have {len(columns)} ({', '.join(columns)})."
            raise ContentError([Problem(name, reader.line_num, sentence)])
        if cells:
            rows.append((reader.line_num, dict(zip(columns, cells, strict=True))))
    return rows
