"""What a page itself says of its document: the table of properties above it, and its <meta> elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.document import Document, Line
from extract.rules import Rules, either, load_rules

HEAD_LINES = 60
FOOT_LINES = 20
"""How many lines from the top and from the bottom may hold properties."""
LONGEST = 300

_POSTED = re.compile(r"[【\[(（]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\d\s:]*")
"""A day without a label before the first label of its line: 2013-11-15 18:42来源：…"""
_SEPARATOR = re.compile("[：:】|｜]")


class _Names(Rules):
    labels: dict[str, list[str]]
    declared: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Property:
    """A printed value, `[start, end)` of the clean text."""

    start: int
    end: int
    value: str


Properties = Mapping[str, Sequence[Property]]
"""Printed values by what they tell: signed, published, number, issuer, title, other."""


@cache
def _names() -> _Names:
    return load_rules(_Names, Path(__file__).with_name("properties.yaml"))


@cache
def _label() -> re.Pattern[str]:
    """Any label, each a group named for what it tells; 文  号 may be printed with spaces inside."""
    spaced = {field: [_spaced(word) for word in words] for field, words in _names().labels.items()}
    groups = "|".join(f"(?P<{field}>{either(words)})" for field, words in spaced.items())
    return re.compile(rf"(?<![一-鿿])(?:[•·●■◆]\s*)?(?:【\s*)?(?:{groups})\s*(?:】\s*[:：]?|[:：]|[|｜](?=.*[|｜]|$))\s*")


def _spaced(word: str) -> str:
    return r"\s*".join(word)


def begins_with_label(text: str) -> bool:
    """Whether a line is of the table: a known label with its colon or in its brackets 【】."""
    return bool(_label().match(text))


def find_properties(doc: Document) -> Properties:
    """The printed properties, the topmost first.

    A value ends at the next label on its line; where the label stands alone in a cell or in a list of
    such lines, the next holds it.
    """
    found: dict[str, list[Property]] = {}
    lines = doc.lines
    near = [*range(min(HEAD_LINES, len(lines))), *range(max(HEAD_LINES, len(lines) - FOOT_LINES), len(lines))]
    for i in near:
        for field, value in _on_line(doc, i, lines[i]):
            found.setdefault(field, []).append(value)
    return found


def _on_line(doc: Document, index: int, line: Line) -> Iterator[tuple[str, Property]]:
    text = doc.line_text(line)
    if len(text) > LONGEST or not _SEPARATOR.search(text):
        return
    labels = list(_label().finditer(text))
    ends = [*(m.start() for m in labels[1:]), len(text)]
    if len(labels) == 1 and labels[0].lastgroup == "beside":
        return
    if labels and _POSTED.fullmatch(text, 0, labels[0].start()):
        yield "published", Property(line.start, line.start + labels[0].start(), text[: labels[0].start()].strip())
    for m, end in zip(labels, ends, strict=False):
        start, stop = line.start + m.end(), line.start + end
        if start == stop and value_is_below(doc, index):
            start, stop = doc.lines[index + 1].start, doc.lines[index + 1].end
        value = doc.text[start:stop].strip(" \t|｜【】[]()（）;；")
        if value and m.lastgroup:
            field = "published" if m.lastgroup == "beside" else m.lastgroup
            yield field, Property(start, stop, value)


def value_is_below(doc: Document, index: int) -> bool:
    """Whether the value of a label that ends its line is the next: of a table, or of a list in which
    lines with a label and without one take turns."""
    below = doc.lines[index + 1 : index + 3]
    if doc.line_text(doc.lines[index])[-1] not in "：:】|｜":
        return False
    if doc.lines[index].kind == "cell":
        return bool(below)
    return len(below) == 2 and [begins_with_label(doc.line_text(line)) for line in below] == [False, True]


def declared_values(declared: Mapping[str, str], field: str) -> Iterator[str]:
    """What a page's head declares of `field`, the most trusted name first.

    `declared`: names, or `meta.NAME` for <meta> elements, in any case.
    """
    lower = {key.lower().removeprefix("meta."): value for key, value in declared.items()}
    for name in _names().declared[field]:
        value = lower.get(name, "").strip()
        if value:
            yield value
