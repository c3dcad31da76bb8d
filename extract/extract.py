"""The main path: the bytes of one source in, its record out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from extract.agreement import Narrated, contradictions, table_checks
from extract.boilerplate import Removed, strip_boilerplate
from extract.checks import narrative_checks, step_checks
from extract.document import Document, open_document
from extract.flow import running_text
from extract.forms import Forms, read_forms
from extract.limits import DEFAULT_LIMITS, Limits
from extract.measures import find_measures
from extract.metadata import Metadata, read_metadata
from extract.model import Problem, Reading
from extract.narrative.deadlines import Limit
from extract.narrative.findings import Finding, crowded
from extract.narrative.lexicon import compiled
from extract.narrative.metrics import metric_of
from extract.narrative.periods import document_period
from extract.narrative.pipeline import Narrative, read_narrative
from extract.narrative.relations import settled_scopes
from extract.narrative.scopes import title_owner
from extract.narrative.subjects import Owned
from extract.narrative.tone import Passage, first_year, section_tone, tone_of
from extract.readers import read
from extract.readers.context import Pictures, no_pictures
from extract.record import Deadline, Entity, Record, Source, Statistic
from extract.references import find_references
from extract.sections import SectionRange, find_sections
from extract.sections import to_record as section_records
from normalize.aligned import AlignedText

_FIGURES = re.compile(r"\d+")
_DISCLOSURE = re.compile("(?:信息|政务|关务|警务)公开")
HAVE_HEADINGS = frozenset({"annual_report", "work_points", "implementation_plan", "guide"})
"""Kinds that lost something where no heading is found; a short notice or a piece of news may have none."""
MOST_NAMED = 100
"""Problems of one kind that are named one by one; the rest are one problem together."""
def extract_record(
    data: bytes,
    *,
    uri: str,
    media_type: str | None = None,
    charset: str | None = None,
    retrieved_at: str | None = None,
    capture: str | None = None,
    as_of: date = date.max,
    limits: Limits = DEFAULT_LIMITS,
    pictures: Pictures = no_pictures,
) -> Record:
    """The record of one source: its bytes, where they came from, what their sender declared.

    `as_of` is the day after which no document can have been issued, where `retrieved_at` does not
    give it; this room reads no clock.  `pictures` finds the pictures that a page shows, by their addresses.

    Raises `extract.readers.errors.UnreadableSource` where the bytes are nothing that can be read.
    """
    reading = read(
        data, uri=uri, declared_type=media_type, declared_charset=charset, limits=limits, pictures=pictures
    )
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(uri, reading.media_type, sha256, retrieved_at, capture)
    return build_record(reading, source, date.fromisoformat(retrieved_at[:10]) if retrieved_at else as_of)


def document_id(uri: str, sha256: str) -> str:
    """Stable: the same bytes from the same URI give the same id, 16 hexadecimal digits."""
    return hashlib.sha256(f"{uri}\n{sha256}".encode()).hexdigest()[:16]


def build_record(reading: Reading, source: Source, as_of: date = date.max) -> Record:
    """The record of a reading, room by room; `as_of` as in `extract_record`."""
    opened = _open(reading, as_of)
    doc, body, forms, sections, metadata, flow = (
        opened.doc, opened.body, opened.forms, opened.sections, opened.metadata, opened.flow,
    )  # fmt: skip
    narrative: Narrative = opened.narrated._.haiguan
    ids = [f"s{i}" for i in range(1, len(narrative.findings) + 1)]
    statistics = tuple(_statistics(body, flow, narrative, sections, ids))
    deadlines = tuple(_deadlines(flow, narrative.limits))
    narrated = Narrated(narrative.text, narrative.findings, statistics)
    checks = (
        *narrative_checks(narrative, ids),
        *step_checks(narrative.text, narrative.limits, [x.ref or "" for x in deadlines]),
        *table_checks(narrated, forms.tables, metadata.year, narrative.issuer_names),
    )
    spans = {s.id: s.span for s in statistics} | {d.ref or "": d.span for d in deadlines}
    return Record(
        id=document_id(source.uri, source.sha256),
        source=source,
        text=reading.text,
        title=metadata.title,
        kind=metadata.kind,
        issuer=metadata.issuer,
        document_number=metadata.document_number,
        issued_on=metadata.issued_on,
        year=metadata.year,
        period=metadata.period,
        script=doc.cleaned.script,
        variants=doc.cleaned.variants,
        recipients=metadata.recipients,
        contacts=metadata.contacts,
        attachments=metadata.attachments,
        sections=section_records(body, sections),
        statistics=statistics,
        tables=forms.tables,
        checks=(*forms.checks, *checks),
        references=find_references(body),
        measures=find_measures(body, sections, metadata.kind),
        deadlines=deadlines,
        entities=tuple(
            Entity(flow.source_span(m.start, m.end), "customs", m.agency.name, m.agency.code) for m in narrative.agencies
        ),
        problems=(
            *_problems(doc, reading, sections, forms, metadata, flow, narrative),
            *contradictions(checks, spans),
        ),
    )


def extract_doc(data: bytes, *, uri: str, media_type: str | None = None, charset: str | None = None) -> Doc:
    """The narrative of one source as spaCy's Doc: its running text, clean, one token a character.

    What was read of it stands in `doc._.haiguan` (a `Narrative`) and in `doc.spans`; tables, headings and
    boilerplate are left out.  Raises `UnreadableSource` as `extract_record` does.
    """
    return _open(read(data, uri=uri, declared_type=media_type, declared_charset=charset), date.max).narrated


@dataclass(frozen=True, slots=True)
class _Opened:
    """A reading, room by room as far as its narrative."""

    doc: Document
    body: Document
    forms: Forms
    sections: Sequence[SectionRange]
    metadata: Metadata
    flow: AlignedText
    narrated: Doc


def _open(reading: Reading, as_of: date) -> _Opened:
    doc = open_document(reading)
    body, removed = strip_boilerplate(doc)
    forms = read_forms(body)
    sections = find_sections(body, forms.regions)
    metadata = read_metadata(doc, body, sections, reading.metadata, as_of)
    flow = _flow(body, removed, forms, sections)
    text = flow.text[: readable_end(flow.text)]
    narrated = _read_flow(text, metadata, _passages(body, flow, sections, metadata), _owners(body, flow, sections))
    return _Opened(doc, body, forms, sections, metadata, flow, narrated)


def _flow(
    body: Document, removed: Sequence[Removed], forms: Forms, sections: Sequence[SectionRange]
) -> AlignedText:
    """What is neither boilerplate, nor table, nor heading, for the narrative part to read."""
    ranges = [(r.start, r.end) for r in removed]
    ranges += forms.regions
    ranges += [s.heading for s in sections]
    return running_text(body.cleaned.aligned, ranges)


def _passages(
    body: Document, flow: AlignedText, sections: Sequence[SectionRange], metadata: Metadata
) -> list[Passage]:
    """The sections of the flow that speak in a tone of their own: 下一步工作安排, and not 存在问题和下一步打算."""
    tone = tone_of(metadata.kind, metadata.title)
    own = [(s, section_tone(s.title, tone)) for s in sections if not compiled("{shortcomings}").search(s.title)]
    told = [(s, t) for s, t in own if t is not None]
    outermost = [(s, t) for s, t in told if not any(o.start < s.start and s.end <= o.end for o, _ in told)]
    return [(*flow.text_span(*body.span(s.start, s.end)), t) for s, t in outermost]


def _owners(body: Document, flow: AlignedText, sections: Sequence[SectionRange]) -> list[Owned]:
    """The sections of the flow whose titles name whose their numbers are."""
    named = [(s, owner) for s in sections if (owner := title_owner(s.title))]
    return [(*flow.text_span(*body.span(s.start, s.end)), owner) for s, owner in named]


def _read_flow(text: str, metadata: Metadata, passages: Sequence[Passage], owners: Sequence[Owned]) -> Doc:
    own = metadata.issuer.name
    return read_narrative(
        text,
        tone=tone_of(metadata.kind, metadata.title),
        passages=passages,
        topic="信息公开" if _DISCLOSURE.search(metadata.title or "") else "",
        owners=owners,
        issuer_names=frozenset({own, own.removeprefix("中华人民共和国")} if own else ()),
        year=metadata.year,
        planned=first_year(metadata.title),
        period=document_period(metadata.title or "", text, metadata.year, metadata.kind),
    )


def readable_end(text: str) -> int:
    """How far the narrative part reads: to the end, unless characters or numbers are too many."""
    end = min(len(text), DEFAULT_LIMITS.narrative_characters)
    beyond = next(islice(_FIGURES.finditer(text, 0, end), DEFAULT_LIMITS.max_numbers, None), None)
    return beyond.start() if beyond else end


def _statistics(
    body: Document, flow: AlignedText, narrative: Narrative, sections: Sequence[SectionRange], ids: Sequence[str]
) -> Iterable[Statistic]:
    totals = {part: b.total for b in narrative.breakdowns for part in b.parts}
    shares = {f.of: f.number.value for f in narrative.findings if f.relation == "share" and f.of is not None}
    scopes = settled_scopes(narrative.findings, narrative.breakdowns)
    codes = [_metric(f, scope) for f, scope in zip(narrative.findings, scopes, strict=True)]
    starts = [flow.text_span(*body.span(s.start, s.end))[0] for s in sections]
    for i, f in enumerate(narrative.findings):
        described = ids[f.of] if f.of is not None else None
        at = bisect_right(starts, f.number.start) - 1
        total = totals.get(i)
        is_whole = total is None or (codes[total], scopes[total]) != (codes[i], scopes[i])
        yield Statistic(
            id=ids[i],
            span=flow.source_span(f.number.start, f.number.end),
            sentence=flow.source_span(*f.sentence),
            label=f.label or (sections[at].title if at >= 0 else ""),
            metric=codes[i] if is_whole else None,  # a part of what the site published is not what it published
            value=f.number.value,
            unit=f.number.unit,
            bound=f.number.bound,
            scope=scopes[i],
            period=narrative.periods[i],
            part_of=ids[total] if total is not None else None,
            share=shares.get(i),
            share_of=described if f.relation == "share" else None,
            change_of=described if f.relation == "change" else None,
            direction=f.direction,
            base_period=narrative.base_periods[i],
            section=sections[at].id if at >= 0 else None,
        )


def _metric(f: Finding, scope: str | None) -> str | None:
    return metric_of(f.label, scope, f.number.unit, "" if f.relation == "base" else f.relation)


def _deadlines(flow: AlignedText, limits: Sequence[Limit]) -> Iterable[Deadline]:
    for i, x in enumerate(limits, 1):
        whole = f"d{x.part_of + 1}" if x.part_of is not None else None
        yield Deadline(flow.source_span(x.start, x.end), x.value, x.unit, x.action, x.actor, f"d{i}", whole)


def _problems(
    doc: Document,
    reading: Reading,
    sections: Sequence[SectionRange],
    forms: Forms,
    metadata: Metadata,
    flow: AlignedText,
    narrative: Narrative,
) -> Iterable[Problem]:
    if doc.lines and not sections and metadata.kind in HAVE_HEADINGS:
        yield Problem("no_heading", None, "no heading was found: see that the text is whole and its lines are kept")
    yield from reading.problems
    for r in doc.cleaned.repairs:
        yield Problem(r.code, (r.start, r.end), r.message)
    yield from metadata.problems
    yield from forms.problems
    yield from _unread(flow, narrative)


def _unread(flow: AlignedText, narrative: Narrative) -> Iterable[Problem]:
    """What the narrative part did not read, or read without understanding."""
    if (end := readable_end(flow.text)) < len(flow):
        message = "too long or too many numbers: the narrative was read up to here; split the file to read the rest"
        yield Problem("unread_region", flow.source_span(end, len(flow)), message)
    for start, end in crowded(narrative.numbers, narrative.sentences):
        message = "too many numbers for one sentence: a list or a table that lost its lines; none of them was read"
        yield Problem("unread_region", flow.source_span(start, end), message)
    unclassified = [n for n in narrative.numbers if n.kind == "unclassified"]
    for n in unclassified[:MOST_NAMED]:
        message = f"{flow.text[n.start : n.end]}: a number that is no known kind of quantity; read the sentence"
        yield Problem("unclassified_number", flow.source_span(n.start, n.end), message)
    if rest := unclassified[MOST_NAMED:]:
        message = f"{len(rest)} more numbers that are no known kind of quantity: a table that lost its form?"
        yield Problem("unclassified_number", flow.source_span(rest[0].start, rest[-1].end), message)
