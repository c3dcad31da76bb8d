"""Search that finds every piece of two characters or more, in either script.

Full-text indexes look for words, and Chinese prints none.  So texts are made plain (simplified,
half-width, without spaces), and every two neighbouring characters are a word of the index: 政府信息
is 政府 府信 信息.  A query is made plain in the same way.  The index names the documents that have
all of its pairs, and the plain text says which of them have the query itself.

Wording is made plain as well (網際網路 is 互联网), and glosses go: so a text that this changes is kept
once more as it is printed, and a word is looked for in both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select, text

from normalize.clean import clean
from normalize.script import simplified
from output import tables
from output.columns import Row
from output.jsonl import Json

_AROUND = 24
"""Characters that an excerpt shows on each side of what was found."""

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if not chr(code).isalnum()}
"""Signs of ASCII, which the tokenizer would drop, to their full-width forms, which it keeps."""

_CONTROL = re.compile("[\x00-\x20\x7f]")
_GAP = " "
"""Between a label and its sentence; plain text has no other space."""

_CANDIDATES = {
    "sqlite": "search_texts.id IN (SELECT rowid FROM search_index WHERE search_index MATCH :{0})",
    "postgresql": "string_to_array(search_texts.{1}, ' ') @> string_to_array(CAST(:{0} AS TEXT), ' ')",
}
_CONTAINS = {"sqlite": "instr({1}, :{0}) > 0", "postgresql": "position(CAST(:{0} AS TEXT) IN {1}) > 0"}
_PLACES = ("title", "sections", "statistics", "body")


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that has the query, and the first place where it stands.

    `place` is `title`, `section`, `statistic` or `text`; `item` the id of the section or statistic,
    else None; `excerpt` the plain text around, `excerpt[start:end]` what was asked for.
    """

    document_id: str
    uri: str
    title: str | None
    issuer: str | None
    year: int | None
    place: str
    item: str | None
    excerpt: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def plain(source: str) -> str:
    """The text as it is searched: simplified, half-width, lower case, without spaces and control characters."""
    return _compact(clean(source).text)


def ways(word: str) -> tuple[str, ...]:
    """What to look for: a word made plain, and where that is another one, the word as it is printed."""
    return tuple(dict.fromkeys((plain(word), _compact(word))))


def pairs(texts: Iterable[str]) -> str:
    """Every two neighbouring characters of plain texts, once each, spaces between."""
    found = {line[i : i + 2] for line in texts for i in range(len(line) - 1)}
    return " ".join(sorted(pair for pair in found if _GAP not in pair)).translate(_WIDE)


def row(record: Json) -> Row:
    """The row of `search_texts` that a record fills, without the id that the database gives."""
    cleaned = clean(record["text"]).aligned
    title = plain(record["title"] or "")
    sections = [plain(section["title"]) for section in record["sections"]]
    statistics = []
    for statistic in record["statistics"]:
        start, end = cleaned.text_span(*statistic["sentence"])
        statistics.append(plain(statistic["label"]) + _GAP + _compact(cleaned.text[start:end]))
    body = "\n".join(dict.fromkeys((_compact(cleaned.text), _compact(record["text"]))))
    everything = pairs((title, *sections, *statistics, *body.split("\n")))
    return record["id"], title, "\n".join(sections), "\n".join(statistics), body, pairs([title]), everything


def find(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The first documents that have every word of the query, those with all in their title before the others.

    Words are what spaces part.  Raises ValueError where one has fewer than two characters.
    """
    words = [[way for way in ways(word) if len(way) > 1] for word in query.split()]
    if not words or not all(words):
        raise ValueError(f"search for words of two characters or more, found {query!r}")
    ids = list(_ids(connection, words, "title_pairs", ("title",), limit))
    if len(ids) < limit:
        others = _ids(connection, words, "pairs", _PLACES, limit + len(ids))
        ids += [found for found in others if found not in ids][: limit - len(ids)]
    return [_hit(connection, found, [way for word in words for way in word]) for found in ids]


def _compact(cleaned: str) -> str:
    return _CONTROL.sub("", "".join(simplified(cleaned).lower().split()))


def _ids(
    connection: Connection, words: Sequence[Sequence[str]], column: str, places: Sequence[str], limit: int
) -> Iterator[int]:
    """The documents that have each word in one of its ways."""
    dialect = connection.dialect.name
    marks: dict[str, str | int] = {"limit": limit}
    conditions = []
    for i, word in enumerate(words):
        found = []
        for j, way in enumerate(word):
            marks |= {f"way{i}_{j}": way, f"pairs{i}_{j}": _asked(dialect, column, way)}
            stands = " OR ".join(_CONTAINS[dialect].format(f"way{i}_{j}", place) for place in places)
            found.append(f"{_CANDIDATES[dialect].format(f'pairs{i}_{j}', column)} AND ({stands})")
        conditions.append("(" + " OR ".join(found) + ")")
    query = f"SELECT id FROM search_texts WHERE {' AND '.join(conditions)} ORDER BY id LIMIT :limit"
    yield from connection.scalars(text(query), marks)


def _asked(dialect: str, column: str, way: str) -> str:
    """The pairs of a word as the database asks its index for them."""
    if dialect != "sqlite":
        return pairs([way])
    quoted = (f'"{pair}"' for pair in pairs([way]).split(" "))
    return f"{column} : ({' AND '.join(quoted)})"


def _hit(connection: Connection, found: int, words: Sequence[str]) -> Hit:
    texts, d = tables.search_texts, tables.documents.c
    kept: Any = connection.execute(select(texts).where(texts.c.id == found)).one()
    about = select(d.source_uri, d.title, d.issuer_name, d.year).where(d.id == kept.document_id)
    uri, title, issuer, year = connection.execute(about).one()
    word, place, position, line = _place(kept, words)
    at = line.index(word)
    first = max(0, at - _AROUND)
    start, end = at - first, at - first + len(word)
    excerpt = line[first : at + len(word) + _AROUND]
    item = None if position is None else _item(connection, kept.document_id, place, position)
    return Hit(kept.document_id, uri, title, issuer, year, place, item, excerpt, start, end)


def _place(kept: Any, words: Sequence[str]) -> tuple[str, str, int | None, str]:
    """The first place in a document that has a word: the word, the place, its position and plain text."""
    for place, column in (("title", "title"), ("section", "sections"), ("statistic", "statistics")):
        for position, line in enumerate(getattr(kept, column).split("\n")):
            for word in words:
                if word in line:
                    return word, place, None if place == "title" else position, line
    word, line = next((word, line) for line in kept.body.split("\n") for word in words if word in line)
    return word, "text", None, line


def _item(connection: Connection, document_id: str, place: str, position: int) -> str | None:
    """The id of a document's section or statistic at a position."""
    items = tables.children[f"{place}s"].c
    owned = select(items.id).where(items.document_id == document_id, items.position == position)
    return connection.scalar(owned)
