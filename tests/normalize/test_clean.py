"""The whole cleaning, from a source to its clean text and back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.clean import Cleaned, clean

PIECES = [
    "海關總署",
    "海关总署",
    "發(fā)",
    "執(zhí)法",
    "(试行)",
    "（APP）",
    "入口網站",
    "網際網路",
    "日??荚u",
    "?jìng)赊k",
    "乾隆",
    "答覆",
    "著力",
    "公 开",
    "商 業 企 業",
    "１２３",
    "98．28％",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\ufffd",
    "\r\n",
    "\n",
    "\t",
    "  ",
    "，",
    "?",
    "⽂",
    "2020年",
    "(cid:7)",
    "〔2016〕",
]
mixtures = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=15).map("".join)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("海關總署辦公廳關于印發(fā)《要點》的通知", "海关总署办公厅关于印发《要点》的通知"),
        ("通過中國海關入口網站公開各類信息６．８萬條", "通过中国海关门户网站公开各类信息6.8万条"),
        ("\ufeff商 业 企 业\u3000１２件，", "商业企业 12件，"),
        ("制定規(guī)範性檔案，送檔案館", "制定规范性文件，送档案馆"),
        ("政務公開日??荚u和督查", "政务公开日常考评和督查"),
        ("全國海關係統行政複議", "全国海关系统行政复议"),
        ("一、總體情況\r\n\r\n正文", "一、总体情况\n\n正文"),
        ("", ""),
    ],
)
def test_a_text_is_made_plain(source: str, text: str) -> None:
    assert clean(source).text == text


@pytest.mark.parametrize(
    ("source", "script", "variants"),
    [
        ("海关总署政务公开", "Hans", ("mainland",)),
        ("通過入口網站列印", "Hant", ("taiwan_phrases",)),
        ("關于印發(fā)要點", "Hant", ("mainland", "naive_s2t", "pinyin_gloss")),
        ("關於採購日??荚u和辦法", "Hant", ("mainland", "mojibake")),
        ("入口网站", "Hans", ("mainland",)),
    ],
)
def test_script_and_variants_are_those_of_the_source(
    source: str, script: str, variants: tuple[str, ...]
) -> None:
    cleaned = clean(source)
    assert (cleaned.script, cleaned.variants) == (script, variants)


def test_a_phrase_of_another_length_leads_back_to_the_whole_phrase() -> None:
    source = "利用網際網路公開"
    cleaned = clean(source)
    start = cleaned.text.index("互联网")
    assert cleaned.aligned.source_span(start, start + 3) == (2, 6)


def test_a_number_leads_back_to_the_very_characters_printed() -> None:
    source = "共發(fā)布　６．８萬條"
    cleaned = clean(source)
    start, end = cleaned.aligned.source_span(*(cleaned.text.index("6"), cleaned.text.index("条")))
    assert source[start:end] == "６．８萬"


def test_repairs_are_in_order_and_lie_in_the_source() -> None:
    source = "印發(fā)公開日??荚u執(zhí)法"
    repairs = clean(source).repairs
    assert [r.code for r in repairs] == [
        "pinyin_gloss",
        "lossy_mojibake",
        "repaired_mojibake",
        "pinyin_gloss",
    ]
    assert [source[r.start : r.end] for r in repairs] == ["(fā)", "??荚u", "??荚u", "(zhí)"]


def test_a_text_read_with_the_wrong_charset_gets_one_repair_for_all() -> None:
    misread = "政府信息公开工作年度报告，全文公布如下。".encode().decode("gb18030", "replace")
    cleaned = clean(misread)
    assert "mojibake" in cleaned.variants
    assert [(r.code, r.start, r.end) for r in cleaned.repairs] == [("lossy_mojibake", 0, len(misread))]


def assert_aligned(cleaned: Cleaned, source: str) -> None:
    starts, ends = cleaned.aligned.starts, cleaned.aligned.ends
    assert len(starts) == len(ends) == len(cleaned.text)
    assert list(starts) == sorted(starts)
    assert list(ends) == sorted(ends)
    assert all(0 <= a < b <= len(source) for a, b in zip(starts, ends, strict=True))
    assert all(0 <= r.start < r.end <= len(source) for r in cleaned.repairs)


@given(mixtures)
def test_every_character_comes_from_a_place_of_the_source(source: str) -> None:
    assert_aligned(clean(source), source)


@given(mixtures)
def test_cleaning_twice_is_cleaning_once(source: str) -> None:
    once = clean(source).text
    assert clean(once).text == once


@given(st.text(alphabet="海关总署公开年报，。、《》（）0123456789%.\nAPP"))
def test_text_that_needs_nothing_is_left_alone(source: str) -> None:
    cleaned = clean(source)
    assert cleaned.text == source
    assert list(cleaned.aligned.starts) == list(range(len(source)))
    assert (cleaned.script, cleaned.variants, cleaned.repairs) == ("Hans", ("mainland",), ())


@given(st.text())
def test_any_text_is_cleaned(source: str) -> None:
    assert_aligned(clean(source), source)


def test_shared_texts_are_clean_after_one_cleaning(shared_texts: list[str]) -> None:
    for source in shared_texts:
        cleaned = clean(source)
        assert_aligned(cleaned, source)
        assert clean(cleaned.text).text == cleaned.text


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "?",
        "發(fā",
        "發(fā)",
        " ",
        "甲 ",
        "甲  ",
        "發日??荚u和",
        "\ufffd",
        "乾隆",
        "(cid:1)",
        "\u200b",
        "發?a",
        "程式 ",
        "é",
        "\ue000甲",
    ],
)
def test_a_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (20_000, 160_000))
    clean(short)
    begin = time.perf_counter()
    clean(short)
    middle = time.perf_counter()
    clean(long)
    assert time.perf_counter() - middle < 40 * (middle - begin) + 0.5
