"""The authored form: marks in braces, and numbers that need none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluation.implicit import mark_implicit
from benchmarks.evaluation.markup import Mark, MarkupError, Segment, parse


def only(source: str) -> Mark:
    """The one mark of a source."""
    (mark,) = [s.mark for s in parse(source, "test") if s.mark]
    return mark


def kinds(text: str) -> list[tuple[str, str]]:
    """Surface and class of everything that is marked without braces."""
    return [(s.text, s.mark.kind) for s in mark_implicit([Segment(text)]) if s.mark]


def test_text_around_marks_is_kept() -> None:
    segments = parse("共受理{68|件|申请}件。", "test")
    assert [s.text for s in segments] == ["共受理", "68", "件。"]


def test_a_statistic_has_value_unit_and_label() -> None:
    assert only("{6.8万|条|公告}条") == Mark("statistic", 68000, "条", "公告")


def test_a_rank_counts_places() -> None:
    assert only("第{六|rank|测评名次}") == Mark("rank", 6, "位", "测评名次")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("over", {"bound": "over"}),
        ("#n1", {"id": "n1"}),
        ("in=n1", {"part_of": "n1"}),
        ("by=form", {"by": "form"}),
        ("of=n1", {"share_of": "n1"}),
        ("share=59.5", {"share": 59.5}),
        ("change=n1", {"change_of": "n1"}),
        ("down", {"direction": "down"}),
        ("scope=法规处", {"scope": "法规处"}),
        ("period=2015", {"period": "2015"}),
        ("value=1.5万", {"value": 15000}),
    ],
)
def test_a_field_says_more_of_a_number(given_: str, expected: dict[str, object]) -> None:
    mark = only("{2|件|申请|" + given_ + "}")
    assert {key: getattr(mark, key) for key in expected} == expected


def test_an_ampersand_repeats_label_and_scope() -> None:
    *_, last = (s.mark for s in parse("{2|件|来信|scope=信箱}件、{3|件|&|scope=&}件", "test") if s.mark)
    assert (last.label, last.scope) == ("来信", "信箱")


@pytest.mark.parametrize("kind", ["date", "time", "identifier", "ordinal", "name", "duration", "clause"])
def test_other_classes_need_no_label(kind: str) -> None:
    assert only("{十九|" + kind + "}") == Mark(kind)


def test_other_is_short_for_other_quantity() -> None:
    assert only("{一|other}批").kind == "other_quantity"


def test_a_deadline_keeps_its_value_unit_and_action() -> None:
    mark = only("{15|deadline|工作日|答复申请人}个工作日内")
    assert (mark.kind, mark.value, mark.unit, mark.label) == ("deadline", 15, "工作日", "答复申请人")


def test_braces_and_bars_of_the_text_are_written_with_a_backslash() -> None:
    assert parse(r"甲\{乙\|丙\}{3|项|a\|b}", "test") == [
        Segment("甲{乙|丙}"),
        Segment("3", Mark("statistic", 3, "项", "a|b")),
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\n第{三}条", "body line 2.*at least its class or unit"),
        ("{3|件}", "expected a label after the unit"),
        ("{3|件|in=n1}", "expected a label after the unit"),
        ("{3|件|申请|above}", "expected #id, a bound"),
        ("{3|件|申请|partof=n1}", "expected #id, a bound"),
        ("{若干|件|申请}", "expected a number"),
    ],
)
def test_an_error_names_the_place_and_what_was_expected(source: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(source, "o99.txt")


@given(st.text(alphabet="甲乙1{}|\\\n", max_size=40))
def test_escaped_text_comes_back_unchanged(text: str) -> None:
    escaped = "".join("\\" + c if c in "{}|\\" else c for c in text)
    assert "".join(s.text for s in parse(escaped, "test")) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2016年底", [("2016年", "date")]),
        ("2016年3月5日前", [("2016年3月5日", "date")]),
        ("于12月10日前", [("12月10日", "date")]),
        ("一、概述\n(二)公开\n3.培训", [("一", "ordinal"), ("二", "ordinal"), ("3", "ordinal")]),
        ("措施：一是宣传；二是培训。", [("一", "ordinal"), ("二", "ordinal")]),
        ("拨打12360热线", [("12360", "identifier")]),
        ("署办发〔2016〕30号", [("〔2016〕30号", "identifier")]),
        ("附件：1.申请表", [("1", "ordinal")]),
    ],
)
def test_numbers_whose_form_tells_their_class_need_no_mark(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize("text", ["受理1.5件", "统一是原则", "共123601件", "第三方", "甲、二、丙"])
def test_lookalikes_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_implicit_marks_never_touch_authored_ones() -> None:
    segments = mark_implicit(parse("{2012|identifier}年一、2013年", "test"))
    assert [(s.text, s.mark.kind) for s in segments if s.mark] == [("2012", "identifier"), ("2013年", "date")]
