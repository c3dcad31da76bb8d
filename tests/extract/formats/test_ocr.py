"""Scans: upright or not, straight or not, every figure is right or flagged."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import numpy as np
import pytest
from docx import Document as WordDocument
from docx.shared import Cm
from PIL import Image

from extract.limits import FormatLimits, Limits
from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.layout.doubt import SURE
from extract.readers.ocr.cells import Area, _agreed, _bands
from extract.readers.ocr.engine import is_available
from extract.readers.ocr.frames import frames
from extract.readers.ocr.reader import read_image
from extract.readers.ofd.reader import read_ofd
from extract.readers.pdf.reader import read_pdf
from extract.readers.word.reader import read_docx
from tests.extract.formats.contexts import limited
from tests.generator.render.font import font_file
from tests.generator.render.model import read_back, table_of
from tests.generator.render.ofd import NAMESPACE, package
from tests.generator.render.rezip import with_members

pytest.importorskip("reportlab", reason="reportlab renders the pages of these tests")
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.generator.render.scan import Scanner, png, scan, searchable_pdf

CONTEXT = Context("scan.png", "image/png")
PDF = Context("scan.pdf", "application/pdf")
needs_ocr = pytest.mark.skipif(
    not is_available() or font_file() is None,
    reason="needs the extra haiguan[ocr] (rapidocr-onnxruntime) and the font package pylopdf-fonts-zh-cn",
)

PROSE = "本年度主动公开政府信息，均在法定期限内答复。"
TABLE = table_of(
    [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "", "12"],
        ["行政规范性文件", "3", "0", "7"],
        ["行政许可", "550", "<", "<"],
    ]
)


@lru_cache(maxsize=8)
def page(scanner: Scanner) -> Image.Image:
    return scan([PROSE, TABLE], scanner)[0]


def wrong_and_silent(reading: Reading) -> list[str]:
    """The cells that are not as printed and that no problem points at."""
    flagged = {problem.span for problem in reading.problems}
    truth = {(cell.row, cell.column): cell.text for cell in TABLE.cells}
    return [
        f"{cell.row},{cell.column}: {reading.text[slice(*cell.span)]!r}"
        for cell in reading.grids[0].cells
        if reading.text[slice(*cell.span)] != truth[cell.row, cell.column] and cell.span not in flagged
    ]


@needs_ocr
@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(150),
        Scanner(150, slant=1.4, grain=0.3),
        Scanner(150, quarters=1),
        Scanner(150, quarters=2, shadow=0.4, tilt=0.02, sealed=True),
        Scanner(200, quarters=3, slant=-1.0),
    ],
    ids=["straight", "slanting and grainy", "on its side", "photographed upside down, under a seal", "on its other side"],
)
def test_a_scanned_page_gives_its_table_right_or_flagged(scanner: Scanner) -> None:
    reading = read_image(png(page(scanner), scanner.dpi), CONTEXT)
    assert len(reading.grids[0].cells) == len(TABLE.cells)
    assert wrong_and_silent(reading) == []


@needs_ocr
def test_a_blank_cell_of_a_scan_is_blank_and_a_lone_zero_is_read() -> None:
    reading = read_image(png(page(Scanner(150)), 150), CONTEXT)
    cells = {(cell.row, cell.column): cell.text for cell in read_back(reading, reading.grids[0])}
    assert (cells[1, 1], cells[1, 2], cells[2, 2]) == ("0", "", "0")


@needs_ocr
def test_the_prose_of_a_scan_stands_before_its_table() -> None:
    reading = read_image(png(page(Scanner(150)), 150), CONTEXT)
    assert reading.text.startswith(PROSE[:15])


@needs_ocr
def test_a_scanned_pdf_is_read_from_its_pictures_whatever_lies_under_them() -> None:
    reading = read_pdf(searchable_pdf([page(Scanner(150))], Scanner(150)), PDF)
    assert (reading.grids[0].page, wrong_and_silent(reading)) == (1, [])


def page_with_picture(picture: Image.Image) -> bytes:
    """A PDF page of prose with a picture of 400 points' width under it."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for i in range(8):
        canvas.drawString(72, 780 - 16 * i, "the figures of this year are shown in the table below, as printed")
    height = 400 * picture.height / picture.width
    canvas.drawImage(ImageReader(picture), 90, 600 - height, 400, height)
    canvas.save()
    return target.getvalue()


@needs_ocr
def test_a_table_drawn_as_a_picture_on_a_page_of_text_is_read() -> None:
    whole = page(Scanner(200))
    table = whole.crop((150, 200, whole.width - 150, 620))
    reading = read_pdf(page_with_picture(table), PDF)
    assert len(reading.grids[0].cells) == len(TABLE.cells)
    assert wrong_and_silent(reading) == []


def test_without_the_extra_a_picture_on_a_page_of_text_is_an_unread_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.is_available", lambda: False)
    reading = read_pdf(page_with_picture(Image.new("L", (400, 300), 90)), PDF)
    assert [problem.code for problem in reading.problems] == ["unread_region"]
    assert "haiguan[ocr]" in reading.problems[0].message


