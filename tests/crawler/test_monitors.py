"""Monitors, run.json, the sites' standing, and probes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.monitors import Finding, review
from crawler.session import ColumnProbe
from crawler.status import site_statuses
from crawler.summary import CrawlSummary, SiteSummary
from tests.crawler.crawling import crawl_apart, opened, site_file
from tests.crawler.imitation import COLUMN, Reply, document, office, serving


def site(**more: Any) -> SiteSummary:
    given: dict[str, Any] = {
        "site": "yunze", "name": "云泽海关", "mode": "sweep", "counts": {("page", "ok"): 5}, "documents": 5,
        "new": 5, "replaced": 0, "floor": 1, "looked_at": ("http://x/",), "columns": ("公开年报",), "complete": True,
    }  # fmt: skip
    return SiteSummary(**(given | more))


def findings(tmp_path: Path, *sites: SiteSummary, stopped: str | None = None) -> tuple[Finding, ...]:
    archive = opened(tmp_path)
    try:
        return review(CrawlSummary("r1", tmp_path, sites, 1, stopped), archive.index)
    finally:
        archive.close()


@pytest.mark.parametrize(
    ("more", "monitor", "level", "message"),
    [
        ({"columns": ()}, "discovery", "error", "looked at http://x/"),
        ({"documents": 5, "floor": 20}, "floor", "error", "expected at least 20 documents"),
        ({"counts": {("page", "blocked"): 3}}, "refusals", "warning", "3 of 3 requests were refused"),
        (
            {"counts": {("attachment", "ok"): 1, ("attachment", "error"): 1}},
            "attachments",
            "warning",
            "1 of 2 attachments failed",
        ),
        ({"counts": {("page", "ok"): 7, ("page", "error"): 1}}, "documents", "warning", "1 of 8 documents failed"),
        ({"cut_short": True}, "limit", "warning", "the next run goes on"),
    ],
)
def test_each_monitor_says_what_it_saw(
    tmp_path: Path, more: dict[str, Any], monitor: str, level: str, message: str
) -> None:
    found = findings(tmp_path, site(**more))
    (finding,) = (f for f in found if f.monitor == monitor)
    assert (finding.level, finding.site) == (level, "yunze") and message in finding.message


def test_a_run_as_it_should_be_has_no_findings(tmp_path: Path) -> None:
    assert findings(tmp_path, site()) == ()


def test_few_failures_among_many_are_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, site(counts={("page", "ok"): 19, ("page", "error"): 1})) == ()


def test_nothing_new_is_said_so(tmp_path: Path) -> None:
    found = findings(tmp_path, site(counts={("list", "unchanged"): 3}, new=0))
    assert [f.message for f in found] == ["nothing new"]


def test_a_replaced_document_is_something_new(tmp_path: Path) -> None:
    assert findings(tmp_path, site(new=0, replaced=1)) == ()


def test_lists_with_gaps_are_told(tmp_path: Path) -> None:
    imitation = office(count=12)
    imitation.routes[f"{COLUMN}/5f3c9a1e-2.html"] = Reply(b"", 500, validators=False)
    with serving(imitation):
        summary = crawl_apart([site_file(tmp_path, imitation.base)], tmp_path / "a")
    assert summary and [(f.level, f.monitor) for f in summary.findings] == [("warning", "lists")]
    assert "1 list pages could not be read" in summary.findings[0].message


def test_lists_that_robots_txt_forbids_are_told_with_the_reason(tmp_path: Path) -> None:
    imitation = office(count=2)
    imitation.routes["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
    with serving(imitation):
        summary = crawl_apart([site_file(tmp_path, imitation.base)], tmp_path / "a")
    assert summary and [f.monitor for f in summary.findings] == ["discovery", "lists", "nothing_new"]
    assert summary.findings[1].message.endswith("1 list pages were not asked for: Forbidden by robots.txt")


def test_the_gravest_comes_first(tmp_path: Path) -> None:
    found = findings(tmp_path, site(counts={("page", "ok"): 40, ("page", "blocked"): 3}), site(columns=()), stopped="the ceiling")
    assert [f.level for f in found] == ["error", "warning", "warning"]


def test_a_crawl_writes_run_json(tmp_path: Path) -> None:
    with serving(office(count=2)) as imitation:
        summary = crawl_apart([site_file(tmp_path, imitation.base)], tmp_path / "a")
    assert summary is not None
    run = json.loads((tmp_path / "a" / "runs" / summary.run / "run.json").read_text("utf-8"))
    assert run["sites"][0]["counts"] == {"list.ok": 2, "page.ok": 2}
    assert (run["run"], run["stopped"], run["findings"]) == (summary.run, None, [])


def test_a_new_kind_of_file_is_told(tmp_path: Path) -> None:
    imitation = office(count=2)
    with serving(imitation):
        name = site_file(tmp_path, imitation.base)
        crawl_apart([name], tmp_path / "a")
        imitation.routes[f"{COLUMN}/1000001/index.html"] = document("更正")
        reply = imitation.routes[f"{COLUMN}/1000001/index.html"]
        reply.content_type = "application/xhtml+xml"  # type: ignore[union-attr]
        summary = crawl_apart([name], tmp_path / "a", sweep=True)
    assert summary and ("new_types", "info") in [(f.monitor, f.level) for f in summary.findings]


class TestStatus:
    def test_without_an_archive_every_site_stands_at_nothing(self, tmp_path: Path) -> None:
        statuses = list(site_statuses(tmp_path / "none"))
        assert len(statuses) == 43 and {(s.documents, s.last_complete) for s in statuses} == {(0, None)}

    def test_documents_and_moments_come_from_the_archive(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.index.complete_site("r1", "guangzhou", "sweep", "2026-01-01T00:00:00Z")
        archive.close()
        guangzhou = next(s for s in site_statuses(tmp_path) if s.site.id == "guangzhou")
        assert guangzhou.last_complete == "2026-01-01T00:00:00Z"


def _probe(name: str, result: Any) -> None:
    from crawler.probe import probe
    from crawler.run import CrawlOptions

    result.send(probe(name, CrawlOptions(delay=0)))


def test_a_probe_looks_at_columns_and_asks_for_no_document(tmp_path: Path) -> None:
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    with serving(office(count=7, per_page=3)) as imitation:
        fork.Process(target=_probe, args=(site_file(tmp_path, imitation.base), sender)).start()
        seen = receiver.recv()
    column = f"{imitation.base}{COLUMN}"
    assert seen.columns == (
        ColumnProbe("政府信息公开年报", f"{column}/index.html", 3, f"{column}/5f3c9a1e-2.html"),
    )
    assert imitation.asked("/10000") == 0 and [f.role for f in seen.requests] == ["robots", "list", "list"]
