"""The type of a source is what its bytes are."""

import io
import zipfile

import pytest

from extract.readers.errors import UnreadableSource
from extract.readers.sniff import (
    DOC,
    DOCX,
    HTML,
    MHTML,
    OFD,
    OLE2,
    PDF,
    PPT,
    PPTX,
    RTF,
    TEXT,
    XLS,
    XLSX,
    XML,
    ZIP,
    agree,
    declared_media_type,
    sniff,
)


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return buffer.getvalue()


def compound_file(*streams: str) -> bytes:
    """An OLE2 file as far as its type goes: a header and, in its second sector, a directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    entries = [name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams)]
    return bytes(header) + bytes(512) + b"".join(entries)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><p>x", HTML),
        (b"\n\n <HTML lang=zh>", HTML),
        (b"\xef\xbb\xbf<!-- saved from url --><html>", HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'><html>", HTML),
        ("<html><p>海".encode("utf-16"), HTML),
        ("<html><p>海".encode("utf-16-be"), HTML),
        (b"<div class=x>", HTML),
        (b"a < b, said he", TEXT),
        ("一、总体情况\n".encode(), TEXT),
        ("一、总体情况\n".encode("gb18030"), TEXT),
        ("一、总体情况\n".encode("utf-16"), TEXT),
        ("一、总体情况\n".encode("utf-16-le"), TEXT),
        (b"  \r\n", TEXT),
        (b"%PDF-1.4\n", PDF),
        (b"\r\n" * 100 + b"%PDF-1.7", PDF),
        (b"{\\rtf1\\ansi", RTF),
        (b"<?xml version='1.0'?><rss/>", XML),
        (b"\x89PNG\r\n\x1a\n0000", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"II*\x00\x08", "image/tiff"),
        (b"MM\x00*\x00", "image/tiff"),
        (b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36", "image/bmp"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"BMW and other cars", TEXT),
        (b"\x1f\x8b\x08\x00", "application/gzip"),
    ],
)
def test_type_is_found_in_the_bytes(data, expected):
    assert sniff(data) == expected


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (("[Content_Types].xml", "word/document.xml"), DOCX),
        (("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (("xl/workbook.bin",), XLSX),
        (("ppt/presentation.xml",), PPTX),
        (("OFD.xml", "Doc_0/Document.xml"), OFD),
        (("a.txt", "annex.docx"), ZIP),
    ],
)
def test_zip_kinds_are_told_by_their_members(members, expected):
    assert sniff(archive(*members)) == expected


def test_a_cut_off_zip_is_still_a_zip():
    assert sniff(archive("word/document.xml")[:40]) == ZIP


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        (("1Table", "WordDocument", "Data"), DOC),
        (("Workbook",), XLS),
        (("Book",), XLS),
        (("PowerPoint Document",), PPT),
        (("WordDocument", "ObjectPool", "Workbook"), DOC),
        (("Workbook", "WordDocument"), XLS),
        (("Something else",), OLE2),
    ],
)
def test_compound_files_are_told_by_their_first_stream(streams, expected):
    assert sniff(compound_file(*streams)) == expected


def test_a_compound_file_of_a_header_alone_is_of_unknown_kind():
    assert sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100) == OLE2


@pytest.mark.parametrize(
    "first_line", ["From: <Saved by Blink>", "MIME-Version: 1.0", 'From: "Saved by Internet Explorer 11"']
)
def test_mhtml_is_known_by_its_headers(first_line):
    headers = f"{first_line}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"
    assert sniff(headers.encode()) == MHTML


def test_a_letter_quoted_in_a_text_is_no_mhtml():
    assert sniff("主题: 答复\n内容见下\n".encode()) == TEXT


def test_a_declaration_decides_only_between_text_and_a_fragment_of_html():
    assert sniff(b"see <b>this</b>", declared_type="text/html") == HTML
    assert sniff(b"see <b>this</b>", uri="notice.html") == HTML
    assert sniff(b"see <b>this</b>") == TEXT
    assert sniff(b"<p>first line", declared_type="text/plain") == TEXT
    assert sniff(b"no tags at all", declared_type="text/html") == TEXT
    assert sniff(b"<html><p>first line", declared_type="text/plain") == HTML


@pytest.mark.parametrize("name", ["report.txt", "report.html", "report.pdf"])
def test_binary_junk_is_refused_with_what_was_found(name):
    with pytest.raises(UnreadableSource) as refusal:
        sniff(bytes(range(256)) * 20, uri=name)
    assert "control bytes" in refusal.value.reason
    assert "00 01 02 03" in refusal.value.reason
    assert refusal.value.advice


def test_a_few_control_characters_do_not_make_a_text_binary():
    assert sniff(("第一页\x0c第二页\n" * 20 + "\x00\x00").encode()) == TEXT


def test_many_comments_before_nothing_are_sniffed_in_no_time():
    assert sniff(b"<!-- -->" * 8000 + b"x") == TEXT


@pytest.mark.parametrize(
    ("declared", "uri", "expected"),
    [
        ("text/html; charset=gbk", "a.pdf", HTML),
        ("Application/XHTML+XML", "a", HTML),
        (None, "http://x.gov.cn/a/b.PDF?id=3", PDF),
        (None, "http://x.gov.cn/a.docx#top", DOCX),
        ("application/octet-stream", "a.wps", DOC),
        ("application/octet-stream", "a", None),
        (None, "http://x.gov.cn/", None),
        (None, "http://x.gov.cn/a.html?file=b.pdf", HTML),
        ("message/rfc822", "a.mht", MHTML),
        ("", "http://[half/a.txt", TEXT),
    ],
)
def test_what_a_header_or_else_a_name_claims(declared, uri, expected):
    assert declared_media_type(declared, uri) == expected


@pytest.mark.parametrize(
    ("declared", "found", "expected"),
    [(HTML, HTML, True), ("text/csv", TEXT, True), (HTML, TEXT, False), (PDF, HTML, False)],
)
def test_plain_text_answers_to_any_text_type_but_html(declared, found, expected):
    assert agree(declared, found) is expected
