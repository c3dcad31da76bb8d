"""Whose document it is: its full official name and 关区代码, from the most trusted place that names one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.dating import Signature
from extract.document import Document
from extract.properties import Properties, declared_values
from extract.record import Issuer
from extract.title import Title, head_lines, kind_of
from normalize.agencies import STATE, agency_like, find_agencies, resolve

LAST_LINES = 6
"""How many last lines may hold a signature without a date."""
PREFACE = 1500
"""Characters from the title on in which a report says who made it."""

_BEFORE_NAME = re.compile(r"(?:关于|(?:19|20)\d\d年?度?|[一二][一二三四五六七八九〇○零]{3}年度?|[\s《])*")
_LETTERHEAD = re.compile(r"(.{2,40}?)\s*文\s*件")
_MAKER = re.compile(
    r"(?:由|与|和|向)([一-鿿]{4,40}?)(?=编制|编写|联系|根据|依据|按照|咨询|反映)|联系([一-鿿]{4,40})"
    r"|编制了?《([一-鿿]{4,40}?)(?:政府|政务)?(?:信息)?公开(?:工作)?指南》"
    r"|(?:公布|发布)《?([一-鿿]{4,40}?)(?=(?:19|20)\d\d\s*年)"
)
"""本报告由X编制, 请与X联系, 请联系X, 编制了《X政府信息公开指南》, 现公布X2016年…: who made a document, or answers for it."""
_SPONSOR = re.compile(r"(?:主办|承办)(?:单位)?\s*[:：]\s*")
_STATE_COUNCIL = re.compile("国务院(?![一-鿿])|国务院(?=关于|令|公报)")
_PRINTED = re.compile(r"([一-鿿]{4,40})\s+\S{8,16}\s*印发")
_BELOW = re.compile(r"附\s*件|[(（]此件|[\d〇○零一二三四五六七八九十]{4}\s*年")
"""What may stand under a signature that has no day."""
_INSIDE = re.compile("(?<=[一-鿿]) (?=[一-鿿])")
_OFFICE = re.compile("(?:(?:政府|政务)?(?:信息)?公开(?:工作)?(?:领导小组)?)?办公[室厅]$")
_DIVISION = re.compile(r"(?<=[关局厅室会委府])[一-鿿]{2,8}(?:[处科股]|办公室)$")
"""What an agency's name has behind it where the part is meant that answers: …办公厅信息处."""
_AREA_REPORT = re.compile(
    r"(?:(?:19|20)\d\d\s*年?度?)?"
    r"(?P<area>(?:[一-鿿]{1,7}?(?:自治区|[省市州盟县旗]|(?<![新园景校社辖发开关作税验范])区|(?<![城乡])[乡镇])){1,4})"
    r"(?:人民政府|政府(?!信息))?(?:(?:19|20)\d\d\s*年?度?)?(?:(?:政府信息|政务|信息)公开|法治政府建设|依法行政)"
)
"""The title of the report of an area: by the 条例 of 2019, 第四十九条, its government makes it."""
_CITY = re.compile("(?:(?:(?![由与和向请系报告])[一-鿿]){2,7}?[省市州盟])+$")


def find_issuer(
    doc: Document,
    body: Document,
    title: Title | None,
    signature: Signature | None,
    properties: Properties,
    declared: Mapping[str, str],
) -> Issuer:
    """The agency that issued a document; `body` is the document without boilerplate.

    In the order of trust: the signature, the letterhead (X文件), the title, a line of the head that
    is an agency's name, the catalogue's 发布机构, the government of the area whose report it is, the
    preface of a report (由X编制, 与X联系), the source and what else the page declares, the office that had
    it printed (X办公室 2016年3月4日印发), the sponsor in its footer.
    """
    names = (_named_at(text) for text in _candidates(doc, body, title, signature, properties, declared))
    name = next((name for name in names if name), None)
    if name is None:
        return Issuer(None, None)
    agency = resolve(name)
    if agency:
        return Issuer(agency.name, agency.code)
    return Issuer(_in_full(body, name.removeprefix(STATE), title), None)


def _candidates(
    doc: Document,
    body: Document,
    title: Title | None,
    signature: Signature | None,
    properties: Properties,
    declared: Mapping[str, str],
) -> Iterator[str]:
    """Texts that begin with the issuer's name, if with any agency's."""
    if signature and signature.signer:
        yield signature.signer
    yield from _undated_signature(body)
    head = [body.line_text(line) for line in head_lines(body)]
    yield from (m[1] for text in head if (m := _LETTERHEAD.fullmatch(text)))
    if title:
        yield from (title.text, *title.text.split()[1:])
    yield from (text for text in head if _is_name(text))
    yield from (found.value for found in properties.get("issuer", ()))
    yield from _governments(title)
    yield from _makers(body, title)
    for found in properties.get("source", ()):
        yield from (_DIVISION.sub("", found.value.split()[0]), found.value)
    yield from declared_values(declared, "issuer")
    yield from (_OFFICE.sub("", m[1]) for line in body.lines if (m := _PRINTED.fullmatch(body.line_text(line))))
    for line in reversed(doc.lines):
        for m in _SPONSOR.finditer(doc.text, line.start, line.end):
            yield doc.text[m.end() : line.end]


def _undated_signature(body: Document) -> Iterator[str]:
    """An agency's name that ends the document, or stands over its attachments or a month."""
    last = body.lines[1:][-LAST_LINES:]
    for i, line in enumerate(last):
        below = body.line_text(last[i + 1]) if i + 1 < len(last) else "附件"
        if line.kind != "cell" and _BELOW.match(below) and _is_name(text := body.line_text(line)):
            yield text


def _named_at(text: str) -> str | None:
    """The longest agency's name that a text begins with, a year or 关于 before it apart."""
    text = _INSIDE.sub("", text[:200])
    before = _BEFORE_NAME.match(text)
    text = text[before.end() : before.end() + 60] if before else text[:60]
    ends = [m.end for m in find_agencies(text) if m.start == 0]
    ends += [m.end() for m in [_STATE_COUNCIL.match(text)] if m]
    ends += [end for start, end, _ in agency_like(text) if start == 0]
    return text[: max(ends)] if ends else None


def _is_name(text: str) -> bool:
    return 4 <= len(text) <= 40 and _named_at(text) == text


def _governments(title: Title | None) -> Iterator[str]:
    """The government of the area that an annual report is named for: 云州市2018年政府信息公开工作年度报告."""
    if title and kind_of(title.text) == "annual_report" and (m := _AREA_REPORT.match(title.text)):
        yield f"{m['area']}人民政府"


def _makers(body: Document, title: Title | None) -> Iterator[str]:
    """Who made a report or answers for it, by its preface; an agency's office stands for the agency."""
    start = title.end if title else 0
    for m in _MAKER.finditer(body.text, start, start + PREFACE):
        printed = m[m.lastindex or 0]
        name = _named_at(printed) or _named_at(_DIVISION.sub("", printed))
        if name:
            agency = _OFFICE.sub("", name)
            yield agency if _named_at(agency) == agency else name


def _in_full(body: Document, name: str, title: Title | None) -> str:
    """The name with the city before it where the text prints it so: 云州市滨江区人民政府 for 滨江区人民政府."""
    start = title.end if title else 0
    text = body.text[start : start + PREFACE]
    printed = re.finditer(re.escape(name), text)
    cities = (_CITY.search(text[max(0, m.start() - 12) : m.start()]) for m in printed)
    return next((m.group() for m in cities if m), "") + name
