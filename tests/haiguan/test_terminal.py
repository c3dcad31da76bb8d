"""What is printed is safe to print."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.isolated import Failure
from haiguan.terminal import plain_errors, printable, show_failures, tracked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("公告12条", "公告12条"),
        ("a\nb\tc\u3000d", "a b c d"),
        ("\x1b[31mred\x1b]0;title\x07", "\ufffd[31mred\ufffd]0;title\ufffd"),
        ("\u202eevil", "\ufffdevil"),
        ("\x9b2J", "\ufffd2J"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_steers_a_terminal_is_not_printed(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_any_text_becomes_one_printable_line_of_the_same_length(text: str) -> None:
    assert printable(text).isprintable() and len(printable(text)) == len(text)


def test_failures_are_a_table_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    show_failures([Failure("file:///[red]a.txt", "empty\x1b[2J", "retrieve it again", "unreadable")])
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 failed" in err and "file:///[red]a.txt" in err and "retrieve it again" in err
    assert "\x1b" not in err


def test_a_table_keeps_the_whole_of_a_long_address(capsys: pytest.CaptureFixture[str]) -> None:
    uri = "http://lanzhou.example/" + "长" * 300
    show_failures([Failure(uri, "r", "a", "time")])
    assert uri in capsys.readouterr().err


def test_errors_for_the_user_have_no_traceback() -> None:
    with pytest.raises(click.ClickException) as raised, plain_errors(OSError):
        raise OSError("disk\x1b full")
    assert raised.value.message == "disk\ufffd full"


def test_other_errors_are_left_alone() -> None:
    with pytest.raises(ZeroDivisionError), plain_errors(OSError):
        raise ZeroDivisionError


def test_without_a_terminal_there_is_no_progress_bar(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(tracked(range(100), 100, "x")) == list(range(100))
    assert capsys.readouterr() == ("", "")
