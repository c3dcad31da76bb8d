import pytest

from extract.forms.stretches import stretches
from extract.forms.tokens import Piece, Token, Value
from tests.extract.forms.support import document as build
from tests.extract.forms.support import grid, lines

TABLE = ("第二十条第(五)项", "信息内容", "本年处理决定数量", "行政许可", "5")


def texts(found: list[list[Token]]) -> list[list[str]]:
    return [[token.folded for token in run if isinstance(token, Piece)] for run in found]


def test_a_stretch_is_the_run_of_labels_and_values() -> None:
    document = lines("今年工作取得成效。", *TABLE, "五、存在的主要问题", "一年来,工作仍有不足,将加以改进。")
    assert texts(list(stretches(document))) == [
        ["第二十条第五项", "信息内容", "本年处理决定数量", "行政许可"]
    ]


def test_a_text_without_labels_has_none() -> None:
    assert list(stretches(lines("一、总体情况", "收到申请5件。", "5", "行政许可"))) == []


def test_a_running_head_and_a_page_number_do_not_end_a_stretch() -> None:
    document = lines(
        *TABLE,
        "- 3 -",
        "某某海关年度报告",
        "第二十条第(六)项",
        "信息内容",
        "本年处理决定数量",
        "行政处罚",
        "6",
    )
    (found,) = texts(list(stretches(document)))
    assert found[-1] == "行政处罚"


def test_prose_ends_a_stretch() -> None:
    document = lines(*TABLE, "以上数据由办公室统计,统计口径与上年一致。", *TABLE)
    assert len(list(stretches(document))) == 2


@pytest.mark.parametrize("unknown", ["4.涉及多人联名申请 0 0 0 0 0 0 0", "申请人主体变更 3 1 0 0 0 0 4"])
def test_many_rows_of_an_agencys_own_do_not_end_a_stretch(unknown: str) -> None:
    document = lines(*TABLE, unknown, unknown, unknown, unknown, unknown, "(七)总计 0 0 0 0 0 0 0")
    (found,) = texts(list(stretches(document)))
    assert found[-1] == "总计"


def test_a_whole_table_on_one_line_is_a_stretch() -> None:
    document = lines(" ".join(TABLE * 4))
    assert len(list(stretches(document))) == 1


def test_the_rows_of_a_grid_stand_in_for_its_lines() -> None:
    document = build(
        "第二十条第(五)项", grid(("信息内容", "本年处理决定数量"), ("行政许可", "5")), "第二十条第(六)项"
    )
    (found,) = list(stretches(document))
    assert texts([found]) == [
        ["第二十条第五项", "信息内容", "本年处理决定数量", "行政许可", "第二十条第六项"]
    ]
    assert [token.cell is not None for token in found] == [False, True, True, True, True, False]


def test_tabs_at_the_ends_of_a_line_are_blank_cells() -> None:
    document = lines(*TABLE[:3], "\t3\t\t4\t", "行政许可")
    (found,) = list(stretches(document))
    assert len([token for token in found if not isinstance(token, Piece)]) == 5


BARRED = [
    (
        "between its cells",
        ("规章", "|", "1", "|", "|", "3", "|", "行政规范性文件", "|", "4", "|"),
        ["1", "", "3", "4"],
    ),
    ("before its cells", ("规章", "| 1", "|", "| 3", "|", "行政规范性文件", "| 4", "|"), ["1", "", "3", "4"]),
    ("behind its cells", ("规章 |", "1 |", "|", "3 |", "行政规范性文件 |", "4 |"), ["1", "", "3", "4"]),
    ("behind its row", ("规章 |", "1 |", "3 |", "|", "行政规范性文件 |", "4 |", "||"), ["1", "3", "4"]),
    ("behind a cell that a blank goes before", ("规章 |", "|", "3 |", "||"), ["", "3"]),
]


@pytest.mark.parametrize(("_where", "table", "values"), BARRED, ids=[where for where, *_ in BARRED])
def test_a_bar_alone_on_its_line_is_a_blank_only_where_no_cell_ends(
    _where: str, table: tuple[str, ...], values: list[str]
) -> None:
    document = lines(
        "第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", *table, "行政许可"
    )
    (found,) = stretches(document)
    assert [document.text[t.start : t.end].strip("| ") for t in found if isinstance(t, Value)] == values
