"""Excel: each sheet one grid, values as the sheet shows them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from PIL import Image

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.excel import Value, displayed, read_excel
from extract.readers.excel_numbers import read_format
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import applications
from tests.extract.formats.recognised import TABLE, table_marks
from tests.generator.render.grids import tables
from tests.generator.render.model import Table, in_order, read_back, table_of
from tests.generator.render.rezip import rewritten, with_members

pytest.importorskip("xlsxwriter", reason="XlsxWriter renders the workbooks of these tests")
from tests.generator.render.xlsx import render_xlsx

CONTEXT = Context("generated.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def read(sheets: dict[str, Table]) -> Reading:
    return read_excel(render_xlsx(sheets), CONTEXT)


@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_any_grid_comes_back(table: Table) -> None:
    reading = read({"Sheet1": table})
    kept = [cell for cell in in_order(table) if cell.text]
    assert [cell for cell in read_back(reading, reading.grids[0]) if cell.text] == kept


def test_a_standard_form_comes_back_with_its_merged_cells() -> None:
    reading = read({"Sheet1": applications()})
    assert read_back(reading, reading.grids[0]) == in_order(applications())


def test_every_sheet_is_a_grid_under_its_name() -> None:
    table = table_of([["项目", "1"]])
    reading = read({"主动公开": table, "Sheet2": table})
    assert reading.text == "主动公开\n项目\t1\n项目\t1\n"
    assert len(reading.grids) == 2


def test_a_percentage_is_read_as_it_is_shown() -> None:
    assert read({"Sheet1": table_of([["占比", "58.8%"]])}).text == "占比\t58.8%\n"


def test_a_hidden_sheet_is_reported_and_not_read() -> None:
    table = table_of([["项目", "1"]])
    reading = read_excel(render_xlsx({"Sheet1": table, "草稿": table}, frozenset({"草稿"})), CONTEXT)
    assert (len(reading.grids), reading.problems[0].message) == (1, "the sheet 草稿 is hidden and not read")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (5.0, "General", "5"),
        (7730.28, "#,##0.00", "7730.28"),
        (0.1 + 0.2, "0.00", "0.3"),
        (0.59, "0%", "59%"),
        (0.5882, "0.00%", "58.82%"),
        (0.5, '0"%"', "0.5"),
        (12.5, '0.00"万元";-0.00', "12.5万元"),
        (2020, "0\\年", "2020年"),
        (3, "[>1]0 件", "3"),
        (12, '_ * #,##0_ "人次"', "12人次"),
        (4, '"共"0', "4"),
        (123456, '0.0,"千元"', "123456"),
        (123456, '0\\.0000"万元"', "123456"),
        (1234.5, '"¥"#,##0.00"元"', "1234.5元"),
        (True, "0%", "TRUE"),
        (" 规章 ", "General", "规章"),
        (datetime(2024, 1, 31), "General", "2024-01-31"),
        (1e20, "General", "1e+20"),
        (float("nan"), "General", "nan"),
        (float("inf"), "General", "inf"),
    ],
)
def test_values_are_shown_as_a_sheet_shows_them(value: Value, code: str, shown: str) -> None:
    assert displayed(value, read_format(code)) == shown


def test_two_numbers_in_one_cell_are_flagged() -> None:
    assert [problem.code for problem in read({"Sheet1": table_of([["数量", "1\n2"]])}).problems] == ["merged_cells"]


def test_one_cell_far_away_does_not_make_a_giant_grid() -> None:
    data = render_xlsx({"Sheet1": table_of([["项目", "1"]])})
    far = rewritten(data, lambda name, xml: xml.replace(b'r="B1"', b'r="XFD1048576"') if "sheet1" in name else xml)
    reading = read_excel(far, CONTEXT)
    assert (reading.grids, reading.problems[0].code) == ((), "unread_region")


def changed(old: str, new: str, part: str = "sheet1.xml") -> Reading:
    """A sheet of one row, 项目 and 1, with a change in one part."""
    data = render_xlsx({"Sheet1": table_of([["项目", "1"]])})
    return read_excel(rewritten(data, lambda name, xml: xml.replace(old.encode(), new.encode()) if part in name else xml), CONTEXT)


@pytest.mark.parametrize("cell", ['<c r="B1"><f>C1</f></c><c r="C1"><v>2</v></c>', '<c r="B1" t="e"><f>C1</f><v>#REF!</v></c>'])
def test_a_formula_without_a_value_is_a_problem_and_no_mere_blank(cell: str) -> None:
    reading = changed('<c r="B1"><v>1</v></c>', cell)
    (problem,) = reading.problems
    assert reading.text == ("项目\t#REF!\n" if "#REF!" in cell else "项目\t\t2\n")
    assert (problem.code, problem.span) == ("unread_region", reading.grids[0].cells[1].span)


def test_a_formula_without_a_value_at_the_sheets_edge_is_a_problem_too() -> None:
    reading = changed('<c r="B1"><v>1</v></c>', '<c r="B1"><f>SUM(C1)</f></c>')
    assert (reading.text, [problem.code for problem in reading.problems]) == ("项目\n", ["unread_region"])


def test_a_formula_whose_value_is_an_empty_text_is_a_blank() -> None:
    reading = changed('<c r="B1"><v>1</v></c>', '<c r="B1" t="str"><f>IF(1,"")</f><v></v></c>')
    assert (reading.text.strip(), reading.problems) == ("项目", ())


@pytest.mark.parametrize(
    ("mark", "flagged"),
    [('<vertAlign val="superscript"/>', True), ("<strike/>", True), ('<vertAlign val="baseline"/>', False), ("<b/>", False)],
)
def test_a_raised_or_struck_part_of_a_cell_is_flagged(mark: str, flagged: bool) -> None:
    reading = changed("<si><t>项目</t></si>", f"<si><r><t>12</t></r><r><rPr>{mark}</rPr><t>1</t></r></si>", "sharedStrings.xml")
    assert reading.text.startswith("121")
    assert [problem.span for problem in reading.problems] == ([(0, 3)] if flagged else [])


def with_picture(name: str, data: bytes) -> Reading:
    book = render_xlsx({"Sheet1": table_of([["项目", "1"]])})
    return read_excel(with_members(book, {f"xl/media/{name}": data}), CONTEXT)


def test_a_table_drawn_as_a_picture_stands_behind_the_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    target = BytesIO()
    Image.new("L", (400, 300), 255).save(target, "PNG")
    reading = with_picture("image1.png", target.getvalue())
    assert reading.text.startswith(f"项目\t1\n{TABLE}")
    assert [grid.page for grid in reading.grids] == [None, 1]


def test_a_picture_that_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.readers.ocr.pictures.recogniser", lambda: lambda image, number, dpi: table_marks(number))
    message = with_picture("image1.emf", b"\x01\x00\x00\x00").problems[0].message
    assert message.startswith("the workbook's picture xl/media/image1.emf is not read: a damaged picture, or one in no known format;")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'),
        ("<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'),
        ('<row r="1"', '<row r="1" hidden="true"'),
    ],
)
def test_text_that_the_sheet_does_not_show_is_reported_and_not_read(old: str, new: str) -> None:
    reading = changed(old, new)
    assert ("1" in reading.text, [problem.code for problem in reading.problems]) == (False, ["unread_region"])


def test_a_workbook_that_claims_billions_of_strings_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="claims 2147483647 strings"):
        changed('uniqueCount="1"', 'uniqueCount="2147483647"', "sharedStrings.xml")


class PanicException(BaseException):
    """As calamine's, which is no Exception either."""


