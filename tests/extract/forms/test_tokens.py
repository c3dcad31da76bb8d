import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.forms.tokens import Piece, Value, tokens_of_cell, tokens_of_line
from extract.model import GridCell

CELL = GridCell(0, 0, (0, 1))


def shown(text: str) -> list[object]:
    """Numbers for numbers, strings for labels, None for blanks, '/' for marks."""
    return [seen(token) for token in tokens_of_line(text, 0, 0)]


def seen(token: Piece | Value) -> object:
    if isinstance(token, Piece):
        return token.folded
    return {"number": token.number, "mark": "/", "blank": None}[token.kind]


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("0", [0]),
        ("0 0 5", [0, 0, 5]),
        ("      0", [0]),
        ("(一)予以公开 2 0 0 0 0 0 2", ["予以公开", 2, 0, 0, 0, 0, 0, 2]),
        ("总 计", ["总", "计"]),
        ("规章 |", ["规章"]),
        ("规章 | 3 | | 5 |", ["规章", 3, None, 5]),
        ("规章 | 3 | 4 | |||", ["规章", 3, 4, None]),
        ("||||", []),
        ("规章0 1", ["规章", 0, 1]),
        ("危及“三安全一稳定”4", ["危及三安全一稳定", 4]),
        ("2973.23万元", [29_732_300]),
        ("/ — 无", ["/", "/", "/"]),
        ("1.属于国家秘密 3", ["属于国家秘密", 3]),
        ("1. 属于国家秘密", ["", "属于国家秘密"]),
        ("10.其他情形", ["其他情形"]),
        ("(三)不予公开1.属于国家秘密", ["不予公开", "属于国家秘密"]),
        ("第二十条第(五)项", ["第二十条第五项"]),
        ("11(二)部分公开", [11, "部分公开"]),
        ("0六、举报投诉数量", [0, "举报投诉数量"]),
        ("——1.参加或举办新闻发布会总次数", ["/", "参加或举办新闻发布会总次数"]),
        ("25其中：涉及国家秘密", [25, "其中涉及国家秘密"]),
        ("0不是《条例》所指政府信息", [0, "不是条例所指政府信息"]),
        ("1属于国家秘密", ["1属于国家秘密"]),
        ("2020年", ["2020年"]),
    ],
)
def test_a_line_is_cut_into_labels_and_values(line: str, tokens: list[object]) -> None:
    assert shown(line) == tokens


@pytest.mark.parametrize("line", ["- 4 -", "—12—", "第 3 页", "第3页 共9页", "3/12", "· 7 ·"])
def test_a_page_number_alone_on_its_line_is_nothing(line: str) -> None:
    assert shown(line) == []


def test_a_negative_number_is_no_page_number() -> None:
    assert shown("-1") == [-1]


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("规章\t0\t\t4", ["规章", 0, None, 4]),
        ("规章\t0\t0\t", ["规章", 0, 0, None]),
        ("| 规章 | 0 | | 4 |", ["规章", 0, None, 4]),
        ("|规章|0|0|0|", ["规章", 0, 0, 0]),
        ("|", [None]),
        ("| |", [None]),
    ],
)
def test_tabs_and_bars_keep_blank_cells(line: str, tokens: list[object]) -> None:
    assert shown(line) == tokens


@pytest.mark.parametrize(
    ("cell", "tokens"),
    [
        ("0", [0]),
        ("三\n、\n本\n年\n度\n办\n理\n结\n果", ["本年度办理结果"]),
        (
            "（二）部分公开（区分处理的，只计这一情 形，不\n计其他情形）",
            ["部分公开区分处理的只计这一情形不计其他情形"],
        ),
        ("2973.23\n万元", [29_732_300]),
        ("1,\n234", [1234]),
        ("0 0 0", [0, 0, 0]),
        ("规章 0", ["规章", 0]),
        ("——", ["/"]),
    ],
)
def test_a_cell_is_one_label_or_its_values(cell: str, tokens: list[object]) -> None:
    assert [seen(token) for token in tokens_of_cell(cell, 0, 0, CELL)] == tokens


def test_tokens_know_their_places() -> None:
    piece, value = tokens_of_line("规章  16", 100, 7)
    assert (piece.start, piece.end, piece.line) == (100, 102, 7)
    assert (value.start, value.end, value.line) == (104, 106, 7)


@given(st.text(alphabet="规章总计0123 \t|/-（）(一)二、.其他万元，年", max_size=40))
def test_no_digit_is_lost_and_tokens_are_in_order(line: str) -> None:
    tokens = tokens_of_line(line, 0, 0)
    covered = "".join(line[token.start : token.end] for token in tokens)
    starts = [token.start for token in tokens]
    assert starts == sorted(starts)
    if tokens and line.strip():
        assert all(covered.count(digit) == line.count(digit) for digit in "0123")
