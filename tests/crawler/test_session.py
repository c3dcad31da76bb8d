"""What a run knows from earlier runs: when it sweeps, what it leaves alone, what it goes on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler import session as sessions
from crawler.archive import Archive, Target
from crawler.session import REFUSALS_BEFORE_STOP, Progress, Session
from crawler.warc import Exchange

URL = "http://x.cn/1/index.html"
PAGE = Target("yunze", "page")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.close()


def history(archive: Archive, *modes: str) -> str:
    """Runs `r1`, `r2` … that completed the site, each in its mode; gives the name of the next."""
    for number, mode in enumerate(modes, 1):
        archive.index.start_run(f"r{number}", "", mode, "yunze")
        archive.index.complete_site(f"r{number}", "yunze", mode, f"2026-01-{number:02}")
        archive.index.finish_run(f"r{number}", "", "complete")
    following = f"r{len(modes) + 1}"
    archive.index.start_run(following, "", "incremental", "yunze")
    return following


def fetch(archive: Archive, run: str, status: int | None = 200, outcome: str = "ok", url: str = URL) -> None:
    archive.index.start_run(run, "", "sweep", "other")
    archive.add(run, Exchange(url, "2026-01-01T00:00:00Z", (), status, (), b"x"), PAGE, outcome)


class TestMode:
    def test_the_first_run_sweeps(self, archive: Archive) -> None:
        assert Session(archive, history(archive)).mode("yunze") == "sweep"

    def test_the_next_ones_do_not(self, archive: Archive) -> None:
        assert Session(archive, history(archive, "sweep", "incremental")).mode("yunze") == "incremental"

    @pytest.mark.parametrize(("since", "mode"), [(2, "incremental"), (3, "sweep"), (4, "sweep")])
    def test_every_nth_one_does(self, archive: Archive, since: int, mode: str) -> None:
        run = history(archive, "sweep", *["incremental"] * since)
        assert Session(archive, run, sweep_every=4).mode("yunze") == mode

    def test_one_is_swept_on_demand(self, archive: Archive) -> None:
        assert Session(archive, history(archive, "sweep"), sweep=True).mode("yunze") == "sweep"

    def test_one_sites_history_is_not_anothers(self, archive: Archive) -> None:
        assert Session(archive, history(archive, "sweep")).mode("other") == "sweep"


class TestKnown:
    @pytest.mark.parametrize(
        ("status", "outcome", "known"),
        [
            (200, "ok", True), (200, "unchanged", True), (200, "soft_404", True), (404, "error", True),
            (410, "error", True), (301, "skipped", True), (500, "error", False), (None, "error", False),
            (412, "blocked", False), (None, "skipped", False),
        ],
    )  # fmt: skip
    def test_what_is_final_is_not_asked_for_again(
        self, archive: Archive, status: int | None, outcome: str, known: bool
    ) -> None:
        fetch(archive, "r1", status, outcome)
        assert Session(archive, history(archive, "sweep")).known("yunze", URL) is known

    def test_a_sweep_knows_nothing_of_completed_runs(self, archive: Archive) -> None:
        fetch(archive, "r1")
        assert not Session(archive, history(archive, "sweep"), sweep=True).known("yunze", URL)

    def test_a_sweep_that_is_due_goes_on_from_its_incomplete_tries(self, archive: Archive) -> None:
        history(archive)
        fetch(archive, "r1")
        archive.index.start_run("r2", "", "incremental", "yunze")
        session = Session(archive, "r2")
        assert session.mode("yunze") == "sweep" and session.known("yunze", URL)

    def test_what_was_ingested_is_not_known_to_a_crawl(self, archive: Archive) -> None:
        run = history(archive, "sweep")
        archive.add(
            "r1", Exchange(URL, "2026", (), 200, (), b"x"), Target("yunze", "page", source="wayback"), "ok"
        )
        assert not Session(archive, run).known("yunze", URL)

    def test_only_what_a_complete_run_saw_is_settled(self, archive: Archive) -> None:
        run = history(archive, "sweep")
        fetch(archive, "r1", 404, "error")
        fetch(archive, run, url="http://x.cn/2")
        session = Session(archive, "r9")
        assert session.settled("yunze", URL) and not session.settled("yunze", "http://x.cn/2")
        assert not session.settled("yunze", "http://x.cn/3")


class TestRefusals:
    def record(self, session: Session, outcome: str, url: str = URL) -> None:
        session.record(Exchange(url, "2026", (), 412, (), b""), PAGE, outcome)

    def test_several_in_a_row_make_a_host_be_left_alone(self, archive: Archive) -> None:
        session = Session(archive, history(archive))
        for _ in range(REFUSALS_BEFORE_STOP):
            assert not session.refuses(URL)
            self.record(session, "blocked")
        assert session.refuses(URL) and session.refusing_hosts() == ["x.cn"]
        assert not session.refuses("http://y.cn/")

    def test_an_answer_in_between_starts_the_count_again(self, archive: Archive) -> None:
        session = Session(archive, history(archive))
        for outcome in ("blocked", "blocked", "ok", "blocked", "blocked"):
            self.record(session, outcome)
        assert not session.refuses(URL)


class TestStart:
    def test_a_run_that_did_not_end_is_gone_on_with(self, archive: Archive) -> None:
        first = sessions.start(archive, ["a", "b"])
        assert sessions.start(archive, ["a", "b"]).run == first.run

    def test_a_run_over_other_sites_is_left_as_it_is(self, archive: Archive) -> None:
        first = sessions.start(archive, ["a"])
        assert sessions.start(archive, ["b"]).run != first.run
        assert sessions.start(archive, ["a"]).run == first.run

    def test_a_sweep_that_was_interrupted_stays_a_sweep(self, archive: Archive) -> None:
        sessions.start(archive, ["a"], sweep=True)
        assert sessions.start(archive, ["a"]).sweep

    def test_a_run_from_long_ago_is_abandoned(self, archive: Archive) -> None:
        archive.index.start_run("old", "2020-01-01T00:00:00Z", "incremental", "a")
        assert sessions.start(archive, ["a"]).run != "old"
        assert archive.index.unfinished_run("a") is not None

    def test_names_of_runs_sort_by_time(self, archive: Archive) -> None:
        runs = [sessions.new_run(archive, "incremental", str(n)) for n in range(5)]
        assert runs == sorted(runs) and len(set(runs)) == 5


def test_progress_is_told_fetch_by_fetch(archive: Archive) -> None:
    told: list[Progress] = []
    session = Session(archive, history(archive), on_progress=told.append)
    session.record(Exchange(URL, "2026", (), 200, (), b"x"), PAGE, "ok")
    session.record(Exchange(URL, "2026", (), None, (), b""), PAGE, "skipped", "why")
    assert [(p.outcome, p.role, p.done) for p in told] == [("ok", "page", 1), ("skipped", "page", 1)]
