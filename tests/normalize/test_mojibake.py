"""Characters damaged by a wrong charset: repaired where one reading fits, marked always."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import gbk_shift
from normalize.aligned import AlignedText
from normalize.charset import misread_charsets
from normalize.mojibake import repair_mojibake
from normalize.repair import Repair

SENTENCE = "各單位應當完善政務公開考核辦法,規範信息發布程序。"
TO_TRADITIONAL = opencc.OpenCC("s2t")


def repaired(text: str, *, traditional: bool = True) -> tuple[str, list[Repair]]:
    aligned, repairs = repair_mojibake(AlignedText.of(text), traditional=traditional)
    return aligned.text, repairs


def sign_in_ascii(text: str, full: bytes) -> str:
    """The text after a converter that looks for a full-width sign's bytes at every offset."""
    return (
        text.encode("gbk")
        .replace(full, bytes([full[1] & 0x7F]))
        .decode("gbk", "replace")
        .replace("\ufffd", "?")
    )


def lead_lost(run: str) -> str:
    """The run with its first byte turned into a question mark."""
    return (b"?" + run.encode("gbk")[1:]).decode("gbk", "replace")


def test_a_sign_found_across_two_characters_is_undone() -> None:
    damaged = sign_in_ascii("日常考評", b"\xa3\xbf")
    assert damaged == "日??荚u"
    text, repairs = repaired(f"試行公開{damaged}和督查。")
    assert text == "試行公開日常考評和督查。"
    assert [(r.code, r.start, r.end) for r in repairs] == [
        ("lossy_mojibake", 5, 9),
        ("repaired_mojibake", 5, 9),
    ]
    assert "??荚u became 常考評" in repairs[1].message


def test_a_gloss_set_inside_a_character_tells_the_lost_byte() -> None:
    assert repaired("全年立案?jìng)赊k走私案件")[0] == "全年立案偵辦走私案件"


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("?荚u", "考評"),
        ("?睫k", "督辦"),
        ("?块T", "部門"),
        ("?O督", "監督"),
        ("?r間", "時間"),
        ("?皶r", "及時"),
    ],
)
def test_a_lost_lead_byte_is_found(damaged: str, right: str) -> None:
    assert damaged in (lead_lost(right), lead_lost(right[:1]) + right[1:])
    assert repaired(f"由有關{damaged}負責")[0] == f"由有關{right}負責"


def test_of_two_readings_that_fit_none_is_chosen() -> None:
    text, repairs = repaired(SENTENCE + "由?鞴懿块T負責。")  # 主管部門 or 征管部門
    assert "?鞴懿块T" in text
    assert "repaired_mojibake" not in {r.code for r in repairs}


def test_the_whole_damaged_run_is_the_source_of_the_repaired_one() -> None:
    aligned, _ = repair_mojibake(AlignedText.of("公開日??荚u和"), traditional=True)
    assert aligned.source_span(3, 6) == (3, 7)
    assert aligned.source_span(6, 7) == (7, 8)


def test_what_has_no_single_reading_is_marked_and_stays() -> None:
    text, repairs = repaired("甲乙??驫u丙丁")
    assert text == "甲乙??驫u丙丁"
    assert {r.code for r in repairs} == {"lossy_mojibake"}


@pytest.mark.parametrize(
    "text",
    [
        "是否公開?請說明理由",
        "如何申請？請見指南",
        "選擇A還是B?選A",
        "網址http://example.test/a?b=c",
        "公開嗎?請看[附件]",
        "什麼是AEO?答:認證企業",
    ],
)
def test_an_ordinary_question_mark_is_no_damage(text: str) -> None:
    assert repaired(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("海关\ufffd\ufffd公告", (2, 4)),
        ("海关??公告", (2, 4)),
        ("海关\ue123\ue124公告", (2, 4)),
        ("海关(cid:12)(cid:130)公告", (2, 19)),
        ("立案?jìng)办理", (2, 8)),
    ],
    ids=["replacement characters", "question marks", "private use", "glyph numbers", "half a gloss"],
)
def test_lost_characters_are_marked_in_any_script(text: str, span: tuple[int, int]) -> None:
    found, repairs = repaired(text, traditional=False)
    assert found == text
    assert [(r.code, (r.start, r.end)) for r in repairs] == [("lossy_mojibake", span)]


@given(st.lists(st.sampled_from(sorted(gbk_shift._words())), min_size=2, max_size=4), st.integers(0, 7))
def test_a_repair_is_right_or_only_marked(words: list[str], at: int) -> None:
    run = TO_TRADITIONAL.convert("".join(words))
    before, lost = run[: at % len(run)], run[at % len(run) :]
    damaged = lead_lost(lost)
    text, repairs = repaired(f"報{before}{damaged}。")
    if text != f"報{before}{damaged}。":
        assert {"lossy_mojibake", "repaired_mojibake"} <= {r.code for r in repairs}
        assert len(text) >= len(run)


@given(st.text(alphabet="?？荚u日常jìng)(案\ufffd,a"))
def test_any_mixture_of_the_signs_of_damage_is_read(text: str) -> None:
    aligned, repairs = repair_mojibake(AlignedText.of(text), traditional=True)
    assert all(0 <= r.start < r.end <= len(text) for r in repairs)
    assert len(aligned) <= len(text)


CHINESE = "根据《中华人民共和国政府信息公开条例》的规定，现将本机关年度报告公布如下。全文包括总体情况、主动公开的情况。"


@pytest.mark.parametrize(
    ("read_with", "written_in"),
    [("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")],
)
def test_a_text_read_with_the_wrong_charset_is_known(read_with: str, written_in: str) -> None:
    misread = CHINESE.encode(written_in).decode(read_with, "replace")
    assert misread_charsets(misread) == (read_with, written_in)


@pytest.mark.parametrize(
    "text", [CHINESE, SENTENCE, "naïve café, déjà vu", "", "“公开”——“透明”……" * 9, "Ää Öö Üü ßß " * 20]
)
def test_a_text_read_rightly_is_not_suspected(text: str) -> None:
    assert misread_charsets(text) is None
