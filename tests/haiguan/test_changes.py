"""What changed between two runs, from the site to the feed: versions are told by what documents say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import read_captures
from output.store import read_store
from tests.crawler.crawling import site_file
from tests.crawler.imitation import COLUMN, Imitation, Reply, document, office, page, put_lists, serving
from tests.haiguan.command import spawn

GONE = {
    "404": Reply(b"<h1>404</h1>", 404, validators=False),
    "410": Reply(b"", 410, validators=False),
    "a page that says so": page("<p>您访问的页面不存在</p>"),
    "sent to the home page": Reply(b"", 302, headers={"Location": "/"}, validators=False),
}


def address(number: int) -> str:
    return f"{COLUMN}/{1000000 + number}/index.html"


def report(number: int, count: int, views: int) -> Reply:
    """A report with a number in its body, and a counter of views beside it."""
    said = f"云泽海关2020年第{number}号报告。2020年,我关主动公开政府信息{count}条"
    return document(said, f"<p>浏览次数:{views}</p>")


@dataclass
class Folder:
    """A site and the folder of its runs."""

    site: Imitation
    path: Path

    def run(self, *options: object) -> str:
        """`haiguan run`; gives what it said."""
        name = site_file(self.path, self.site.base)
        done = spawn("run", name, "--folder", self.path / "data", "--delay", 0, "--jobs", 1, *options)
        return done.stderr.decode()

    def changes(self) -> dict[str, dict[str, Any]]:
        """The lines of the last run's feed, by path of the document."""
        lines = (self.path / "data/export/latest/changes.jsonl").read_text("utf-8").splitlines()
        return {c["uri"].removeprefix(self.site.base): c for c in map(json.loads, lines)}


@pytest.fixture(scope="module")
def after_a_sweep(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Folder, list[str]]]:
    """Two runs; between them the counters go on, two documents change, one comes, and four go each in its way."""
    site = office(count=9, per_page=20)
    for number in range(1, 10):
        site.routes[address(number)] = report(number, 100 + number, views=number)
    with serving(site):
        folder = Folder(site, tmp_path_factory.mktemp("changes"))
        said = [folder.run()]
        for number in range(1, 10):
            site.routes[address(number)] = report(number, 100 + number, views=1000 + number)
        site.routes[address(2)] = report(2, 999, views=1002)
        site.routes[address(10)] = report(10, 110, views=1)
        site.routes |= {address(number): reply for number, reply in enumerate(GONE.values(), 6)}
        listed = [(address(n), f"第{n}号报告", "2020-01-01") for n in (10, 5, 4, 3, 2, 1, 6)]
        put_lists(site, listed, 20, 1)
        said.append(folder.run("--sweep"))
        yield folder, said


def test_the_first_run_says_that_all_is_new(after_a_sweep: tuple[Folder, list[str]]) -> None:
    assert "changes: 9 new (" in after_a_sweep[1][0]


def test_the_feed_names_what_is_new_changed_and_gone_and_nothing_else(after_a_sweep: tuple[Folder, list[str]]) -> None:
    found = {path: change["change"] for path, change in after_a_sweep[0].changes().items()}
    assert found == {address(2): "changed", address(10): "new"} | {address(n): "gone" for n in range(6, 10)}
    assert "changes: 1 new, 1 changed, 4 gone (" in after_a_sweep[1][1]


def test_a_change_has_the_old_value_and_the_new(after_a_sweep: tuple[Folder, list[str]]) -> None:
    values = after_a_sweep[0].changes()[address(2)]["values"]
    assert [(v["old"], v["new"]) for v in values if v["value"].startswith("statistics/")] == [(102, 999)]


def test_old_versions_stay_in_the_archive(after_a_sweep: tuple[Folder, list[str]]) -> None:
    archive = after_a_sweep[0].path / "data" / "archive"
    versions = [c.data.decode() for c in read_captures(archive, all_versions=True) if c.url.endswith(address(2))]
    assert ["102条" in versions[0], "999条" in versions[1]] == [True, True]


def test_what_is_gone_stays_in_the_database(after_a_sweep: tuple[Folder, list[str]]) -> None:
    with read_store(after_a_sweep[0].path / "data" / "haiguan.sqlite") as store:
        paths = {d.uri.removeprefix(after_a_sweep[0].site.base) for d in store.documents()}
    assert {address(n) for n in range(1, 11)} <= paths


def test_what_comes_back_is_new_and_what_is_gone_is_told_once(after_a_sweep: tuple[Folder, list[str]]) -> None:
    folder, _ = after_a_sweep
    folder.site.routes[address(7)] = report(7, 107, views=2000)
    said = folder.run("--sweep")
    assert {path: change["change"] for path, change in folder.changes().items()} == {address(7): "new"}
    assert "changes: 1 new (" in said
    assert "changes: nothing new" in folder.run()
