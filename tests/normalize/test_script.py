"""Simplified or traditional, and the way from one to the other."""

from importlib import metadata
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.aligned import AlignedText
from normalize.script import detect, is_naive, simplified, simplify

TRADITIONAL = (
    "關於做好2015年政務公開工作的通知:各單位應當藉助門戶網站瞭解企業訴求,及時答覆諮詢,並於年底前彙總後報總關。\n"
    "乾隆年間設立的榷關檔案由檔案館保存;反覆申請、憑藉偽造單證申請的,依計畫處理。"
)
CONVERTER = opencc.OpenCC("t2s")
TRADITIONAL_ONLY = [
    chr(c) for c in range(0x4E00, 0xA000) if CONVERTER.convert(chr(c)) != chr(c) and chr(c) != "薴"
]
"""Without 薴, whose simplified form 苧 OpenCC would simplify again."""


def phrases() -> list[str]:
    """The keys of the installed dictionary of phrases; none where it is compiled (the official package)."""
    dictionary = Path(opencc.__file__).parent / "dictionary" / "TSPhrases.txt"
    if not dictionary.is_file():
        return []
    return [line.split("\t")[0] for line in dictionary.read_text("utf-8").splitlines() if line]


def converted(text: str) -> str:
    return simplify(AlignedText.of(text)).text


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("海关总署政务公开工作要点", "Hans"),
        ("海關總署政務公開工作要點", "Hant"),
        ("海关总署政务公开工作要点由陳某审核", "Hans"),
        ("海關總署政務公開工作要點由陈某審核", "Hant"),
        ("2020年 AEO 100%", "Hans"),
        ("", "Hans"),
        ("由镕基路1号", "Hans"),
    ],
    ids=[
        "simplified",
        "traditional",
        "a stray traditional",
        "a stray simplified",
        "neither",
        "empty",
        "rare character",
    ],
)
def test_the_script_is_that_of_most_characters_that_only_one_has(text: str, script: str) -> None:
    assert detect(text) == script


def test_characters_that_both_scripts_have_decide_nothing() -> None:
    assert detect("公平公正") == detect("台里后干于") == "Hans"


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("關於", "关于"),
        ("徵求意見", "征求意见"),
        ("採購", "采购"),
        ("海關係統", "海关系统"),
        ("行政複議", "行政复议"),
        ("行政復議", "行政复议"),
        ("今後", "今后"),
        ("這裡", "这里"),
        ("鐘錶", "钟表"),
        ("發現白髮", "发现白发"),
        ("乾部", "干部"),
        ("乾隆", "乾隆"),
        ("瞭解", "了解"),
        ("瞭望", "瞭望"),
        ("答覆", "答复"),
        ("覆蓋", "覆盖"),
        ("藉口", "借口"),
        ("慰藉", "慰藉"),
    ],
)
def test_words_come_out_right(traditional: str, simple: str) -> None:
    assert converted(traditional + "發") == simple + "发"


def test_simplified_text_is_the_very_same_object() -> None:
    source = AlignedText.of("乾隆年间，李镕与王昇著书，覆盖面广。")
    assert simplify(source) is source


def test_stray_traditional_characters_in_simplified_text_are_converted() -> None:
    assert converted("关於公開办事结果的规定") == "关于公开办事结果的规定"


def test_every_character_keeps_its_place() -> None:
    aligned = simplify(AlignedText.of("請答覆申請"))
    assert [aligned.source_span(i, i + 1) for i in range(5)] == [(i, i + 1) for i in range(5)]


def test_the_shortcut_is_what_opencc_makes_of_a_text() -> None:
    assert converted(TRADITIONAL) == CONVERTER.convert(TRADITIONAL)


def test_the_shortcut_is_what_opencc_makes_of_every_shared_text(shared_texts: list[str]) -> None:
    for text in shared_texts:
        if detect(text) == "Hant":
            assert converted(text) == CONVERTER.convert(text)


@pytest.mark.skipif(not phrases(), reason="the installed OpenCC keeps its dictionaries compiled")
def test_the_contexts_are_complete_against_the_installed_dictionary() -> None:
    differ = [phrase for phrase in phrases() if converted(phrase + "發") != CONVERTER.convert(phrase + "發")]
    assert differ == []


@given(st.lists(st.sampled_from([*phrases(), *TRADITIONAL_ONLY, "，", "的", "1"]), max_size=12))
def test_the_shortcut_is_what_opencc_makes_of_any_traditional_text(parts: list[str]) -> None:
    text = "發，" + "，".join(parts)
    assert converted(text) == CONVERTER.convert(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs"])))
def test_a_conversion_never_changes_the_length(text: str) -> None:
    assert len(converted(text)) == len(simplified(text)) == len(text)


def test_the_official_package_gives_the_same() -> None:
    try:
        metadata.version("opencc")
    except metadata.PackageNotFoundError:
        pytest.skip(
            "the official opencc wheel is not installed (it shares its import name with the pinned package)"
        )
    assert converted(TRADITIONAL) == (
        "关于做好2015年政务公开工作的通知:各单位应当借助门户网站了解企业诉求,及时答复咨询,并于年底前汇总后报总关。\n"
        "乾隆年间设立的榷关档案由档案馆保存;反复申请、凭借伪造单证申请的,依计划处理。"
    )


@pytest.mark.parametrize(
    ("text", "naive"),
    [
        ("關于公開征求意見的通知", True),
        ("政府采購", True),
        ("關於公開徵求意見的通知", False),
        ("政府採購", False),
    ],
)
def test_a_converter_without_words_is_told_by_what_it_leaves(text: str, *, naive: bool) -> None:
    assert is_naive(text) is naive
