"""A run killed at any moment and started again ends with the same archive as one left in peace."""

from __future__ import annotations

import os
import random
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.archive import Archive, ArchiveError, read_captures
from crawler.index import Fetch, Index
from tests.crawler.crawling import crawl_apart, fetches, site_file, warcio_check
from tests.crawler.imitation import Imitation, Reply, office, serving

Content = set[tuple[str, str, str | None, str | None, bytes]]


def content(archive: Path, base: str) -> Content:
    """What an archive holds, without when and in which file."""
    captures = list(read_captures(archive, roles=["page", "attachment", "list"], all_versions=True))
    found = {
        (c.url.removeprefix(base), c.role, c.title, (c.referrer or "").removeprefix(base), c.data)
        for c in captures
    }
    assert len(found) == len(captures), "a document is in the archive twice"
    return found


def in_peace(folder: Path, count: int) -> Content:
    """What an undisturbed run over an office brings."""
    with serving(office(count)) as site:
        crawl_apart([site_file(folder, site.base)], folder / "a")
    return content(folder / "a", site.base)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return in_peace(tmp_path_factory.mktemp("calm"), 12)


def kill_self_at(moment: int, where: str) -> Callable[[], None]:
    """Makes the process kill itself at its nth fetch: in the middle of the record, before its row, or after it."""

    def prepare() -> None:
        count = 0
        add, write = Index.add, Archive._write

        def die() -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        def counted() -> bool:
            nonlocal count
            count += 1
            return count == moment

        def torn_write(self: Archive, run: str, data: bytes) -> tuple[str, int, int]:
            if counted():
                self._open_file(run).write(data[: len(data) // 2])
                die()
            return write(self, run, data)

        def killed_add(self: Index, fetch: Fetch) -> int:
            at = counted()
            if at and where == "before the row":
                die()
            number = add(self, fetch)
            if at:
                die()
            return number

        if where == "in the record":
            Archive._write = torn_write  # type: ignore[method-assign]
        else:
            Index.add = killed_add  # type: ignore[method-assign]

    return prepare


def test_twenty_kills_at_seeded_moments_change_nothing(tmp_path: Path) -> None:
    rng = random.Random(20)
    killed = 0
    with serving(office(count=30)) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        for _ in range(20):
            where = rng.choice(["in the record", "before the row", "after the row"])
            killed += crawl_apart([name], archive, kill_self_at(rng.randint(1, 3), where)) is None
        assert killed == 20
        summary = crawl_apart([name], archive)
    assert summary and summary.sites[0].complete
    assert content(archive, site.base) == in_peace(tmp_path / "calm", 30)
    assert len({fetch.run for fetch in fetches(archive)}) == 1
    assert "fail" not in warcio_check(archive)


def kill_at_request(site: Imitation, number: int, child: Callable[[], int]) -> None:
    def before(served: int) -> None:
        if served == number:
            os.kill(child(), signal.SIGKILL)

    site.before_answer = before


@pytest.mark.parametrize("number", [1, 4, 11])
def test_a_kill_while_an_answer_is_awaited_changes_nothing(
    tmp_path: Path, number: int, undisturbed: Content
) -> None:
    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        pid_file = tmp_path / "pid"
        kill_at_request(site, number, lambda: int(pid_file.read_text()))
        assert crawl_apart([name], archive, lambda: pid_file.write_text(str(os.getpid())) and None) is None
        site.before_answer = None
        crawl_apart([name], archive)
    assert content(archive, site.base) == undisturbed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_run_in_order_and_the_next_start_goes_on(
    tmp_path: Path, number: int, undisturbed: Content
) -> None:
    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        pid_file = tmp_path / "pid"

        def interrupt(served: int) -> None:
            if served == 6:
                os.kill(int(pid_file.read_text()), number)

        site.before_answer = interrupt
        summary = crawl_apart([name], archive, lambda: pid_file.write_text(str(os.getpid())) and None)
        assert summary and summary.stopped and "the next start of this command goes on" in summary.stopped
        site.before_answer = None
        crawl_apart([name], archive)
    assert content(archive, site.base) == undisturbed
    assert len({fetch.run for fetch in fetches(archive)}) == 1


def test_what_was_fetched_before_the_kill_is_not_asked_for_again(tmp_path: Path) -> None:
    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        crawl_apart([name], archive, kill_self_at(8, "before the row"))
        crawl_apart([name], archive)
    documents = [path for path in site.paths() if "/10000" in path]
    assert len(documents) <= len(set(documents)) + 1


def test_a_run_that_ended_is_not_gone_on_with(tmp_path: Path) -> None:
    with serving(office(count=2)) as site:
        name = site_file(tmp_path, site.base)
        runs = [crawl_apart([name], tmp_path / "a").run for _ in range(2)]
    assert runs[0] != runs[1]


def test_a_run_stopped_at_its_ceiling_goes_on_at_the_next_start(tmp_path: Path, undisturbed: Content) -> None:
    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        runs = []
        for _ in range(8):
            summary = crawl_apart([name], archive, ceiling=6)
            runs.append(summary.run)
            if summary.stopped is None:
                break
            assert "ceiling of 6 requests" in summary.stopped
    assert len(runs) > 2 and len(set(runs)) == 1
    assert content(archive, site.base) == undisturbed


def test_an_archive_that_cannot_be_written_stops_the_run_with_its_message(
    tmp_path: Path, undisturbed: Content
) -> None:
    def prepare() -> None:
        write = Archive._write

        def full(self: Archive, run: str, data: bytes) -> tuple[str, int, int]:
            if self.index.counts(run, "yunze").get(("page", "ok"), 0) >= 3:
                raise ArchiveError("disk is full")
            return write(self, run, data)

        Archive._write = full  # type: ignore[method-assign]

    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        with pytest.raises(ArchiveError, match="disk is full"):
            crawl_apart([name], archive, prepare)
        assert len(fetches(archive, "role = 'page'")) == 3
        crawl_apart([name], archive)
    assert content(archive, site.base) == undisturbed


def test_a_disk_that_refuses_in_the_middle_of_a_file_leaves_an_archive_to_go_on_with(
    tmp_path: Path, undisturbed: Content
) -> None:
    """The system itself refuses (a limit of file size), not a stand-in for it."""

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))

    with serving(office()) as site:
        name, archive = site_file(tmp_path, site.base), tmp_path / "a"
        with pytest.raises(ArchiveError, match=r"cannot be written .* Free some space .* start the same command again"):
            crawl_apart([name], archive, little_room)
        held = list(read_captures(archive))
        crawl_apart([name], archive)
    assert all(capture.data for capture in held)
    assert content(archive, site.base) == undisturbed
    assert "fail" not in warcio_check(archive)


def test_documents_below_those_of_an_incomplete_run_are_not_lost(tmp_path: Path) -> None:
    """A second run dies after the newest pages; the third must not take them for known territory."""
    old = office(count=10, per_page=2)
    with serving(old):
        name, archive = site_file(tmp_path, old.base), tmp_path / "a"
        crawl_apart([name], archive)
    new = office(count=30, per_page=2)
    new.base = old.base
    failing = {path: route for path, route in new.routes.items() if "currentPage=4" in path}
    new.routes |= dict.fromkeys(failing, Reply(b"", 500, validators=False))
    with serving(new):
        summary = crawl_apart([name], archive)
        assert summary and not summary.sites[0].complete
        new.routes |= failing
        crawl_apart([name], archive)
    assert {c.title for c in read_captures(archive, roles=["page"])} == {f"第{n}号报告" for n in range(1, 31)}
