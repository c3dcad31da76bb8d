"""The registry: the right reader for the bytes, and what is said of them where they are not as declared."""

from importlib import import_module

import pytest

from extract.limits import Limits
from extract.model import Block, Grid, GridCell, Link, Problem, Reading
from extract.readers import READERS, UnreadableSource, read
from extract.readers.clip import clipped


def codes(reading):
    return [problem.code for problem in reading.problems]


def test_every_registered_reader_exists():
    for place in READERS.values():
        module, _, function = place.partition(":")
        assert callable(getattr(import_module(module), function))


def test_a_report_in_html_saved_as_pdf_is_read_as_the_page_it_is():
    page = "<!DOCTYPE html><title>年报</title>" + "<p>全年依法公开政府信息。" * 60
    reading = read(page.encode(), uri="http://x.example/report.pdf")
    assert (reading.text[:4], reading.media_type) == ("全年依法", "text/html")
    assert codes(reading) == ["type_mismatch"]
    assert "application/pdf" in reading.problems[0].message and "text/html" in reading.problems[0].message


def test_the_header_speaks_before_the_name():
    reading = read(b"<html><p>x", uri="a.pdf", declared_type="text/html; charset=utf-8")
    assert codes(reading) == []


@pytest.mark.parametrize("declared", [None, "text/plain", "text/csv", "application/octet-stream"])
def test_a_text_that_is_declared_as_text_is_no_mismatch(declared):
    assert codes(read("海关,36".encode(), uri="a.txt", declared_type=declared)) == []


def test_a_binary_file_named_txt_is_refused_with_advice():
    with pytest.raises(UnreadableSource) as refusal:
        read(b"\x7fELF" + bytes(range(256)) * 9, uri="a.txt")
    assert "application/x-elf" in refusal.value.reason
    assert "convert" in refusal.value.advice
    assert str(refusal.value) == f"{refusal.value.reason}; {refusal.value.advice}"


def test_an_unreadable_type_names_the_types_that_are_read():
    with pytest.raises(UnreadableSource, match="PDF, Word, Excel, HTML or text"):
        read(b"SQLite format 3\x00" + bytes(20), uri="a.db")


def test_a_reading_longer_than_the_limit_is_cut_and_says_so():
    reading = read("一二三\n四五六".encode(), uri="a.txt", limits=Limits(max_characters=5))
    assert reading.text == "一二三\n四"
    assert [block.span for block in reading.blocks] == [(0, 3), (4, 5)]
    assert [(problem.code, problem.span) for problem in reading.problems] == [("unread_region", (5, 5))]
    assert "max_characters" in reading.problems[0].message


def test_grids_and_links_are_kept_whole_or_not_at_all():
    reading = Reading(
        "0123456789",
        "text/html",
        (Block((0, 4)), Block((5, 10))),
        grids=(Grid((0, 4), (GridCell(0, 0, (0, 4)),)), Grid((5, 10), ())),
        links=(Link((0, 2), "a"), Link((7, 9), "b")),
        problems=(Problem("lossy_mojibake", (8, 9), ""), Problem("charset_mismatch", None, "")),
    )
    short = clipped(reading, 6)
    assert [grid.span for grid in short.grids] == [(0, 4)]
    assert [link.url for link in short.links] == ["a"]
    assert codes(short) == ["charset_mismatch", "unread_region"]
    assert clipped(reading, 10) is reading
