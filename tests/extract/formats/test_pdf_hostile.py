"""PDFs that are broken, locked or built to exhaust: each gives a reading with a problem, or its reason."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image

from extract.limits import Limits
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.pdf.reader import read_pdf
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import disclosure

pytest.importorskip("reportlab", reason="reportlab renders the PDFs of these tests")
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.generator.render.pdf import Style, render_pdf

CONTEXT = Context("hostile.pdf", "application/pdf")


def canvas_pdf(pages: int = 1, rectangles: int = 0) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for _ in range(pages):
        canvas.drawString(72, 72, "page")
        for i in range(rectangles):
            canvas.rect(i % 500, i // 500, 1, 1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_an_empty_user_password_opens_the_file() -> None:
    reading = read_pdf(render_pdf([disclosure()], Style(password="owner")), CONTEXT)
    assert len(reading.grids) == 1


def test_a_password_is_asked_for_by_the_reason() -> None:
    with pytest.raises(UnreadableSource, match="password"):
        read_pdf(render_pdf([disclosure()], Style(password="owner", user_password="secret")), CONTEXT)


def test_a_file_cut_before_its_first_page_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match="cut short"):
        read_pdf(render_pdf([disclosure()])[:400], CONTEXT)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_a_truncated_file_is_mended_or_refused_but_never_read_as_whole_nonsense(share: float) -> None:
    data = render_pdf(["主动公开情况", disclosure()])
    try:
        reading = read_pdf(data[: int(len(data) * share)], CONTEXT)
    except UnreadableSource as error:
        assert "cut short" in error.advice
    else:
        assert reading.problems or "550" in reading.text


def test_a_corrupt_font_is_a_problem_and_not_a_crash() -> None:
    data = bytearray(render_pdf(["主动公开情况", disclosure()]))
    at = data.find(b"/FontFile2")
    start = data.find(b"stream", data.find(b"/Length1"))
    assert at > 0 and start > 0
    data[start + 10 : start + 2000] = b"x" * 1990
    reading = read_pdf(bytes(data), CONTEXT)
    assert reading.problems or "550" in reading.text


def test_pages_beyond_the_limit_are_a_problem() -> None:
    reading = read_pdf(canvas_pdf(12), limited(CONTEXT, pages=10))
    assert [problem.message for problem in reading.problems] == ["read the first 10 of 12 pages; raise the limit pages"]


def test_drawing_objects_beyond_the_limit_are_a_problem_and_the_text_is_kept() -> None:
    reading = read_pdf(canvas_pdf(rectangles=3000), limited(CONTEXT, page_objects=1000))
    assert reading.text.strip() == "page"
    assert "drawing objects" in reading.problems[0].message


def test_a_drawing_of_many_lines_is_not_taken_for_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.is_available", lambda: False)
    reading = read_pdf(canvas_pdf(rectangles=30_000), CONTEXT)
    assert reading.grids == ()
    assert {problem.code for problem in reading.problems} == {"unread_region"}


@pytest.mark.parametrize(
    "limit",
    ["extract.readers.pdf.content.MAX_CONTENT", "extract.readers.pdf.pages.PROVED_PAGES"],
)
def test_a_page_that_is_too_much_for_pdfplumber_keeps_its_table(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, 0)
    reading = read_pdf(render_pdf([disclosure()]), CONTEXT)
    assert [len(grid.cells) for grid in reading.grids] == [len(disclosure().cells)]


def test_forms_that_draw_each_other_a_thousandfold_end_at_the_limit_of_objects() -> None:
    target = BytesIO()
    canvas = Canvas(target)
    canvas.beginForm("a")
    canvas.line(0, 0, 9, 0)
    canvas.endForm()
    for name, inner in ("b", "a"), ("c", "b"), ("d", "c"):
        canvas.beginForm(name)
        for _ in range(10):
            canvas.doForm(inner)
        canvas.endForm()
    canvas.doForm("d")
    canvas.save()
    reading = read_pdf(target.getvalue(), limited(CONTEXT, page_objects=500))
    assert "more than 500 drawing objects" in reading.problems[0].message


def test_a_picture_page_without_ocr_or_text_is_an_unread_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.is_available", lambda: False)
    target = BytesIO()
    Image.new("L", (850, 1200), 255).save(target, "PDF")
    reading = read_pdf(target.getvalue(), CONTEXT)
    assert [problem.code for problem in reading.problems] == ["unread_region"]
    assert "haiguan[ocr]" in reading.problems[0].message


def test_pages_of_a_scan_that_no_time_is_left_for_are_unread_regions() -> None:
    reading = read_pdf(page_of_layers("picture"), replace(CONTEXT, limits=Limits(seconds=-1)))
    assert [problem.code for problem in reading.problems] == ["unread_region"]
    assert "raise the limit seconds" in reading.problems[0].message


def page_of_layers(*layers: str) -> bytes:
    """A page of layers: an opaque `picture` of all of it, text that is `seen`, text that is `invisible`."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for layer in layers:
        if layer == "picture":
            canvas.drawImage(ImageReader(Image.new("L", (85, 120), 255)), 0, 0, 595, 842)
            continue
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3 if layer == "invisible" else 0)
        text.textLine("new applications received this year 13 28 407")
        canvas.drawText(text)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(
    ("layers", "trusted"),
    [
        (("seen",), True),
        (("picture", "seen"), True),
        (("picture", "invisible"), False),
        (("seen", "picture"), False),
    ],
    ids=["text", "text on a background", "a scanner's own reading", "text under a picture"],
)
def test_a_text_layer_that_nobody_sees_is_not_trusted(
    layers: tuple[str, ...], trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.is_available", lambda: False)
    reading = read_pdf(page_of_layers(*layers), CONTEXT)
    assert ("407" in reading.text) is trusted
    assert ([problem.code for problem in reading.problems] == []) is trusted


def test_a_pdf_without_pages_is_unreadable() -> None:
    document = pdfium.PdfDocument.new()
    target = BytesIO()
    document.save(target)
    with pytest.raises(UnreadableSource, match=r"without pages|damaged"):
        read_pdf(target.getvalue(), CONTEXT)
