"""From a document to the tables of its standard forms, with their checks and problems."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.document import Document
from extract.forms.abreast import part
from extract.forms.bind import bind
from extract.forms.gather import gather
from extract.forms.layout import Form, load_forms
from extract.forms.other import other_tables
from extract.forms.recognise import Label, recognise
from extract.forms.segments import Token, choose_edition, segments
from extract.forms.sheet import Sheet
from extract.forms.stretches import stretches
from extract.forms.tables import table_of
from extract.model import Problem
from extract.record import Check, Table

_NO_TABLE = "the words of the form {} stand here, but no table of it can be read"
_YEAR = re.compile(r"(20\d\d)年.{0,30}?(?:年报|报告)")


@dataclass(frozen=True, slots=True)
class Forms:
    """The tables of a document; `regions` are their ranges of the clean text, in order."""

    tables: tuple[Table, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    regions: tuple[tuple[int, int], ...]


def read_forms(document: Document) -> Forms:
    """All the tables of a document: standard forms with coded cells, other grids as printed."""
    squeezed = "".join(document.text.split())
    signs = set(_signs().findall(squeezed))
    sheets = _sheets(document, _report_year(squeezed)) if signs else []
    results = [table_of(document, sheet) for sheet in sorted(sheets, key=lambda sheet: sheet.ranges[0])]
    regions = [region for result in results for region in result.regions]
    others = list(other_tables(document, regions)) if document.reading.grids else []
    problems = [problem for result in results for problem in result.problems]
    problems += _unread(signs, {result.table.form for result in results})
    return Forms(
        (*(result.table for result in results), *(table for table, _ in others)),
        tuple(check for result in results for check in result.checks),
        tuple(problems),
        tuple(sorted([*regions, *(region for _, region in others if region)])),
    )


def _unread(signs: set[str], read: set[str]) -> Iterator[Problem]:
    """A problem for each form that has all its signs in the document but no table."""
    names = {form.form: form.name for form in load_forms() if signs.issuperset(form.signs)}
    for form in sorted(names.keys() - read):
        yield Problem("unread_region", None, _NO_TABLE.format(names[form]))


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """A document in which this finds nothing holds no standard form."""
    return re.compile("|".join(sorted({re.escape(sign) for form in load_forms() for sign in form.signs})))


def _sheets(document: Document, year: int | None) -> list[Sheet]:
    """The forms of a document; all the parts of one form are of one edition."""
    parts: dict[str, list[list[Token]]] = defaultdict(list)
    for stretch in stretches(document):
        for name, tokens in segments(list(recognise(stretch))):
            parts[name].append(tokens)
    sheets: list[Sheet] = []
    for name, segments_ in parts.items():
        editions = [form for form in load_forms() if form.form == name]
        form, decided = choose_edition(editions, [token for tokens in segments_ for token in tokens], year)
        tables = gather(side for sheet in _bound(form, segments_) for side in part(sheet))
        for sheet in tables:
            sheet.decided = decided
        sheets += tables
    return sheets


def _bound(form: Form, segments_: Sequence[Sequence[Token]]) -> Iterator[Sheet]:
    """The sheets of a form's segments; a header at the foot of one is that of the next one's rows."""
    above: Sequence[Label] = ()
    for tokens in segments_:
        sheets = bind(form, tokens, above)
        above = sheets[-1].left
        yield from sheets


def _report_year(squeezed: str) -> int | None:
    match = _YEAR.search(squeezed)
    return int(match[1]) if match else None
