"""The archive: what is written can be read, by us and by others, also after a kill or a full disk."""

from __future__ import annotations

import errno
import gzip
import multiprocessing
import os
import sqlite3
import tempfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import Archive, ArchiveError, Target, content_type, read_captures
from crawler.index import Fetch
from crawler.warc import BodyTooLarge, Exchange, decoded
from tests.crawler.crawling import fetches, opened, warcio_check

PAGE = Target("yunze", "page", "标题", "http://x.cn/list", 3)


def answer(body: bytes = b"<p>one</p>", url: str = "http://x.cn/1", **more: Any) -> Exchange:
    headers = {"Content-Type": "text/html; charset=GB18030", "ETag": '"e"', **more.pop("headers", {})}
    defaults = {
        "retrieved_at": "2026-01-02T03:04:05.000006Z",
        "request_headers": (("User-Agent", "t"),),
        "status": 200,
    }
    return Exchange(url=url, headers=tuple(headers.items()), body=body, **(defaults | more))


def warc_files(folder: Path) -> list[Path]:
    return sorted((folder / "warc").glob("*.warc.gz"))


def record_types(folder: Path) -> list[str]:
    types = []
    for path in warc_files(folder):
        with path.open("rb") as file:
            types += [record.rec_type for record in ArchiveIterator(file)]
    return types


