"""A store of synthetic documents: load rate, size, an unchanged run, and the times of searches and pages.

    python -m benchmarks.store [--documents 2000] [--database URL] [--json FILE]

100,000 documents are `--documents 100000`: 7 GB and a quarter of an hour.  Pages are asked of the
house as a browser would, with their templates; `first` is the first request after loading, `again` the
median of five more, `cpu` the processor's share of that; `start` has the house's own start in it.  With --database the same is measured of PostgreSQL, which has no pages.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.synthetic import documents, renamed
from output.store import Store, open_store, read_store

QUERIES = ("海关", "公告", "海關", "依申请公开", "没有这样的话")
PAGES = {
    "start": "/-/search",
    "overview": "/-/overview",
    "agency": "/-/agency/8000",
    "compare": "/-/compare?left=8000@2010&right=0100@2012",
    "findings": "/-/findings",
    "search": f"/-/search?q={quote('海关')}",
}
TARGETS = {"search": 0.2, "page": 0.5, "unchanged_ratio": 10.0}
"""Seconds that a search and a page may take; how many times faster an unchanged run must be."""

_PART = 2000
"""Documents that are made at a time."""


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Seconds that a call took, and what it gave."""
    start = time.perf_counter()
    found = work(*arguments)
    return time.perf_counter() - start, found


def load(where: str, number: int) -> dict[str, float]:
    """Load so many documents into a new store, then the same again."""
    records = list(documents(min(number, _PART)))
    parts = -(-number // len(records))
    with open_store(where) as store:
        first = sum(timed(store.write, list(renamed(records, part)))[0] for part in range(parts))
        again = sum(timed(store.write, list(renamed(records, part)))[0] for part in range(parts))
    count = parts * len(records)
    result = {"documents": count, "loaded_per_second": count / first, "unchanged_per_second": count / again}
    result["unchanged_ratio"] = first / again
    if "://" not in where:
        result["bytes_per_document"] = Path(where).stat().st_size / count
    return result


def ask(store: Store) -> dict[str, float]:
    """Searches and one whole record: the first time that each is asked, and the median of five more."""
    name = store.ids("")[-1]
    asked: dict[str, Callable[[], Any]] = {f"search {query}": lambda query=query: store.search(query) for query in QUERIES}
    return dict(_twice({**asked, "record": lambda: store.record(name)}))


def ask_pages(path: Path) -> dict[str, float]:
    """The house's pages, in the same way."""
    from haiguan.house.app import make_app

    client = make_app(path).client

    def get(page: str) -> None:
        answer = asyncio.run(client.get(page))
        assert answer.status_code == 200, f"{page}: {answer.status_code}"

    return dict(_twice({f"page {name}": lambda page=page: get(page) for name, page in PAGES.items()}))


def _twice(asked: dict[str, Callable[[], Any]]) -> Iterator[tuple[str, float]]:
    for name, work in asked.items():
        yield f"{name}, first", timed(work)[0]
        before = time.process_time()
        yield f"{name}, again", statistics.median(timed(work)[0] for _ in range(5))
        yield f"{name}, cpu", (time.process_time() - before) / 5


def missed(result: dict[str, float]) -> list[str]:
    """The figures that are not as they should be."""
    slow = [name for name, value in result.items() for kind in ("search", "page") if name.startswith(kind) and not name.endswith("cpu") and "start" not in name and value > TARGETS[kind]]
    return slow + ["unchanged_ratio"] * (result["unchanged_ratio"] < TARGETS["unchanged_ratio"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--database", help="an empty PostgreSQL database; a temporary SQLite file where none is named")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = arguments.database or f"{folder}/bench.sqlite"
        result = load(where, arguments.documents)
        with read_store(where) as store:
            result |= ask(store)
        if not arguments.database:
            result |= ask_pages(Path(where))
    for key, value in result.items():
        print(f"{key:24} {value:12,.4g}")
    if arguments.json:
        arguments.json.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    late = missed(result)
    print(f"targets missed: {', '.join(late)}" if late else f"targets met: {TARGETS}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
