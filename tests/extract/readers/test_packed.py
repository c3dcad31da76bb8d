"""One document in a gzip file or a zip archive is read; anything else in them is refused with its reason."""

from __future__ import annotations

import gzip
import stat
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from extract.limits import FormatLimits, Limits
from extract.readers import UnreadableSource, read

PAGE = "<html><h1>年报</h1><table><tr><td>公告<td>36<tr><td>通知<td>4</table>".encode()
SMALL = Limits(formats=FormatLimits(unpacked_bytes=10_000))


def gzipped(content: bytes) -> bytes:
    """The same bytes on every run: they name the tests."""
    return gzip.compress(content, mtime=0)


def zipped(**files: bytes) -> bytes:
    """A zip archive; `__` in a name stands for a slash."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def link(target: bytes) -> bytes:
    info = zipfile.ZipInfo("report.html")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(info, target)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "uri"),
    [
        (gzipped(PAGE), "http://x.example/a.html"),
        (gzipped(PAGE), "http://x.example/a.html.gz"),
        (zipped(report=PAGE), "http://x.example/a.zip"),
    ],
)
def test_a_single_document_is_read_as_what_it_is(data: bytes, uri: str) -> None:
    reading = read(data, uri=uri)
    assert (reading.media_type, reading.text) == ("text/html", "年报\n公告\t36\n通知\t4")
    assert len(reading.grids) == 1 and reading.metadata["packed_in"].startswith("application/")


def test_what_a_system_adds_to_an_archive_is_no_document() -> None:
    target = BytesIO(zipped(report=PAGE))
    with zipfile.ZipFile(target, "a") as archive:
        for name in ("年报/", "__MACOSX/._report", "年报/.DS_Store", "Thumbs.db"):
            archive.writestr(name, b"")
    assert read(target.getvalue(), uri="a.zip").text.startswith("年报")


def test_a_name_that_leads_out_of_the_archive_leads_nowhere() -> None:
    assert read(zipped(**{"..__..__etc__report": PAGE}), uri="a.zip").text.startswith("年报")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped(a=PAGE, b=PAGE), r"a zip archive of 2 files \(a、b\)"),
        (zipped(), "a zip archive of 0 files"),
        (zipped(a=zipped(b=PAGE)), "an archive that holds application/zip"),
        (gzipped(gzipped(PAGE)), "an archive that holds application/gzip"),
        (gzipped(b""), "holds an empty file"),
        (gzipped(PAGE)[:-12], "ends before its end"),
        (gzipped(PAGE)[:20] + b"x" * 50, "damaged gzip"),
        (gzipped(b" " * 20_000), "more than 10000 bytes unpacked"),
        (zipped(a=b" " * 20_000), "20000 bytes unpacked"),
        (zipped(a=PAGE)[:-30], "a damaged zip archive"),
        (link(b"/etc/passwd"), "a zip archive of a link"),
    ],
)
def test_what_is_no_single_document_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read(data, uri="http://x.example/a", limits=SMALL)


def test_a_member_that_asks_for_a_password_is_said_to_be_encrypted() -> None:
    data = bytearray(zipped(a=PAGE))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    with pytest.raises(UnreadableSource, match="encrypted") as refusal:
        read(bytes(data), uri="a.zip")
    assert "publisher" in refusal.value.advice


def test_a_document_in_an_archive_is_held_to_the_limits_too() -> None:
    limits = replace(SMALL, max_characters=2)
    assert [problem.code for problem in read(gzipped(PAGE), uri="a", limits=limits).problems] == ["unread_region"]