@needs_ocr
def test_an_ofd_page_that_is_a_picture_is_read() -> None:
    resource = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    image = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="9"/>'
    media = '<ofd:MultiMedia ID="9"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    files = {
        "Doc_0/DocumentRes.xml": f'<ofd:Res {NAMESPACE} BaseLoc="Res">{media}</ofd:Res>'.encode(),
        "Doc_0/Res/a.png": png(page(Scanner(150)), 150),
    }
    reading = read_ofd(with_members(package([image], resource), files), Context("a.ofd", "application/ofd"))
    assert len(reading.grids[0].cells) == len(TABLE.cells)
    assert wrong_and_silent(reading) == []


@needs_ocr
def test_a_table_drawn_as_a_picture_in_a_word_file_is_read() -> None:
    word = WordDocument()
    word.add_paragraph("情况如下：")
    word.add_picture(BytesIO(png(page(Scanner(150)).crop((100, 120, 1140, 460)), 150)), width=Cm(16))
    target = BytesIO()
    word.save(target)
    reading = read_docx(target.getvalue(), Context("a.docx", "application/x-docx"))
    assert reading.text.startswith("情况如下：")
    assert wrong_and_silent(reading) == []
    assert (reading.grids[0].page, reading.recognised) == (1, (1,))


@needs_ocr
def test_a_picture_that_does_not_say_its_resolution_is_taken_for_a_page() -> None:
    target = BytesIO()
    page(Scanner(150)).save(target, "PNG")
    box = read_image(target.getvalue(), CONTEXT).grids[0].box
    assert box is not None and box[2] - box[0] == pytest.approx(455, abs=6)


@needs_ocr
@pytest.mark.parametrize("size", [(1, 1), (40, 3000), (900, 900)])
def test_a_picture_without_text_is_an_empty_text(size: tuple[int, int]) -> None:
    target = BytesIO()
    Image.new("RGBA", size, (255, 255, 255, 0)).save(target, "PNG")
    assert read_image(target.getvalue(), CONTEXT).text == ""


def test_without_the_extra_a_picture_is_an_unread_region_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.reader.is_available", lambda: False)
    assert "haiguan[ocr]" in read_image(b"", CONTEXT).problems[0].message


def giant_png(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@needs_ocr
@pytest.mark.parametrize("side", [50_000, 11_000])
def test_a_giant_picture_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(UnreadableSource, match="picture"):
        read_image(giant_png(side, side), CONTEXT)


@needs_ocr
def test_a_damaged_picture_gives_its_reason() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read_image(png(page(Scanner(150)), 150)[:5000], CONTEXT)


@pytest.mark.parametrize(
    ("mode", "values"),
    [("I;16", np.array([[0, 257, 65535]], np.uint16)), ("I", np.array([[0, 257, 65535]], np.int32)),
     ("F", np.array([[0.0, 1 / 255, 1.0]], np.float32)), ("I", np.array([[0, 1, 255]], np.int32))],
)  # fmt: skip
def test_more_than_256_shades_are_not_cut_off(mode: str, values: np.ndarray) -> None:
    target = BytesIO()
    Image.fromarray(values).save(target, "TIFF")
    ((image, _),) = frames(target.getvalue(), FormatLimits())
    assert image.tolist() == [[0, 1, 255]]


@needs_ocr
def test_frames_beyond_the_limit_are_a_problem() -> None:
    target = BytesIO()
    blank = Image.new("L", (10, 10), 255)
    blank.save(target, "TIFF", save_all=True, append_images=[blank] * 3)
    reading = read_image(target.getvalue(), limited(CONTEXT, pages=2))
    assert "first 2 frames" in reading.problems[0].message


@needs_ocr
def test_frames_that_no_time_is_left_for_are_a_problem() -> None:
    target = BytesIO()
    Image.new("L", (10, 10), 255).save(target, "TIFF")
    reading = read_image(target.getvalue(), replace(CONTEXT, limits=Limits(seconds=-1)))
    assert "raise the limit seconds" in reading.problems[0].message


@needs_ocr
def test_a_very_grainy_scan_is_smoothed_and_read() -> None:
    scanner = Scanner(150, slant=-0.8, grain=0.6)
    reading = read_image(png(page(scanner), scanner.dpi), CONTEXT)
    assert len(reading.grids[0].cells) == len(TABLE.cells)
    assert wrong_and_silent(reading) == []


@pytest.mark.parametrize(
    ("one", "other", "height", "text", "sure"),
    [
        (("12", 0.7), ("12", 0.7), 20, "12", True),
        (("12", 0.99), ("72", 0.9), 20, "12", False),
        (("O", 0.9), ("0", 0.9), 20, "0", True),
        (("。", 0.9), ("。", 0.9), 20, "0", True),
        (("。", 0.9), ("。", 0.9), 6, "。", True),
        (("", 0.0), ("", 0.0), 20, "\ufffd", False),
    ],
)
def test_two_readings_of_a_figure_make_it_sure_or_doubtful(
    one: tuple[str, float], other: tuple[str, float], height: int, text: str, sure: bool
) -> None:
    found = _agreed(Area(0, 0, 10, height), one, other, 22.0)
    assert (found.text, found.sureness >= SURE) == (text, sure)


@pytest.mark.parametrize(
    ("rows", "bands"),
    [("..###..", [(2, 5)]), ("#.#.#....", [(0, 5)]), ("####.####", [(0, 4), (5, 9)]), (".....", [])],
)
def test_rows_of_ink_are_lines_unless_they_are_strokes_of_one(rows: str, bands: list[tuple[int, int]]) -> None:
    assert _bands(np.array([row == "#" for row in rows]), 5.0) == bands
