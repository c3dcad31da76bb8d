"""Load rate, size, and times of search, pages, export and an unchanged run, of a store of synthetic documents.

    python -m benchmarks.store [--documents 2000] [--database URL] [--statistics 0] [--json FILE]

The documents are made up: reports of invented years by the listed agencies, of a report's length,
with its form, statistics and checks.  100,000 documents are `--documents 100000`.  With `--statistics
1000000` an export of so many statistics is measured as well, and the most memory that it took.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.forms.layout import load_forms
from extract.record import Cell, Check, Issuer, Record, Section, Source, Statistic, Table
from normalize.agencies import agencies
from output.frames import snapshot
from output.runs import Wanted, export_run
from output.store import Store, open_store, read_store

QUERIES = ("海关", "公告", "海關", "依申请公开", "没有这样的话")
PAGES = {
    "overview": "/-/overview",
    "agency": "/-/agency/8000",
    "compare": "/-/compare?left=8000@2015&right=5100@2015",
    "findings": "/-/findings",
    "search": "/-/search?q=海关",
}
"""Of the house, as a browser asks for them."""

TARGETS = {"search_seconds": 0.2, "page_seconds": 0.5, "unchanged_ratio": 10.0}

_SENTENCES = (
    "{agency}{year}年全年通过门户网站主动公开政府信息{a}条，其中公告{b}条，规范性文件{c}件。",
    "本年度新收政府信息公开申请{b}件，上年结转{c}件，均在法定期限内办结，未发生因依申请公开引起的行政复议{a}件。",
    "通过12360热线接听咨询来电{a}次，日均{c}次，平均等待时长{b}秒，满意率{c}%。",
    "组织开展政务公开业务培训{c}期，培训人员{b}人次，发放宣传资料{a}份，走访企业{b}家。",
)
_SHAPE = next(form for form in load_forms() if (form.form, form.edition) == ("applications", 2021)).blocks[0]


def documents(number: int, statistics: int = 32) -> Iterator[Record]:
    """So many reports, no two alike, each with so many statistics."""
    offices = [agency for agency in agencies() if agency.code]
    for i in range(number):
        office, year = offices[i % len(offices)], 2008 + i // len(offices) % 16
        yield _document(i, office.name, str(office.code), year, statistics)


def _document(i: int, agency: str, code: str, year: int, count: int) -> Record:
    text, found = f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n", []
    for n in range(count):
        sentence = _SENTENCES[n % 4].format(agency=agency, year=year, a=i % 977 + n, b=i % 89 + n, c=i % 7 + n)
        start = len(text)
        text += sentence + "\n"
        place = next(at for at in range(start, len(text)) if text[at].isdigit())
        label = ("主动公开政府信息", "依申请公开申请", "热线来电", "培训")[n % 4]
        found.append(Statistic(f"s{n}", (place, place + 1), (start, len(text) - 1), label, None, i % 977 + n, "条"))
    row_codes = [row.code for row in _SHAPE.rows]
    cells = tuple(Cell(row, c, row, c, i % 13, str(i % 13), "read") for row in row_codes for c in _SHAPE.column_codes)
    checks = tuple(Check("row_total", f"{row} adds up", 1.0, 1.0, True, (f"{row}/total",)) for row in row_codes)
    return Record(
        id=f"{i:016x}",
        source=Source(f"http://{code}.example/{i}.html", "text/html", f"{i:064x}"),
        text=text,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        kind="annual_report",
        issuer=Issuer(agency, code),
        year=year,
        sections=(Section("h1", None, 1, "一、", "总体情况", (20, 26), (20, len(text))),),
        statistics=tuple(found),
        tables=(Table("applications", 2021, "", None, cells),),
        checks=checks,
    )


def timed(work: Any, *arguments: Any) -> tuple[float, Any]:
    """Seconds that a call took, and what it gave."""
    start = time.perf_counter()
    found = work(*arguments)
    return time.perf_counter() - start, found


def measure(where: str, number: int) -> dict[str, float]:
    """Load, load again, search, read one document, list all."""
    records = list(documents(min(number, 2000)))
    more = -(-number // len(records))
    with open_store(where) as store:
        first = sum(timed(store.write, _renamed(records, part))[0] for part in range(more))
        again = sum(timed(store.write, _renamed(records, part))[0] for part in range(more))
    count = more * len(records)
    result = {"documents": count, "load_per_second": count / first, "unchanged_ratio": first / again}
    if "://" not in where:
        result["bytes_per_document"] = Path(where).stat().st_size / count
        result |= measure_pages(Path(where))
    with read_store(where) as store:
        times = [min(timed(store.search, query)[0] for _ in range(3)) for query in QUERIES]
        result["search_seconds"] = max(times)
        result["record_seconds"] = timed(store.record, store.ids("")[count // 2])[0]
    return result


def measure_pages(database: Path) -> dict[str, float]:
    """Seconds that each page of the house takes, the best of three, and the slowest of them."""
    from haiguan.house.app import make_app

    house = make_app(database)

    def asked(address: str) -> None:
        answer = asyncio.run(house.client.get(address))
        assert answer.status_code == 200, (address, answer.status_code)

    found = {f"{name}_page_seconds": min(timed(asked, PAGES[name])[0] for _ in range(3)) for name in PAGES}
    return found | {"page_seconds": max(found.values())}


def _renamed(records: list[Record], part: int) -> Iterator[Record]:
    """The documents again, under other addresses."""
    for record in records:
        source = replace(record.source, uri=f"{record.source.uri}?{part}")
        yield replace(record, id=f"{part:x}-{record.id}", source=source)


def measure_export(folder: Path, statistics: int) -> dict[str, float]:
    """Export so many statistics in every format; the most memory that this process has taken."""
    a_document = 500
    with open_store(folder / "export.sqlite") as store:
        store.write(documents(-(-statistics // a_document), a_document))
        before = _most_memory()
        seconds, _ = timed(export_run, store, folder / "out", Wanted(("csv", "jsonl", "parquet", "xlsx")))
        rows = _rows(store)
    return {
        "export_statistics": rows,
        "export_seconds": seconds,
        "memory_before_mb": before,
        "memory_most_mb": _most_memory(),
    }


def _rows(store: Store) -> int:
    with snapshot(store) as shot:
        frame = next(frame for frame in shot.frames() if frame.name == "statistics")
        return sum(1 for _ in frame.rows())


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--database", help="an empty PostgreSQL database; a temporary SQLite file where none is named")
    parser.add_argument("--statistics", type=int, default=0)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        result = measure(arguments.database or f"{name}/bench.sqlite", arguments.documents)
        if arguments.statistics:
            result |= measure_export(Path(name), arguments.statistics)
    for key, value in result.items():
        print(f"{key:20} {value:12,.4g}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    slow = [name for name in ("search_seconds", "page_seconds") if result.get(name, 0) > TARGETS[name]]
    met = not slow and result["unchanged_ratio"] >= TARGETS["unchanged_ratio"]
    print("targets met" if met else f"targets missed: {TARGETS}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
