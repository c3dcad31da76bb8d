"""The digest of a document's wording: deaf to a page's furniture, awake to every digit of its body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.wording import wording_digest

BODY = "云泽海关2020年政府信息公开年报\n\n一、主动公开情况\n2020年,我关主动公开政府信息128条。\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("浏览次数:17 打印本页 关闭", "浏览次数:18 打印本页 关闭"),
        ("发布时间:2021-01-25 来源:云泽海关", "发布时间:2021-01-26 来源:云泽海关"),
        ("您是第 1024 位访客", "您是第 99999 位访客"),
        ("今天是2026年11月22日 星期日", "今天是2026年11月29日 星期日"),
        ("页面生成时间:2026-11-22 02:17:03", "页面生成时间:2026-11-29 02:17:05"),
        ("关于我们 | 联系我们 | 设为首页", "关于我们 | 联系我们 | 设为首页 | 无障碍浏览"),
    ],
    ids=["views", "publication line", "visitors", "today", "generated", "menu"],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_furniture_makes_no_new_version(before: str, after: str, place: str) -> None:
    pages = [f"{line}\n{BODY}" if place == "above" else f"{BODY}{line}\n" for line in (before, after)]
    assert wording_digest(pages[0]) == wording_digest(pages[1])


@pytest.mark.parametrize(
    ("printed", "replaced"), [("128条", "129条"), ("主动公开", "依申请公开"), ("2020年,", "2021年,"), ("128条。", "128条")]
)
def test_a_change_of_the_body_is_a_new_version(printed: str, replaced: str) -> None:
    assert printed in BODY
    assert wording_digest(BODY) != wording_digest(BODY.replace(printed, replaced))


def test_how_lines_are_spaced_makes_no_new_version() -> None:
    spaced = BODY.replace("\n", "\r\n  ").replace("一、主动", "一、 主动")
    assert wording_digest(spaced) == wording_digest(BODY)


@pytest.mark.parametrize("text", ["", "\n\n", "\x00", "\ud800"])
def test_a_text_that_says_nothing_has_a_digest_too(text: str) -> None:
    assert len(wording_digest(text)) == 64


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_no_count_of_views_makes_a_new_version(first: int, second: int) -> None:
    assert wording_digest(f"{BODY}浏览次数:{first}\n") == wording_digest(f"{BODY}浏览次数:{second}\n")


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_every_other_number_of_the_body_does(first: int, second: int) -> None:
    same = wording_digest(BODY.replace("128", str(first))) == wording_digest(BODY.replace("128", str(second)))
    assert same == (first == second)
