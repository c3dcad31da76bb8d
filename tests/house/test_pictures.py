"""Pictures of PDF pages: drawn only from the very bytes that the record was made of."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from crawler.archive import Archive, Target, now, read_captures
from crawler.warc import Exchange
from haiguan.house.pictures import PDF, NoPicture, pages_of, picture, source_bytes
from output.jsonl import Json
from tests.house.houses import Browser, database
from tests.output.records import as_json, sample


def pdf(pages: int = 2, size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True)
    for number in range(pages):
        canvas.drawString(20, 100, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def of(uri: str, data: bytes, capture: str | None = None) -> Json:
    record = as_json(sample(uri))
    record["source"] |= {"media_type": PDF, "sha256": hashlib.sha256(data).hexdigest(), "capture": capture}
    return record


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "年报 1.pdf"
    path.write_bytes(pdf())
    return path


def test_only_pages_of_a_pdf_with_boxes_are_shown() -> None:
    assert pages_of(of("file:///a.pdf", b"")) == [2]
    assert pages_of(as_json(sample())) == []


def test_a_page_is_drawn_from_its_file(file: Path) -> None:
    drawn = picture(of(file.as_uri(), file.read_bytes()), 2, None)
    assert drawn.png.startswith(b"\x89PNG")
    assert (drawn.width, drawn.height) == (300, 200)


def test_a_page_that_is_not_there_is_no_picture(file: Path) -> None:
    with pytest.raises(NoPicture, match="page 9 cannot be drawn"):
        picture(of(file.as_uri(), file.read_bytes()), 9, None)


def test_a_poster_is_not_drawn_smaller_than_its_boxes(tmp_path: Path) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(pdf(size=(9000, 200)))
    with pytest.raises(NoPicture, match="too large to draw"):
        picture(of(path.as_uri(), path.read_bytes()), 1, None)


def test_a_file_that_changed_is_not_shown(file: Path) -> None:
    with pytest.raises(NoPicture, match="has changed"):
        picture(of(file.as_uri(), b"other bytes"), 1, None)


@pytest.mark.parametrize("uri", ["file:///nowhere/a.pdf", "http://customs.example/a.pdf"])
def test_a_file_that_is_not_at_hand_is_said_so(uri: str) -> None:
    with pytest.raises(NoPicture, match="not at hand"):
        picture(of(uri, b""), 1, None)


def test_a_page_is_drawn_from_the_archive(tmp_path: Path) -> None:
    url = "http://customs.example/a.pdf"
    archive = Archive(tmp_path)
    headers = (("Content-Type", PDF),)
    exchange = Exchange(url=url, retrieved_at=now(), status=200, headers=headers, body=pdf())
    archive.add("run", exchange, Target("site", "attachment"), "ok")
    archive.close()
    (capture,) = read_captures(tmp_path)
    assert source_bytes(url, hashlib.sha256(pdf()).hexdigest(), capture.id, tmp_path) == pdf()


@pytest.mark.parametrize("capture", ["../../etc/passwd#0", "none.warc.gz#5", "no place"])
def test_a_place_that_is_none_is_not_at_hand(tmp_path: Path, capture: str) -> None:
    with pytest.raises(NoPicture, match="not at hand"):
        source_bytes("http://customs.example/a.pdf", "", capture, tmp_path)


def test_the_evidence_page_shows_the_page_with_its_boxes(tmp_path: Path, file: Path) -> None:
    record = of(file.as_uri(), file.read_bytes())
    record["id"] = "pdf1"
    record["tables"][0]["cells"][0] |= {"page": 2, "bbox": [20.0, 90.0, 60.0, 110.0]}
    browser = Browser(database(tmp_path, [record]))
    assert 'data-box="20.0 90.0 60.0 110.0"' in browser.get("/-/document/pdf1").text
    assert browser.get("/-/page/pdf1/2.png").headers["content-type"] == "image/png"
