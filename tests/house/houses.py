"""Houses to look at: databases of invented records, and pages asked for as a browser would."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from crawler.index import Fetch, Index
from extract.record import Cell, Check, Issuer, Record, Statistic, Table
from output.store import open_store
from tests.output.records import sample, span

HOSTILE = '"><script>document.title="owned"</script><img src=x onerror="document.title=1">'
"""What a page could be called to run something."""


def report(year: int, received: float = 12, issuer: Issuer | None = None, **changes: Any) -> Record:
    """An annual report of an invented office that says how many applications it received."""
    told = Statistic(
        "s1", span("12"), span("全年發布公告12條。"), "收到申请", "applications_received", received, "件"
    )
    record = sample(
        f"http://customs.example/lanzhou/{year}-{(issuer or Issuer('', '')).code}.html",
        title=f"澜州海关{year}年政府信息公开年报",
        year=year,
        issuer=issuer or Issuer("中华人民共和国澜州海关", "9990"),
        tables=(),
        statistics=(told,),
        checks=(),
        problems=(),
    )
    return replace(record, **changes) if changes else record


def with_table(record: Record, value: float, state: str = "read") -> Record:
    """The record with an applications table that has one cell: the total received."""
    cell = Cell("new_received", "total", "一、新收", "总计", value, str(value), state, span("7"))
    return replace(record, tables=(Table("applications", 2021, "申请", span("3 4 7"), (cell,)),))


def failing(record: Record) -> Record:
    """The record with a check that fails."""
    return replace(record, checks=(Check("narrative.sum", "1 ≠ 12", 1.0, 12.0, False, ("s1",)),))


def database(folder: Path, records: Iterable[Record]) -> Path:
    """A database of records."""
    path = folder / "haiguan.sqlite"
    with open_store(path) as store:
        store.write(records)
    return path


def asked_archive(folder: Path, answers: Iterable[tuple[str, str, str]]) -> Path:
    """An archive's index with the answers (site, URL, outcome) that a crawl got; a page is titled by its year."""
    folder.mkdir()
    index = Index(folder / "index.sqlite")
    for site, url, outcome in answers:
        note = "HTTP 412 with a script challenge" if outcome == "blocked" else None
        title, moment = f"{Path(url).stem[:4]}年政府信息公开年报", "2022-01-01T00:00:00Z"
        index.add(Fetch(None, "r", site, url, url, "page", None, title, None, moment, 412, outcome, note))
    index.close()
    return folder


class Browser:
    """Asks a house for pages without a browser; keeps cookies."""

    def __init__(self, path: Path, **options: Any) -> None:
        pytest.importorskip("datasette", reason="needs the extra `serve` (Datasette)")
        from haiguan.house.app import make_app

        self.app = make_app(path, **options)
        self.cookies = httpx.Cookies()

    def get(self, path: str, **headers: str) -> httpx.Response:
        """A page."""
        answer: httpx.Response = asyncio.run(self.app.client.get(path, headers=headers, cookies=self.cookies))
        self.cookies.update(answer.cookies)
        return answer

    def post(self, path: str, data: dict[str, str], **headers: str) -> httpx.Response:
        """The answer to a form."""
        posted = self.app.client.post(path, data=data, headers=headers, cookies=self.cookies)
        answer: httpx.Response = asyncio.run(posted)
        return answer

    def token(self, path: str) -> str:
        """The token that a page's forms carry."""
        found = re.search(r'name="csrftoken" value="([^"]+)"', self.get(path).text)
        assert found is not None, f"{path} has no form"
        return found[1]
