"""JSON Lines: one object a line whatever is in it, files whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.fields import ROOT, dictionary
from extract.record import to_json
from output import jsonl
from output.jsonl import Json
from tests.output.records import any_record, sample


def test_keys_come_in_the_contract_s_order() -> None:
    assert list(json.loads(jsonl.encode(sample()))) == list(dictionary()[ROOT].fields)


def test_characters_are_not_escaped() -> None:
    assert "澜州海关".encode() in jsonl.encode(sample())


def test_a_record_and_its_json_give_the_same_line() -> None:
    assert jsonl.encode(sample()) == jsonl.encode(to_json(sample()))


@pytest.mark.parametrize("char", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_character_breaks_the_line(char: str) -> None:
    line = jsonl.encode(sample(text=f"一{char}二"))
    assert len(line.decode().splitlines()) == 1
    assert jsonl.decode(line)["text"] == f"一{char}二"


@given(any_record())
@settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
def test_any_record_is_read_back_as_it_was(record: Json) -> None:
    assert jsonl.decode(jsonl.encode(record)) == record


@given(st.integers())
def test_integers_of_any_size_stay_exact(number: int) -> None:
    statistic = replace(sample().statistics[0], value=number)
    assert jsonl.decode(jsonl.encode(sample(statistics=(statistic,))))["statistics"][0]["value"] == number


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be written as JSON"):
        jsonl.encode(sample(text=text))


def test_a_file_is_read_back_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "records.jsonl"
    assert jsonl.write((jsonl.encode({"n": n}) for n in range(3)), path) == 3
    assert list(jsonl.read(path)) == [{"n": 0}, {"n": 1}, {"n": 2}]


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\n\n  \n{"n": 2}')
    assert [record["n"] for record in jsonl.read(path)] == [1, 2]


@pytest.mark.parametrize("line", [b"{", b"[1]", b"null", b"\xff\xfe"])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b'{"n": 1}\n' + line + b"\n")
    with pytest.raises(ValueError, match=r"bad\.jsonl, line 2: expected one record"):
        list(jsonl.read(path))


def test_reading_takes_one_line_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"n": 1}\nnot read\n')
    assert next(jsonl.read(path)) == {"n": 1}


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def lines() -> object:
        yield b"new"
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        jsonl.write(lines(), path)  # type: ignore[arg-type]
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    with jsonl.atomic(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    jsonl.write([b"{}"], link)
    assert link.is_symlink() and target.read_bytes() == b"{}\n"


def test_a_device_is_written_to_and_not_replaced() -> None:
    jsonl.write([b"{}"], Path("/dev/null"))
    assert Path("/dev/null").is_char_device()
