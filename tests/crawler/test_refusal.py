"""judge: what an answer amounts to."""

from __future__ import annotations

import time

import pytest

from crawler.refusal import judge
from haiguan.demo.site import SHELL

PAGE = (
    "<html><body><h1>云泽海关2020年年报</h1>" + "<p>全年主动公开政府信息1846条。</p>" * 30 + "</body></html>"
)
JSL = "<script>document.cookie=('_')+('_jsl_clearance_s=1');location.href=location.pathname</script><script>__jsl_go()</script>"


def outcome(status: int, text: str | None = PAGE, **headers: str) -> str:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return judge(status, named, (text or "").encode(), text).outcome


@pytest.mark.parametrize("status", [401, 403, 405, 412, 209, 202, 521])
def test_a_refusing_status_is_blocked(status: int) -> None:
    assert outcome(status, "") == "blocked"


@pytest.mark.parametrize("shell", [SHELL, JSL])
def test_a_shell_that_only_sets_a_challenge_is_blocked(shell: str) -> None:
    assert outcome(200, shell) == "blocked"


def test_a_page_that_merely_contains_the_script_is_content() -> None:
    assert outcome(200, PAGE.replace("<h1>", "<script>$_ts={}</script><h1>")) == "ok"


def test_an_error_with_the_guards_header_is_blocked() -> None:
    assert outcome(400, "", x_via_jsl="1f3,-") == "blocked"


@pytest.mark.parametrize(
    "text", ["您访问的页面不存在", "404 Not Found", "抱歉,该信息已被删除!", "您请求的网页已失效"]
)
def test_a_short_page_that_says_it_is_not_there_is_a_soft_404(text: str) -> None:
    assert outcome(200, f"<html><body>{text}</body></html>") == "soft_404"


def test_a_report_that_mentions_missing_pages_is_content() -> None:
    assert outcome(200, PAGE.replace("</h1>", "</h1><p>处理页面不存在问题12个。</p>")) == "ok"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, "ok"), (304, "unchanged"), (404, "error"), (500, "error"), (302, "skipped")],
)
def test_plain_statuses(status: int, expected: str) -> None:
    assert outcome(status) == expected


def test_a_file_is_never_a_soft_404() -> None:
    assert judge(200, {}, "页面不存在".encode(), None).outcome == "ok"


def test_an_empty_page_is_content_of_no_length_not_a_refusal() -> None:
    assert outcome(200, "") == "ok"


def test_a_page_of_open_brackets_is_judged_in_no_time() -> None:
    started = time.perf_counter()
    assert outcome(200, "<" * 300_000 + "$_ts") in ("ok", "blocked")
    assert time.perf_counter() - started < 2
