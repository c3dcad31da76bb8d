"""The guard: who may ask, and who may write."""

from __future__ import annotations

import pytest

from haiguan.house.guard import OURS, refusal

HERE = {"host": "127.0.0.1:8001"}


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost", "[::1]:8001"])
def test_loopback_names_are_answered(host: str) -> None:
    assert refusal("GET", {"host": host}, "127.0.0.1") is None


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_another_name_that_points_here_is_refused(host: str) -> None:
    assert "answers to" in (refusal("GET", {"host": host}, "127.0.0.1") or "")


def test_a_house_that_listens_elsewhere_answers_to_its_names() -> None:
    assert refusal("GET", {"host": "server.example:8001"}, "0.0.0.0") is None


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_strangers_page_cannot_write(headers: dict[str, str]) -> None:
    assert (
        refusal("POST", HERE | headers, "127.0.0.1")
        == "a note can be written from this house's own pages only"
    )


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://127.0.0.1:8001", "sec-fetch-site": "same-origin"}]
)
def test_our_own_page_can(headers: dict[str, str]) -> None:
    assert refusal("POST", HERE | headers, "127.0.0.1") is None


def test_our_pages_run_nothing_inline_and_load_nothing_from_elsewhere() -> None:
    assert "unsafe" not in OURS
    assert "http" not in OURS
