"""The archive against a model: any sequence of fetches, cut off at any byte."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.archive import Archive, Target, read_captures
from crawler.index import Fetch
from crawler.warc import Exchange
from tests.crawler.crawling import fetches

OUTCOMES = st.sampled_from(["ok", "ok", "ok", "blocked", "error"])
FETCHES = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), OUTCOMES), min_size=1, max_size=12)
PART = st.floats(0, 1)
FEW = settings(max_examples=25, deadline=None)


def write(folder: Path, sequence: list[tuple[int, int, str]], max_file_bytes: int) -> list[Fetch]:
    archive = Archive(folder, max_file_bytes=max_file_bytes)
    archive.index.start_run("r1", "", "sweep", "")
    try:
        return [
            archive.add("r1", exchange(at, page, version), Target("s", "page"), outcome)
            for at, (page, version, outcome) in enumerate(sequence)
        ]
    finally:
        archive.close()


def exchange(at: int, page: int, version: int) -> Exchange:
    moment = f"2026-01-01T00:00:{at:02}Z"
    return Exchange(f"http://x.cn/{page}", moment, (("A", "b"),), 200, (("A", "b"),), b"version %d" % version)


def newest(sequence: list[tuple[int, int, str]]) -> dict[str, bytes]:
    """What each page holds after a sequence: its last good version."""
    return {
        f"http://x.cn/{page}": b"version %d" % version
        for page, version, outcome in sequence
        if outcome == "ok"
    }


def held(folder: Path) -> dict[str, bytes]:
    return {capture.url: capture.data for capture in read_captures(folder)}


@given(FETCHES, st.sampled_from([1, 2000, 10**9]))
@FEW
def test_each_page_has_its_last_good_version(
    sequence: list[tuple[int, int, str]], max_file_bytes: int
) -> None:
    with TemporaryDirectory() as name:
        write(Path(name), sequence, max_file_bytes)
        assert held(Path(name)) == newest(sequence)


@given(FETCHES)
@FEW
def test_every_fetch_is_in_the_index(sequence: list[tuple[int, int, str]]) -> None:
    with TemporaryDirectory() as name:
        write(Path(name), sequence, 10**9)
        assert [fetch.url[-1] for fetch in fetches(Path(name))] == [str(page) for page, _, _ in sequence]


@given(FETCHES, PART)
@FEW
def test_a_file_cut_at_any_byte_leaves_a_whole_archive_of_what_came_before(
    sequence: list[tuple[int, int, str]], part: float
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        stored = write(folder, sequence, 10**9)
        (path,) = (folder / "warc").iterdir()
        cut = int(path.stat().st_size * part)
        os.truncate(path, cut)
        Archive(folder).close()
        whole = sum((fetch.end or 0) <= cut for fetch in stored)
        assert len(fetches(folder)) == whole
        assert held(folder) == newest(sequence[:whole])


@given(FETCHES, FETCHES, PART)
@FEW
def test_a_repaired_archive_goes_on(
    before: list[tuple[int, int, str]], after: list[tuple[int, int, str]], part: float
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        stored = write(folder, before, 10**9)
        (path,) = (folder / "warc").iterdir()
        cut = int(path.stat().st_size * part)
        os.truncate(path, cut)
        whole = sum((fetch.end or 0) <= cut for fetch in stored)
        moved = [(page + 4, version, outcome) for page, version, outcome in after]
        write(folder, moved, 10**9)
        assert held(folder) == newest(before[:whole]) | newest(moved)
