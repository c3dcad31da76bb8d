"""Windows, waits and ceilings."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from scrapy.http import Response

from crawler.middlewares.limits import in_window, parse_window, retry_after

NIGHT = (time(22), time(6))


@pytest.mark.parametrize(
    ("moment", "inside"), [(time(23), True), (time(3), True), (time(6), False), (time(12), False)]
)
def test_a_window_may_go_past_midnight(moment: time, inside: bool) -> None:
    assert in_window(moment, NIGHT) is inside


@pytest.mark.parametrize(
    ("moment", "inside"), [(time(1), True), (time(5, 59), True), (time(6), False), (time(0, 59), False)]
)
def test_a_window_within_a_day(moment: time, inside: bool) -> None:
    assert in_window(moment, (time(1), time(6))) is inside


def test_a_window_is_read_from_its_text() -> None:
    assert parse_window("22:00-06:00") == NIGHT
    assert parse_window("") is None


@pytest.mark.parametrize("text", ["22-", "nightly", "22:00", "25:00-06:00"])
def test_a_wrong_window_says_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match="expected HH:MM-HH:MM"):
        parse_window(text)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    moment = datetime(2026, 10, 21, 7, 28, 0, tzinfo=UTC)
    assert retry_after(Response("http://x.cn", headers={"Retry-After": value}), moment) == seconds
