"""What a page itself says of its document: the table of properties above it, and its <meta> elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.document import Document, Line
from extract.numbering import BULLETS
from extract.rules import Rules, either, load_rules
from extract.title import ends_as_title

HEAD_LINES = 60
FOOT_LINES = 20
"""How many lines from the top and from the bottom may hold properties."""
LONGEST = 300
LONGEST_POSTED = 120
FEWEST_BARE = 3
"""Labels without a colon count only where there are so many lines of them."""

_DAY = r"(?P<day>(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_POSTED = re.compile(
    rf"[^。，:：]{{0,40}}?(?<![\d.]){_DAY}\s*(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d)[^。，]*$|(?=\S{{0,2}}来源\s*[:：]))"
)
"""A line with a day behind no label, and an hour or the source: 2013-11-15 18:42, 云州网 2015-04-13 来源：…"""
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
def _groups() -> str:
    """Any label, each a group named for what it tells; 文  号 may be printed with spaces inside."""
    spaced = {field: [_spaced(word) for word in words] for field, words in _names().labels.items()}
    return "|".join(f"(?P<{field}>{either(words)})" for field, words in spaced.items())


def _spaced(word: str) -> str:
    return r"\s*".join(word)


@cache
def _label() -> re.Pattern[str]:
    closed = r"(?:】\s*[:：]?|[:：]|[|｜](?=.*[|｜]|$))"
    return re.compile(rf"(?<![一-鿿])(?:[{BULLETS}]\s*)?(?:【\s*)?(?:{_groups()})\s*{closed}\s*")


@cache
def _bare_label() -> re.Pattern[str]:
    """A label with its line to itself and no sign behind it."""
    return re.compile(rf"(?:[{BULLETS}]\s*)?(?:{_groups()})")


def begins_with_label(text: str) -> bool:
    """Whether a line is of the table: a known label with its colon or in its brackets 【】."""
    return bool(_label().match(text))


def property_lines(doc: Document) -> frozenset[int]:
    """Places in `doc.lines`, near the top, of the table's labels and of values on lines of their own."""
    head = range(min(HEAD_LINES, len(doc.lines)))
    labelled = {i for i in head if begins_with_label(doc.line_text(doc.lines[i]))}
    return frozenset(labelled | _bare(doc) | _values_below(doc))


def find_properties(doc: Document) -> Properties:
    """The printed properties, the topmost first.

    A value ends at the next label on its line; where the label stands alone in a cell or in a list of
    such lines, the next holds it.
    """
    found: dict[str, list[Property]] = {}
    count = len(doc.lines)
    below, bare = _values_below(doc), _bare(doc)
    for i in (*range(min(HEAD_LINES, count)), *range(max(HEAD_LINES, count - FOOT_LINES), count)):
        value = doc.lines[i + 1] if i + 1 in below else None
        for field, found_value in _on_line(doc, doc.lines[i], value, bare=i in bare):
            found.setdefault(field, []).append(found_value)
    return found


def _on_line(doc: Document, line: Line, below: Line | None, *, bare: bool) -> Iterator[tuple[str, Property]]:
    """What a line tells; `below` is the line with the value of a label at its end."""
    text = doc.line_text(line)
    posted = _POSTED.match(text) if len(text) <= LONGEST_POSTED else None
    if posted:
        yield "published", Property(line.start + posted.start("day"), line.start + posted.end("day"), posted["day"])
    if len(text) > LONGEST or not (bare or _SEPARATOR.search(text)):
        return
    labels = list((_bare_label() if bare else _label()).finditer(text))
    ends = [*(m.start() for m in labels[1:]), len(text)]
    if len(labels) == 1 and labels[0].lastgroup == "beside":
        return
    for m, end in zip(labels, ends, strict=False):
        start, stop = line.start + m.end(), line.start + end
        if start == stop and below:
            start, stop = below.start, below.end
        value = doc.text[start:stop].strip(" \t|｜【】[]()（）;；")
        if value and m.lastgroup:
            field = "published" if m.lastgroup == "beside" else m.lastgroup
            yield field, Property(start, stop, value)


def _bare(doc: Document) -> frozenset[int]:
    """Places of the lines near the top that are labels and nothing else, where there is a list of them."""
    head = range(min(HEAD_LINES, len(doc.lines)))
    bare = [i for i in head if _bare_label().fullmatch(doc.line_text(doc.lines[i]))]
    return frozenset(bare if len(bare) >= FEWEST_BARE else ())


def _values_below(doc: Document) -> frozenset[int]:
    """Places of the lines near the top that are the value of the label on the line before."""
    bare = _bare(doc)
    head = range(min(HEAD_LINES, len(doc.lines) - 1))
    alike = (i for i in head if doc.lines[i].kind == doc.lines[i + 1].kind and i + 1 not in bare)
    return frozenset(i + 1 for i in alike if i in bare or _value_is_below(doc, i))


def _value_is_below(doc: Document, index: int) -> bool:
    """Whether the line behind one that ends with a label is its value: in a table, in a list with bullets,
    or in one in which lines with a label and without one take turns; the document's title is none."""
    text = doc.line_text(doc.lines[index])
    below = [doc.line_text(line) for line in doc.lines[index + 1 : index + 3]]
    if text[-1] not in "：:】|｜" or not begins_with_label(text):
        return False
    if doc.lines[index].kind == "cell":
        return True
    if text[0] in BULLETS and below[0][0] not in BULLETS and not ends_as_title(below[0]):
        return True
    return [begins_with_label(line) for line in below] == [False, True]


def declared_values(declared: Mapping[str, str], field: str) -> Iterator[str]:
    """What a page's head declares of `field`, the most trusted name first.

    `declared`: names, or `meta.NAME` for <meta> elements, in any case.
    """
    lower = {key.lower().removeprefix("meta."): value for key, value in declared.items()}
    for name in _names().declared[field]:
        value = lower.get(name, "").strip()
        if value:
            yield value
