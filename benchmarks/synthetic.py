"""Documents made up for benchmarks: the listed agencies' annual reports and notices, of a report's length.

Each has statistics in sentences, an applications table, its checks (in every tenth document two
fail), an attachment and a citation.  No two are alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.forms.layout import load_forms
from extract.record import (
    Attachment,
    Cell,
    Check,
    Issuer,
    Record,
    Reference,
    Section,
    Source,
    Statistic,
    Table,
)
from normalize.agencies import agencies

YEARS = range(2008, 2024)

_SENTENCES = (
    "{agency}{year}年全年通过门户网站主动公开政府信息{a}条，其中公告{b}条，规范性文件{c}件。",
    "本年度新收政府信息公开申请{b}件，上年结转{c}件，均在法定期限内办结，未发生因依申请公开引起的行政复议{a}件。",
    "通过12360热线接听咨询来电{a}次，日均{c}次，平均等待时长{b}秒，满意率{c}%。",
    "组织开展政务公开业务培训{c}期，培训人员{b}人次，发放宣传资料{a}份，走访企业{b}家。",
)
_LABELS = ("主动公开政府信息", "依申请公开申请", "热线来电", "培训")
_METRICS = ("items_disclosed", "applications_received", "hotline_calls", "people_trained")
_KINDS = ("notice", "announcement", "guide", "statistics")
_SHAPE = next(form for form in load_forms() if (form.form, form.edition) == ("applications", 2021)).blocks[0]


def documents(number: int, statistics: int = 32) -> Iterator[Record]:
    """So many documents with so many statistics each: first a report by each agency for each year, then others."""
    offices = [agency for agency in agencies() if agency.code]
    for i in range(number):
        office, year = offices[i % len(offices)], YEARS[i // len(offices) % len(YEARS)]
        kind = "annual_report" if i < len(offices) * len(YEARS) else _KINDS[i % len(_KINDS)]
        yield replace(_document(i, office.name, str(office.code), year, statistics), kind=kind)


def _document(i: int, agency: str, code: str, year: int, count: int) -> Record:
    text, found = f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n", []
    for n in range(count):
        sentence = _SENTENCES[n % 4].format(agency=agency, year=year, a=i % 977 + n, b=i % 89 + n, c=i % 7 + n)
        found.append(_statistic(f"s{n}", text, sentence, n % 4, i % 977 + n))
        text += sentence + "\n"
    rows = [row.code for row in _SHAPE.rows]
    cells = tuple(Cell(row, c, row, c, i % 13, str(i % 13), "read") for row in rows for c in _SHAPE.column_codes)
    return Record(
        id=f"{i:016x}",
        source=Source(f"http://{code}.example/{i}.html", "text/html", f"{i:064x}"),
        text=text,
        title=f"{agency}{year}年政府信息公开工作年度报告（{i}）",
        kind="annual_report",
        issuer=Issuer(agency, code),
        document_number=f"{code}办发〔{year}〕{i}号",
        year=year,
        attachments=(Attachment("附件", f"http://{code}.example/{i + 1}.html"),),
        sections=(Section("h1", None, 1, "一、", "总体情况", (20, 26), (20, len(text))),),
        statistics=tuple(found),
        tables=(Table("applications", 2021, "", None, cells),),
        checks=tuple(_check(row, at, fails=i % 10 == 0 and at in (3, 7)) for at, row in enumerate(rows)),
        references=(Reference((0, 4), "信息公开办法", f"{code}办发〔{year}〕{i // 2}号"),),
    )


def _statistic(name: str, before: str, sentence: str, which: int, value: int) -> Statistic:
    start = len(before)
    place = start + next(at for at, char in enumerate(sentence) if char.isdigit())
    span = (start, start + len(sentence))
    return Statistic(name, (place, place + 1), span, _LABELS[which], _METRICS[which], value, "条")


def _check(row: str, at: int, *, fails: bool) -> Check:
    return Check("row_total", f"{row} adds up", float(at), at + float(fails), not fails, (f"{row}/total",))


def renamed(records: list[Record], part: int) -> Iterator[Record]:
    """The documents again, as others: under other ids, addresses, titles and numbers."""
    for record in records:
        source = replace(record.source, uri=f"{record.source.uri}?{part}")
        attached = tuple(replace(a, url=f"{a.url}?{part}") for a in record.attachments)
        yield replace(
            record, id=f"{part:x}-{record.id}", source=source, attachments=attached,
            title=f"{record.title}之{part}", document_number=f"{record.document_number}之{part}",
            kind=record.kind if part == 0 else _KINDS[part % len(_KINDS)],
        )  # fmt: skip
