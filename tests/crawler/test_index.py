"""What the index answers: each question on a few rows, the expected answer beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.index import Fetch, Index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index.sqlite")
    for run in ("r1", "r2", "r3"):
        made.start_run(run, "", "sweep", "yunze")
    yield made
    made.close()


def add(index: Index, run: str, key: str, outcome: str = "ok", status: int | None = 200, **more: Any) -> int:
    """One fetch of a page of the site `yunze`; content has its body in its own record."""
    given: dict[str, Any] = {"site": "yunze", "role": "page", "referrer": None, "title": None, "position": None,
                             "body_in": -1 if outcome == "ok" else None, "url": f"http://{key}"}  # fmt: skip
    moment = f"2026-01-0{run[1]}T00:00:00Z"
    return index.add(Fetch(None, run, key=key, retrieved_at=moment, status=status, outcome=outcome, **(given | more)))


class TestArrivals:
    @pytest.mark.parametrize(
        ("before", "now", "arrived"),
        [
            ([], ["ok"], (1, 0)),
            (["ok"], ["ok"], (0, 1)),
            (["ok"], ["unchanged"], (0, 0)),
            (["error"], ["ok"], (1, 0)),
            (["blocked", "ok"], ["ok"], (0, 1)),
            ([], ["error", "ok", "ok"], (1, 0)),
            (["ok"], ["soft_404"], (0, 0)),
        ],
    )
    def test_a_page_is_new_once_and_replaced_by_other_bytes(
        self, index: Index, before: list[str], now: list[str], arrived: tuple[int, int]
    ) -> None:
        for run, outcomes in (("r1", before), ("r2", now)):
            for outcome in outcomes:
                add(index, run, "x.cn/1", outcome)
        assert index.arrivals("r2", "yunze") == arrived

    def test_lists_and_other_sites_are_not_counted(self, index: Index) -> None:
        add(index, "r1", "x.cn/1", role="list")
        add(index, "r1", "x.cn/2", site="other")
        add(index, "r1", "x.cn/robots.txt", role="robots")
        assert index.arrivals("r1", "yunze") == (0, 0)

    def test_a_column_that_turned_out_to_be_a_document_is_new(self, index: Index) -> None:
        add(index, "r1", "x.cn/guide", role="list")
        add(index, "r1", "x.cn/guide", role="page")
        assert index.arrivals("r1", "yunze") == (1, 0)


class TestGone:
    @pytest.mark.parametrize(
        ("outcome", "status", "gone"),
        [
            ("error", 404, True), ("error", 410, True), ("soft_404", 200, True), ("soft_404", 302, True),
            ("error", 500, False), ("error", None, False), ("blocked", 412, False), ("skipped", None, False),
            ("unchanged", 304, False), ("skipped", 301, False),
        ],
    )  # fmt: skip
    def test_only_what_says_that_it_is_not_there_is_gone(
        self, index: Index, outcome: str, status: int | None, gone: bool
    ) -> None:
        add(index, "r1", "x.cn/1")
        add(index, "r2", "x.cn/1", outcome, status)
        assert index.gone() == ({"http://x.cn/1"} if gone else set())

    def test_what_was_never_there_is_not_gone(self, index: Index) -> None:
        add(index, "r1", "x.cn/1", "error", 404)
        assert index.gone() == set()

    def test_what_came_back_is_not_gone(self, index: Index) -> None:
        for run, outcome, status in (("r1", "ok", 200), ("r2", "error", 404), ("r3", "ok", 200)):
            add(index, run, "x.cn/1", outcome, status)
        assert index.gone() == set()

    def test_every_spelling_that_is_stored_is_named(self, index: Index) -> None:
        add(index, "r1", "x.cn/1/", url="http://x.cn/1/index.html")
        add(index, "r1", "x.cn/1/", url="http://x.cn/1/", source="wayback")
        add(index, "r2", "x.cn/1/", "error", 404)
        assert index.gone() == {"http://x.cn/1/index.html", "http://x.cn/1/"}

    def test_an_older_copy_from_elsewhere_does_not_bring_it_back(self, index: Index) -> None:
        add(index, "r1", "x.cn/1")
        add(index, "r2", "x.cn/1", "error", 404)
        add(index, "r3", "x.cn/1", source="wayback")
        assert index.gone() == {"http://x.cn/1"}


class TestUnlisted:
    def test_it_is_what_earlier_crawls_got_and_this_run_has_not_met(self, index: Index) -> None:
        for key in ("x.cn/1", "x.cn/2", "x.cn/3"):
            add(index, "r1", key)
        add(index, "r2", "x.cn/1", "unchanged", 304)
        add(index, "r2", "x.cn/2", "blocked", 412)
        assert [fetch.key for fetch in index.unlisted("r2", "yunze")] == ["x.cn/3"]

    def test_failures_lists_and_what_was_ingested_are_not(self, index: Index) -> None:
        add(index, "r1", "x.cn/1", "error", 500)
        add(index, "r1", "x.cn/2", role="list")
        add(index, "r1", "x.cn/3", source="file")
        assert index.unlisted("r2", "yunze") == []

    def test_what_a_browser_showed_is(self, index: Index) -> None:
        add(index, "r1", "x.cn/1", source="browser")
        assert [fetch.source for fetch in index.unlisted("r2", "yunze")] == ["browser"]


def test_reasons_for_lists_left_out_are_counted(index: Index) -> None:
    for number, note in enumerate(("Forbidden by robots.txt", "Forbidden by robots.txt", "the limit")):
        add(index, "r1", f"x.cn/{number}", "skipped", None, role="list", note=note)
    add(index, "r1", "x.cn/9", "skipped", 301, role="list", note="redirects to /")
    assert index.lists_left_out("r1", "yunze") == {"Forbidden by robots.txt": 2, "the limit": 1}


@pytest.mark.parametrize("source", ["crawl", "browser"])
def test_both_kinds_of_crawl_are_known_to_the_next(index: Index, source: str) -> None:
    add(index, "r1", "x.cn/1", source=source)
    found = (index.last_crawled("x.cn/1"), index.last_good("x.cn/1"))
    assert [fetch.source for fetch in found if fetch] == [source, source] and index.first_run("x.cn/1") == "r1"


def test_a_moment_has_its_content_and_nothing_else(index: Index) -> None:
    number = add(index, "r1", "x.cn/1")
    add(index, "r2", "x.cn/1", "error", 500)
    found = index.at("x.cn/1", "2026-01-01T00:00:00Z")
    assert found is not None and found.id == number
    assert index.at("x.cn/1", "2026-01-02T00:00:00Z") is None and index.at("x.cn/2", "2026-01-01T00:00:00Z") is None
