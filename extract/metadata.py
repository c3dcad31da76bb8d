"""What a document is: title, kind, issuer, number, dates, recipients, contacts, attachments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.attachments import find_attachments
from extract.contacts import find_contacts
from extract.dating import find_issue_date, find_signature
from extract.document import Document
from extract.document_number import find_document_number
from extract.issuer import find_issuer
from extract.model import Problem
from extract.narrative.periods import document_period
from extract.properties import Properties, declared_values, find_properties
from extract.recipients import find_recipients
from extract.record import Attachment, Contacts, Issuer, Period
from extract.sections import SectionRange
from extract.title import SITE_NAME, kind_of, kind_of_preface, later_title, read_title
from normalize.dates import find_dates
from normalize.periods import PeriodMatch, find_periods

PREFACE = 1000
"""Characters in which a text without a title says what it is."""

_STATED = re.compile(
    r"统计(?:数据)?的?(?:期限|时限|时间|区间|周期|范围)|(?:所列|涉及|引用)的?(?:统计)?数据"
    r"|数据(?:统计)?的?(?:期限|时限|时间|起止)|报告期"
)
_ANNOUNCED = re.compile(r"((?:19|20)\d\d)\s*年度?[^。\d]{0,30}(?:年度报告|年报)")
_STATED_LENGTH = 120
"""Characters behind the words that announce the period of a report's figures in which it stands."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """A document's metadata as the record holds them; what is unknown is None or empty."""

    title: str | None
    kind: str
    issuer: Issuer
    document_number: str | None
    issued_on: str | None
    year: int | None
    period: Period | None
    recipients: tuple[str, ...]
    contacts: Contacts
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]


def read_metadata(
    doc: Document,
    body: Document,
    sections: Sequence[SectionRange],
    declared: Mapping[str, str],
    as_of: date = date.max,
) -> Metadata:
    """The metadata of `doc`; `body` is the same without boilerplate, `declared` what page and crawler say.

    What the document prints is trusted before what its page declares.  A day of issue after `as_of`,
    the day on which the document was had, is a problem and not a date.
    """
    declared = {**doc.reading.metadata, **declared}
    printed = read_title(body)
    properties = find_properties(doc)
    title = printed.text if printed else _listed_title(properties) or later_title(body) or _declared_title(declared)
    kind = kind_of(title) if title else kind_of_preface(body.text[:PREFACE])
    period = _period(body, title, kind)
    signature = find_signature(body, printed)
    number = find_document_number(body, printed, properties, declared)
    issued = find_issue_date(body, printed, signature, properties, declared, as_of)
    return Metadata(
        title=title,
        kind=kind,
        issuer=find_issuer(doc, body, printed, signature, properties, declared),
        document_number=number,
        issued_on=issued.day,
        year=_year(body, title, kind, period, issued.day or number),
        period=Period(period.first, period.last) if period and period.first and period.last else None,
        recipients=find_recipients(body, printed.end if printed else 0),
        contacts=find_contacts(body),
        attachments=find_attachments(body, sections),
        problems=(*issued.problems, *_period_problems(doc, period)),
    )


def _listed_title(properties: Properties) -> str | None:
    """The title that the table of properties gives: 标题：…"""
    return next((found.value for found in properties.get("title", ())), None)


def _declared_title(declared: Mapping[str, str]) -> str | None:
    """The page's own title without the name of its site."""
    value = next(declared_values(declared, "title"), None)
    return SITE_NAME.sub("", value) if value else None


def _period(body: Document, title: str | None, kind: str) -> PeriodMatch | None:
    """The period that the text states for its figures; for statistics, that of the title."""
    if kind == "statistics" and title:
        return next(iter(find_periods(title)), None) or _part_of_year(title)
    for stated in _STATED.finditer(body.text):
        at = stated.end()
        window = body.text[at : at + _STATED_LENGTH].replace("\n", " ")
        for found in find_periods(window):
            return PeriodMatch(found.start + at, found.end + at, found.first, found.last, found.stripped)
    return None


def _part_of_year(title: str) -> PeriodMatch | None:
    """The part of a year that a title names: 2023年前三季度, 2023年5月."""
    year = next((found.year for found in find_dates(title) if found.year), None)
    first, last = (year and document_period(title, "", year, "statistics")) or (None, None)
    return PeriodMatch(0, 0, first.isoformat(), last.isoformat()) if first and last else None


def _period_problems(doc: Document, period: PeriodMatch | None) -> tuple[Problem, ...]:
    if period is None or not period.stripped:
        return ()
    printed = doc.text[period.start : period.end]
    read = f"read as {period.first} to {period.last}" if period.first else "several readings fit, none is taken"
    message = f"年月日 are lost from the period {printed}: {read}"
    return (Problem("stripped_date", doc.span(period.start, period.end), message),)


def _year(
    body: Document, title: str | None, kind: str, period: PeriodMatch | None, issued: str | None
) -> int | None:
    """The year that a document is about: its title's; a report's period or the year that its text opens with;
    of any other, the year of its issue or of its number."""
    in_title = [found.year for found in find_dates(title or "") if found.year]
    if in_title:
        return in_title[0]
    if period and period.first and period.last and period.first[:4] == period.last[:4]:
        return int(period.first[:4])
    if kind == "annual_report":
        return _opening_year(body)
    issued_year = re.search(r"(?:19|20)\d\d", issued or "")
    return int(issued_year.group()) if issued_year else None


def _opening_year(body: Document) -> int | None:
    """The year with which the first paragraph begins, 2009年，我关…, or of the report that it announces."""
    for line in body.lines:
        text = body.line_text(line)
        if "。" in text:
            found = next(iter(find_dates(text[:20])), None)
            if found and found.start == 0:
                return found.year
            announced = _ANNOUNCED.search(text)
            return int(announced[1]) if announced else None
    return None
