"""Characters that cannot be seen, and those that only look like ideographs."""

import unicodedata

import pytest

from normalize.aligned import AlignedText
from normalize.hidden import reveal


def revealed(text: str) -> str:
    return reveal(AlignedText.of(text)).text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("\ufeff公开", "公开"),
        ("公\u200b开", "公开"),
        ("公\u00ad开", "公开"),
        ("\u202a公开\u202c", "公开"),
        ("公\ufe00开", "公开"),
        ("公\x00开", "公开"),
    ],
    ids=["BOM", "zero width", "soft hyphen", "bidi marks", "variation selector", "control"],
)
def test_an_invisible_character_goes(printed: str, plain: str) -> None:
    assert revealed(printed) == plain


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\u202f"])
def test_every_kind_of_space_becomes_the_plain_one(space: str) -> None:
    assert revealed(f"12{space}件") == "12 件"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0c"])
def test_every_kind_of_line_break_becomes_the_plain_one(line_break: str) -> None:
    assert revealed(f"一{line_break}二") == "一\n二"


def test_two_line_breaks_stay_two() -> None:
    assert revealed("一\r\n\r\n二") == "一\n\n二"


def test_a_tab_stays() -> None:
    assert revealed("总计\t5") == "总计\t5"


@pytest.mark.parametrize(
    ("alike", "ideograph"),
    [("⼀", "一"), ("⽂", "文"), ("⻓", "长"), ("⻔", "门"), ("⻚", "页"), ("⾭", "青"), ("\uf90a", "金")],
    ids=["Kangxi", "Kangxi", "supplement", "supplement", "supplement", "mainland form", "compatibility"],
)
def test_a_look_alike_becomes_the_ideograph(alike: str, ideograph: str) -> None:
    assert revealed(f"第{alike}条") == f"第{ideograph}条"


def test_every_radical_but_a_few_strokes_has_an_ideograph() -> None:
    radicals = [chr(c) for c in range(0x2E80, 0x2FE0) if unicodedata.category(chr(c)) != "Cn"]
    strokes = "⺀⺂⺅⺉⺍⺏⺐⺑⺒⺓⺔⺕⺖⺛⺞⺤⺦⺱⺳⺴⺵⺻⺿⻀⻇⻈⻞⻡⻫⻭⻯⻱⻲"
    assert "".join(radical for radical in radicals if revealed(radical) == radical) == strokes


def test_a_plain_text_is_the_very_same_object() -> None:
    source = AlignedText.of("海关总署公告,第5号\n")
    assert reveal(source) is source
