"""A text file's reading is the file."""

import pytest

from extract.limits import Limits
from extract.readers import read
from tests.shared import SHARED, needs_shared


def blocks_of(reading):
    return [reading.text[slice(*block.span)] for block in reading.blocks]


def test_the_text_is_the_files_own_with_line_ends_untranslated():
    source = "　　一、总体情况\r\n\r\n  二、\t收到\rx\n"
    assert read(source.encode(), uri="a.txt").text == source


def test_offsets_are_those_of_the_decoded_file():
    data = "\ufeff一、总体情况\n海关".encode()
    reading = read(data, uri="a.txt")
    assert reading.text == data.decode("utf-8")
    assert blocks_of(reading) == ["一、总体情况", "海关"]


def test_every_line_is_a_paragraph():
    reading = read("一\n\n二\r\n三\r四\f五\u2028六\v七".encode(), uri="a.txt")
    assert blocks_of(reading) == list("一二三四五六七")
    assert {block.kind for block in reading.blocks} == {"paragraph"}


def test_an_empty_file_is_an_empty_reading_that_says_so():
    reading = read(b"", uri="a.txt")
    assert (reading.text, reading.blocks) == ("", ())
    assert [problem.code for problem in reading.problems] == ["empty_source"]
    assert "a.txt" in reading.problems[0].message


@pytest.mark.parametrize("data", [b" \r\n\t", b"\xef\xbb\xbf\n", b"\xff\xfe"])
def test_a_file_of_white_space_is_an_empty_source_too(data):
    assert [problem.code for problem in read(data, uri="a.txt").problems] == ["empty_source"]


def test_charset_and_media_type_are_told():
    reading = read("一、总体情况，全年共受理申请。".encode("gb18030"), uri="a.txt", declared_charset="utf-8")
    assert (reading.media_type, reading.metadata["charset"]) == ("text/plain", "gb18030")
    assert [problem.code for problem in reading.problems] == ["charset_mismatch"]


def test_what_is_past_the_limit_is_reported_unread():
    reading = read("海关".encode() * 10, uri="a.txt", limits=Limits(max_bytes=8))
    assert reading.text == "海关"
    assert [(problem.code, problem.span) for problem in reading.problems] == [("unread_region", (2, 2))]
    assert "max_bytes" in reading.problems[0].message


def test_a_million_lines_are_read():
    reading = read(b"12345\n" * 1_000_000, uri="a.txt")
    assert len(reading.blocks) == 1_000_000


@needs_shared
def test_real_documents_are_read_as_python_reads_them():
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        reading = read(path.read_bytes(), uri=path.name)
        assert reading.text == path.read_bytes().decode("utf-8")
        assert reading.problems == ()