def test_a_panic_of_the_library_is_an_unreadable_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_: object) -> None:
        raise PanicException("range start index 116 out of range")

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", give_up)
    with pytest.raises(UnreadableSource, match="gave up: range start index"):
        read({"Sheet1": table_of([["项目", "1"]])})


def test_a_workbook_that_asks_for_a_password_is_to_be_asked_for_openly(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise ValueError("Workbook is password protected")

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", refuse)
    with pytest.raises(UnreadableSource, match="password protected") as refusal:
        read({"Sheet1": table_of([["项目", "1"]])})
    assert "publisher" in refusal.value.advice


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"x" * 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_damaged_workbook_gives_its_reason(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        read_excel(data, CONTEXT)


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="unpacked"):
        read_excel(render_xlsx({"Sheet1": applications()}), limited(CONTEXT, unpacked_bytes=1000))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs the Debian package libreoffice-calc-nogui")
def test_an_old_xls_is_read_like_an_xlsx(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(render_xlsx({"Sheet1": applications()}))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")], capture_output=True, timeout=120)
    if not (tmp_path / "a.xls").exists():
        pytest.skip("needs the Debian package libreoffice-calc-nogui")
    reading = read_excel((tmp_path / "a.xls").read_bytes(), CONTEXT)
    assert read_back(reading, reading.grids[0]) == in_order(applications())
