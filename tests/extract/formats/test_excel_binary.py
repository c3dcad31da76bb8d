"""An .xls shows its numbers, its errors and its hidden cells as an .xlsx does."""

from __future__ import annotations

import struct
from contextlib import suppress
from random import Random

import pytest

from extract.model import Reading
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.excel import read_excel
from extract.readers.excel_binary import sheet_facts
from tests.extract.formats.compound import BEGIN, STOP, at, error, formula, label, number, record, workbook
from tests.generator.mutate import mutated

CONTEXT = Context("a.xls", "application/vnd.ms-excel")


def read(*cells: bytes, formats: tuple[str, ...] = ()) -> Reading:
    return read_excel(workbook(label(0, 0, "项目"), *cells, formats=formats), CONTEXT)


def test_a_workbook_as_small_as_can_be_is_read() -> None:
    reading = read(number(0, 1, 36.0), label(1, 0, "规章"), number(1, 1, 7.5))
    assert (reading.text, reading.problems) == ("数据\n项目\t36\n规章\t7.5\n", ())


@pytest.mark.parametrize(("code", "name"), [(0x07, "#DIV/0!"), (0x17, "#REF!"), (0x2A, "#N/A"), (0x0F, "#VALUE!")])
@pytest.mark.parametrize("made", ["constant", "formula"])
def test_an_error_is_shown_and_is_a_problem_and_no_mere_blank(code: int, name: str, made: str) -> None:
    result = b"\x02\x00" + bytes([code]) + b"\x00\x00\x00\xff\xff"
    reading = read(error(0, 1, code) if made == "constant" else formula(0, 1, result))
    (problem,) = reading.problems
    assert reading.text == f"数据\n项目\t{name}\n"
    assert (problem.code, problem.span) == ("unread_region", reading.grids[0].cells[1].span)


def test_a_formula_with_a_value_is_no_error() -> None:
    reading = read(formula(0, 1, struct.pack("<d", 3.0)))
    assert (reading.text, reading.problems) == ("数据\n项目\t3\n", ())


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [("0%", 0.59, "59%"), ("0.0%", 0.595, "59.5%"), ('0.00"万元"', 12.5, "12.5万元"), ("#,##0", 1234.0, "1234"), ("0.00;[Red]-0%", 2.5, "2.5")],
)
def test_a_number_is_shown_by_its_format(code: str, value: float, shown: str) -> None:
    assert read(number(0, 1, value, 1), formats=(code,)).text == f"数据\n项目\t{shown}\n"


def test_many_numbers_of_one_record_have_formats_of_their_own() -> None:
    packed = struct.pack("<HI", 1, (59 << 2) | 3) + struct.pack("<HI", 0, (7 << 2) | 2)
    assert read(record(0x00BD, struct.pack("<HH", 0, 1), packed, struct.pack("<H", 2)), formats=("0%",)).text == "数据\n项目\t59%\t7\n"


@pytest.mark.parametrize(
    "hidden",
    [
        record(0x0208, struct.pack("<HHHHHH", 1, 0, 2, 0, 0, 0), b"\x20\x01\x00\x00"),
        record(0x007D, struct.pack("<HHHHH", 1, 1, 0, 0, 1), b"\0\0"),
    ],
    ids=["row", "column"],
)
def test_what_is_hidden_is_reported_and_not_read(hidden: bytes) -> None:
    reading = read(hidden, label(1, 0, "甲"), number(1, 1, 99.0))
    assert "99" not in reading.text
    assert [problem.code for problem in reading.problems] == ["unread_region"]


def test_a_picture_is_reported() -> None:
    picture = record(0x005D, struct.pack("<HHHHH", 0x15, 18, 8, 1, 0).ljust(22, b"\0"))
    assert read(number(0, 1, 1.0), picture).problems[0].message.startswith("1 pictures of the sheet 数据 are not read")


def test_a_chart_in_a_sheet_is_none_of_its_cells() -> None:
    (facts,) = sheet_facts(workbook(record(0x0809, BEGIN), error(5, 5, 7), STOP, error(0, 1, 7)))
    assert facts.valueless == {(0, 1): "#DIV/0!"}


@pytest.mark.parametrize("data", [b"", b"x" * 600, workbook()[:1500], workbook(at(0, 0))])
def test_a_damaged_workbook_has_no_facts_or_few(data: bytes) -> None:
    assert len(sheet_facts(data)) <= 1


def test_a_hundred_damaged_workbooks_give_a_reading_or_a_reason() -> None:
    data = workbook(label(0, 0, "项目"), number(0, 1, 0.5, 1), error(1, 1, 7), formats=("0%",))
    for seed in range(100):
        with suppress(UnreadableSource):
            read_excel(mutated(data, Random(seed)), CONTEXT)