class TestWriting:
    def test_a_capture_comes_back_as_it_was_stored(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        archive.close()
        (capture,) = read_captures(tmp_path)
        assert capture.data == b"<p>one</p>"
        assert (capture.media_type, capture.charset) == ("text/html", "gb18030")
        assert (capture.title, capture.referrer, capture.role) == ("标题", "http://x.cn/list", "page")
        assert capture.retrieved_at == "2026-01-02T03:04:05.000006Z"
        assert capture.id == f"{warc_files(tmp_path)[0].name}#{fetches(tmp_path)[0].offset}"

    def test_request_response_and_metadata_are_written(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        archive.close()
        assert record_types(tmp_path) == ["warcinfo", "response", "request", "metadata"]

    def test_the_same_bytes_again_are_unchanged_and_a_revisit(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        assert archive.add("r1", answer(), PAGE, "ok").outcome == "unchanged"
        archive.close()
        assert record_types(tmp_path)[4:] == ["revisit", "request", "metadata"]

    def test_the_same_bytes_at_another_url_are_a_revisit_that_reads_whole(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        assert archive.add("r1", answer(url="http://x.cn/2"), PAGE, "ok").outcome == "ok"
        archive.close()
        assert [c.data for c in read_captures(tmp_path)] == [b"<p>one</p>"] * 2

    def test_a_page_that_goes_back_to_an_old_version_has_that_version(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        for body in (b"A", b"B", b"A"):
            archive.add("r1", answer(body), PAGE, "ok")
        archive.close()
        assert [c.data for c in read_captures(tmp_path)] == [b"A"]
        assert [c.data for c in read_captures(tmp_path, all_versions=True)] == [b"A", b"B", b"A"]

    def test_a_304_refers_to_the_stored_body(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        first = archive.add("r1", answer(), PAGE, "ok")
        second = archive.add("r1", answer(b"", status=304), PAGE, "unchanged")
        assert second.body_in == first.id
        archive.close()

    @pytest.mark.parametrize("outcome", ["blocked", "soft_404", "error", "skipped"])
    def test_what_is_no_content_is_stored_but_is_no_capture(self, tmp_path: Path, outcome: str) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(status=412), PAGE, outcome, "why")
        archive.close()
        assert list(read_captures(tmp_path)) == []
        assert [(f.outcome, f.note) for f in fetches(tmp_path)] == [(outcome, "why")]

    def test_files_are_rotated_by_size(self, tmp_path: Path) -> None:
        archive = Archive(tmp_path, max_file_bytes=3000)
        archive.index.start_run("r1", "", "sweep", "")
        for number in range(6):
            archive.add("r1", answer(os.urandom(900), f"http://x.cn/{number}"), PAGE, "ok")
        archive.close()
        assert len(warc_files(tmp_path)) == 3
        assert len(list(read_captures(tmp_path))) == 6

    def test_other_tools_read_it(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        archive.add(
            "r1",
            answer(gzip.compress(b"x" * 50), "http://x.cn/z", headers={"Content-Encoding": "gzip"}),
            PAGE,
            "ok",
        )
        archive.add("r1", answer(), PAGE, "ok")
        archive.add("r1", answer(status=None, headers={}), PAGE, "error", "reset")
        archive.close()
        checked = warcio_check(tmp_path)
        assert "fail" not in checked and checked.count("digest pass") >= 8


class TestReading:
    def test_a_compressed_body_is_given_plain(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(gzip.compress(b"plain"), headers={"Content-Encoding": "gzip"}), PAGE, "ok")
        archive.close()
        assert next(read_captures(tmp_path)).data == b"plain"

    @pytest.mark.parametrize(("encoding", "body"), [
        ("gzip", gzip.compress(b"abc", mtime=0)), ("deflate", zlib.compress(b"abc")),
        ("deflate", zlib.compress(b"abc")[2:-4]), ("gzip", b"abc"), ("identity", b"abc"), (None, b"abc"),
    ], ids=["gzip", "zlib", "bare deflate", "plain called gzip", "identity", "none"])  # fmt: skip
    def test_codings_are_undone(self, encoding: str | None, body: bytes) -> None:
        assert decoded(body, encoding, 1000) == b"abc"

    def test_a_bomb_is_refused(self) -> None:
        with pytest.raises(BodyTooLarge):
            decoded(gzip.compress(bytes(5_000_000)), "gzip", 1_000_000)

    def test_roles_and_sites_can_be_chosen(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(b"1"), PAGE, "ok")
        archive.add("r1", answer(b"2", "http://x.cn/2"), Target("other", "attachment"), "ok")
        archive.close()
        assert [c.data for c in read_captures(tmp_path, roles=["attachment"])] == [b"2"]
        assert [c.data for c in read_captures(tmp_path, sites=["yunze"])] == [b"1"]

    def test_a_damaged_index_is_said_so(self, tmp_path: Path) -> None:
        (tmp_path / "index.sqlite").write_bytes(b"no database at all" * 100)
        with pytest.raises(ArchiveError, match=r"index\.sqlite: the index cannot be read"):
            next(read_captures(tmp_path))

    def test_no_archive_is_said_so(self, tmp_path: Path) -> None:
        with pytest.raises(ArchiveError, match="expected an archive"):
            next(read_captures(tmp_path))

    @pytest.mark.parametrize(("header", "expected"), [
        ("text/html; charset=UTF-8", ("text/html", "utf-8")), ("application/pdf", ("application/pdf", None)),
        (None, (None, None)), ('text/html;charset="gb2312"', ("text/html", "gb2312")), (";;;", ("text/plain", None)),
    ])  # fmt: skip
    def test_content_types(self, header: str | None, expected: tuple[str | None, str | None]) -> None:
        assert content_type(header) == expected


class TestRecovery:
    def test_bytes_after_the_last_row_are_cut_off(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        archive.close()
        path = warc_files(tmp_path)[0]
        whole = path.stat().st_size
        with path.open("ab") as file:
            file.write(gzip.compress(b"a record without a row")[:-5])
        Archive(tmp_path).close()
        assert path.stat().st_size == whole

    def test_rows_whose_records_are_lost_are_dropped(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        first = archive.add("r1", answer(), PAGE, "ok")
        archive.add("r1", answer(b"two", "http://x.cn/2"), PAGE, "ok")
        archive.close()
        os.truncate(warc_files(tmp_path)[0], (first.end or 0) + 40)
        Archive(tmp_path).close()
        assert [f.url for f in fetches(tmp_path)] == ["http://x.cn/1"]
        assert [c.data for c in read_captures(tmp_path)] == [b"<p>one</p>"]

    def test_records_that_became_zeros_are_dropped(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        second = archive.add("r1", answer(b"two", "http://x.cn/2"), PAGE, "ok")
        archive.close()
        with warc_files(tmp_path)[0].open("r+b") as file:
            file.seek(second.offset or 0)
            file.write(bytes((second.end or 0) - (second.offset or 0)))
        Archive(tmp_path).close()
        assert [f.url for f in fetches(tmp_path)] == ["http://x.cn/1"]

    def test_revisits_of_a_lost_body_go_with_it(self, tmp_path: Path) -> None:
        archive = Archive(tmp_path, max_file_bytes=1)
        archive.index.start_run("r1", "", "sweep", "")
        archive.add("r1", answer(), PAGE, "ok")
        archive.add("r1", answer(url="http://x.cn/2"), PAGE, "ok")
        archive.close()
        os.truncate(warc_files(tmp_path)[0], 10)
        Archive(tmp_path).close()
        assert fetches(tmp_path) == []

    def test_files_that_are_not_ours_are_left_alone(self, tmp_path: Path) -> None:
        opened(tmp_path).close()
        foreign = tmp_path / "warc" / "theirs.warc.gz"
        foreign.write_bytes(b"theirs")
        Archive(tmp_path).close()
        assert foreign.read_bytes() == b"theirs"


class TestRefusingDisks:
    def test_two_runs_cannot_write_one_archive(self, tmp_path: Path) -> None:
        archive = opened(tmp_path)
        with pytest.raises(ArchiveError, match=f"process {os.getpid()}"):
            Archive(tmp_path)
        archive.close()
        Archive(tmp_path).close()

    def test_a_full_disk_leaves_a_whole_archive(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        file = archive._file
        assert file is not None
        start = file.tell()

        class Full:
            name = file.name

            def __getattr__(self, attribute: str) -> Any:
                return getattr(file, attribute)

            def write(self, data: bytes) -> int:
                """As the system does it: a part is taken, the next try is refused."""
                if file.tell() > start:
                    raise OSError(errno.ENOSPC, "No space left on device")
                return file.write(data[: len(data) // 2])

        monkeypatch.setattr(archive, "_file", Full())
        with pytest.raises(ArchiveError, match=r"No space left on device.*start the same command again"):
            archive.add("r1", answer(b"two", "http://x.cn/2"), PAGE, "ok")
        monkeypatch.undo()
        archive.add("r1", answer(b"three", "http://x.cn/3"), PAGE, "ok")
        archive.close()
        assert [c.data for c in read_captures(tmp_path)] == [b"<p>one</p>", b"three"]

    def test_an_index_that_cannot_be_written_leaves_no_record_without_a_row(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(fetch: Fetch) -> int:
            raise sqlite3.OperationalError("database or disk is full")

        archive = opened(tmp_path)
        first = archive.add("r1", answer(), PAGE, "ok")
        monkeypatch.setattr(archive.index, "add", full)
        with pytest.raises(ArchiveError, match="database or disk is full"):
            archive.add("r1", answer(b"two", "http://x.cn/2"), PAGE, "ok")
        assert warc_files(tmp_path)[0].stat().st_size == first.end
        monkeypatch.undo()
        archive.add("r1", answer(b"three", "http://x.cn/3"), PAGE, "ok")
        archive.close()
        assert [c.data for c in read_captures(tmp_path)] == [b"<p>one</p>", b"three"]

    def test_writes_that_take_a_part_at_a_time_are_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        archive = opened(tmp_path)
        archive.add("r1", answer(), PAGE, "ok")
        file = archive._file
        assert file is not None

        class Slow:
            name = file.name

            def __getattr__(self, attribute: str) -> Any:
                return getattr(file, attribute)

            def write(self, data: bytes) -> int:
                return file.write(data[:100])

        monkeypatch.setattr(archive, "_file", Slow())
        archive.add("r1", answer(b"two" * 500, "http://x.cn/2"), PAGE, "ok")
        archive.close()
        assert [c.data for c in read_captures(tmp_path)] == [b"<p>one</p>", b"two" * 500]

    def test_an_index_that_is_no_database_is_refused_with_a_message(self, tmp_path: Path) -> None:
        (tmp_path / "index.sqlite").write_bytes(b"no database at all" * 100)
        with pytest.raises(ArchiveError, match="file is not a database"):
            Archive(tmp_path)

    def test_a_read_only_folder_is_refused_with_a_message(self) -> None:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o555)
            child = multiprocessing.get_context("fork").Process(target=_open_as_nobody, args=(Path(folder, "a"), sender))
            child.start()
            assert "make the folder writable" in receiver.recv()
            child.join()

    def test_a_folder_that_cannot_be_made_is_refused_with_a_message(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("a file")
        with pytest.raises(ArchiveError, match="cannot be written"):
            Archive(tmp_path / "a")


def _open_as_nobody(folder: Path, told: Any) -> None:
    """Open an archive without the rights of root, who may write anywhere; tells what it says."""
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        Archive(folder).close()
    except ArchiveError as error:
        told.send(str(error))
    else:
        told.send("the archive was opened")


def _write_until_killed(folder: Path, at: int) -> None:
    archive = opened(folder)
    for number in range(50):
        if number == at:
            os.kill(os.getpid(), 9)
        archive.add("r1", answer(b"%d" % number, f"http://x.cn/{number}"), PAGE, "ok")


@pytest.mark.parametrize("at", [0, 1, 33])
def test_a_killed_writer_loses_nothing_that_it_had_finished(tmp_path: Path, at: int) -> None:
    child = multiprocessing.get_context("fork").Process(target=_write_until_killed, args=(tmp_path, at))
    child.start()
    child.join()
    Archive(tmp_path).close()
    assert [c.data for c in read_captures(tmp_path)] == [b"%d" % n for n in range(at)]
