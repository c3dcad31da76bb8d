"""Pinyin glosses."""

import pytest

from normalize import pinyin
from normalize.aligned import AlignedText
from normalize.glosses import remove_glosses


def unglossed(text: str) -> str:
    return remove_glosses(AlignedText.of(text))[0].text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("印發(fā)《要點》", "印發《要點》"),
        ("執(zhí)法", "執法"),
        ("中(zhōng)華", "中華"),
        ("一(yī)", "一"),
        ("2.28萬(wàn)億元", "2.28萬億元"),
        ("中（zhōng）華", "中華"),
        ("發( fā )布", "發布"),
        ("發 (fā)布", "發布"),
        ("發(fa1)布", "發布"),
        ("發(fa)布", "發布"),
        ("發(Fā)布", "發布"),
        ("绿(lv4)色", "绿色"),
        ("女(nǚ)性", "女性"),
        ("發(fa\u0304)布", "發布"),
        ("發(fɑ̄)布", "發布"),
        ("重(chong)复", "重复"),
        ("公開(gōng kāi)", "公開"),
        ("海关(hai guan)", "海关"),
        ("發(fā)(fā)布", "發布"),
        ("發(fā)(試行)", "發(試行)"),
    ],
)
def test_a_gloss_goes(printed: str, plain: str) -> None:
    assert unglossed(printed) == plain


@pytest.mark.parametrize(
    "printed",
    [
        "公开(试行)",
        "平台(APP)",
        "系统(OA)",
        "乙(B)",
        "甲(a)",
        "附件(pdf)",
        "發(ban)布",
        "系(XI)",
        "版本(v2)",
        "A(fā)",
        "(fā)布",
        "發(fāxx)",
        "海关(customs)",
        "一(1)",
        "发(hai guan)",
    ],
)
def test_a_real_parenthesis_stays(printed: str) -> None:
    assert unglossed(printed) == printed


def test_the_repair_covers_the_parenthesis() -> None:
    _, repairs = remove_glosses(AlignedText.of("印發(fā)通知"))
    assert [(r.code, r.start, r.end) for r in repairs] == [("pinyin_gloss", 2, 6)]
    assert "(fā)" in repairs[0].message


def test_what_stands_around_keeps_its_place() -> None:
    aligned, _ = remove_glosses(AlignedText.of("印發(fā)通知"))
    assert aligned.source_span(0, 2) == (0, 2)
    assert aligned.source_span(2, 4) == (6, 8)


@pytest.mark.parametrize("syllable", ["zhuāng", "ér", "lüè", "nǚ", "xióng", "a", "o", "ěi", "hm"])
def test_a_syllable_is_known_by_its_spelling(syllable: str) -> None:
    assert (pinyin.plain(syllable) is None) == (syllable == "hm")


@pytest.mark.parametrize(("syllable", "plain"), [("lǜ", "lü"), ("lv4", "lü"), ("FĀ", "fa"), ("fa1", "fa")])
def test_a_syllable_loses_its_tone(syllable: str, plain: str) -> None:
    assert pinyin.plain(syllable) == plain


@pytest.mark.parametrize(
    ("syllable", "character"), [("fa", "發"), ("fa", "发"), ("xing", "行"), ("hang", "行")]
)
def test_a_character_has_all_its_readings_in_both_scripts(syllable: str, character: str) -> None:
    assert pinyin.reads(syllable, character)
