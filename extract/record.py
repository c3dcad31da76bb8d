"""The record: what one document becomes.  Field by field as extract/fields.yaml describes it.

Every `span` is `[start, end)` in code points of `Record.text`; unknown is None or empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from extract.model import Box, Problem, Span

SCHEMA = "haiguan.document/1"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from."""

    uri: str
    media_type: str
    sha256: str
    retrieved_at: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """The agency that signs the document: full official name, 关区代码 where it has one."""

    name: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, ISO dates."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """How the issuer says that it can be reached."""

    address: str | None = None
    postcode: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or annex that the document names."""

    title: str
    url: str | None = None
    media_type: str | None = None
    document_id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `level` counts from 1, `parent` is a section's id."""

    id: str
    parent: str | None
    level: int
    number: str
    title: str
    heading_span: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number that the document reports about its world."""

    id: str
    span: Span
    sentence: Span
    label: str
    metric: str | None
    value: int | float
    unit: str
    bound: str = "exact"
    scope: str | None = None
    period: str | None = None
    part_of: str | None = None
    share: float | None = None
    share_of: str | None = None
    change_of: str | None = None
    direction: str | None = None
    base_period: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `state` is read, blank, inferred or conflict."""

    row: str
    column: str
    row_label: str
    column_label: str
    value: int | float | None
    raw: str
    state: str
    span: Span | None = None
    page: int | None = None
    bbox: Box | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of a table that is no standard form."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a standard form with coded cells, or `other` with its grid kept as rows."""

    form: str
    edition: int | None
    title: str
    span: Span | None
    cells: tuple[Cell, ...] = ()
    rows: tuple[Row, ...] = ()
    page: int | None = None
    bbox: Box | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One piece of the document's own arithmetic; `refs` are statistics' ids or `row/column`."""

    rule: str
    statement: str
    left: float | None
    right: float | None
    holds: bool
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A document cited, 《title》 and document number."""

    span: Span
    title: str | None
    number: str | None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A thing that the document says is to be done, or was done (一是…, 二是…)."""

    span: Span
    section: str | None
    order: int
    text: str
    responsible: str | None = None
    supporting: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit: `value` in `unit` (工作日 日 月 年), who must do what within it, and of which it is a step."""

    span: Span
    value: int | float
    unit: str
    action: str | None = None
    actor: str | None = None
    ref: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text: customs, department, organisation, person, place or platform."""

    span: Span
    type: str
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One document; see record.md for each key's meaning."""

    schema: str = field(default=SCHEMA, kw_only=True)
    id: str
    source: Source
    text: str
    title: str | None = None
    kind: str = "other"
    issuer: Issuer = field(default_factory=lambda: Issuer(None, None))
    document_number: str | None = None
    issued_on: str | None = None
    year: int | None = None
    period: Period | None = None
    script: str | None = None
    variants: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    contacts: Contacts = field(default_factory=Contacts)
    attachments: tuple[Attachment, ...] = ()
    sections: tuple[Section, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    tables: tuple[Table, ...] = ()
    checks: tuple[Check, ...] = ()
    references: tuple[Reference, ...] = ()
    measures: tuple[Measure, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    entities: tuple[Entity, ...] = ()
    problems: tuple[Problem, ...] = ()


def to_json(value: Any) -> Any:
    """Dataclasses to plain dicts and lists, in the order of their fields, ready for json."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [v if type(v) in _PLAIN else to_json(v) for v in value]
    return {name: v if type(v := getattr(value, name)) in _PLAIN else to_json(v) for name in _names(kind)}  # type: ignore[arg-type]


_PLAIN = frozenset({str, int, float, bool, type(None)})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
