"""Records to write: one invented, with something in every list, and any that the contract allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from extract.fields import ROOT, FieldSpec, dictionary
from extract.model import Problem
from extract.record import (
    Attachment,
    Cell,
    Check,
    Contacts,
    Deadline,
    Entity,
    Issuer,
    Measure,
    Period,
    Record,
    Reference,
    Row,
    Section,
    Source,
    Statistic,
    Table,
)
from output import jsonl
from output.jsonl import Json

TEXT = "一、總體情況\n全年發布公告12條。《信息公開辦法》（瀾辦發〔2020〕3號）要求20個工作日內答復。\n一是完善制度。\n3 4 7"


def span(part: str) -> tuple[int, int]:
    """Where a part of the text stands."""
    start = TEXT.index(part)
    return start, start + len(part)


def sample(uri: str = "http://lanzhou.example/1.html", **changes: Any) -> Record:
    """A record of an invented office, every list filled."""
    sentence = span("全年發布公告12條。")
    row = [("person", "3"), ("firm", "4"), ("total", "7")]
    coded = tuple(Cell("granted", c, "予以公开", c, int(raw), raw, "read", span(raw)) for c, raw in row)
    grid = Row(
        (Cell("0", "0", "", "", None, "項目", "read"), Cell("0", "1", "", "", 2.5, "2.5", "read", unit="元"))
    )
    record = Record(
        id=f"id-{uri[-24:]}",
        source=Source(uri, "text/html", "ab" * 32, "2021-02-01T08:00:00+08:00", "one.warc.gz#12"),
        text=TEXT,
        title="澜州海关2020年政府信息公开年报",
        kind="annual_report",
        issuer=Issuer("中华人民共和国澜州海关", "9990"),
        document_number="澜办发〔2021〕1号",
        issued_on="2021-01-25",
        year=2020,
        period=Period("2020-01-01", "2020-12-31"),
        script="Hant",
        variants=("mainland",),
        recipients=("各隶属海关",),
        contacts=Contacts("澜州市海关路1号", "999000", ("0999-1234567",)),
        attachments=(Attachment("申请表", "http://lanzhou.example/form.doc"),),
        sections=(Section("h1", None, 1, "一、", "总体情况", span("一、總體情況"), (0, len(TEXT))),),
        statistics=(
            Statistic("s1", span("12"), sentence, "公告", None, 12, "条", section="h1"),
            Statistic("s2", span("12"), sentence, "公告金额", None, 0.5, "元", "about", part_of="s1"),
        ),
        tables=(
            Table("applications", 2021, "申请", span("3 4 7"), coded),
            Table("other", None, "", None, rows=(grid,), page=2, bbox=(0.0, 1.5, 2.0, 3.0)),
        ),
        checks=(
            Check(
                "row_total", "3 + 4 = 7", 7.0, 7.0, True, ("granted/person", "granted/firm", "granted/total")
            ),
            Check("narrative.sum", "1 = 12", 1.0, 12.0, False, ("s1", "s2")),
        ),
        references=(Reference(span("《信息公開辦法》"), "信息公开办法", "澜办发〔2020〕3号"),),
        measures=(Measure(span("一是完善制度。"), "h1", 1, "一是完善制度。"),),
        deadlines=(Deadline(span("20個工作日"), 20, "工作日", "答复"),),
        entities=(Entity((0, 1), "customs", "中华人民共和国澜州海关", "9990"),),
        problems=(Problem("check_failed", None, "1 is not 12"),),
    )
    return replace(record, **changes)


def as_json(record: Record) -> Json:
    """A record as a reader of JSON Lines gets it."""
    return jsonl.decode(jsonl.encode(record))


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "string": _text,
    "integer": st.integers(0, 3000),
    "number": st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    "uri": st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
    "span": st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted),
    "box": st.lists(st.floats(0, 1000), min_size=4, max_size=4),
}


def _values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    kind = spec.type
    values = _items(kind.base) if kind.is_record else _SCALARS[kind.base]
    if spec.values:
        values = st.sampled_from(list(spec.values))
    if kind.many:
        values = st.lists(values, max_size=2)
    return st.none() | values if kind.optional else values


def _items(name: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({field: _values(spec) for field, spec in dictionary()[name].fields.items()})


def _numbered(record: Json) -> Json:
    """Ids as the contract has them, unique in the record, and addresses without NUL."""
    record["id"] = record["id"].replace("\0", "") or "d"
    record["source"]["uri"] = record["source"]["uri"].replace("\0", "0")
    for name in ("statistics", "sections"):
        for i, item in enumerate(record[name]):
            item["id"] = f"{name[0]}{i}"
    return record


def any_record() -> st.SearchStrategy[Json]:
    """Any record of the contract's shape, made from the dictionary of fields."""
    return _items(ROOT).map(_numbered)


def many(number: int, **changes: Any) -> Iterator[Record]:
    """Records of so many documents."""
    return (sample(f"http://lanzhou.example/{i:05d}.html", **changes) for i in range(number))
