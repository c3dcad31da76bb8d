import pytest

from extract.forms.recognise import Label, recognise
from extract.forms.tokens import Token, Value, tokens_of_line


def labels(*lines: str) -> list[tuple[str, bool]]:
    """The labels of lines, in order, and whether each is printed as the form prints it."""
    tokens: list[Token] = [
        token for n, line in enumerate(lines) for token in tokens_of_line(line, 100 * n, n)
    ]
    found = [token for token in recognise(tokens) if isinstance(token, Label)]
    return [(label.folded, label.exact and bool(label.meaning.entries)) for label in found]


def known(*lines: str) -> list[str]:
    found = labels(*lines)
    assert all(exact for _, exact in found), found
    return [folded for folded, _ in found]


@pytest.mark.parametrize(
    "lines",
    [
        ("对外公开总数量",),
        ("对外公", "开总数量"),
        ("对", "外", "公", "开", "总", "数", "量"),
        ("对 外 公 开 总 数 量",),
        ("对外  公开总", "数量"),
    ],
)
def test_a_label_is_joined_over_spaces_and_line_breaks(lines: tuple[str, ...]) -> None:
    assert known(*lines) == ["对外公开总数量"]


def test_neighbouring_labels_are_told_apart() -> None:
    assert known("自然人 法人或其他组织 总计", "商业企业 科研机构") == [
        "自然人",
        "法人或其他组织",
        "总计",
        "商业企业",
        "科研机构",
    ]


def test_labels_without_a_space_between_are_cut_apart() -> None:
    assert known("自然人商业企业科研机构其他总计") == ["自然人", "商业企业", "科研机构", "其他", "总计"]


def test_a_group_and_its_first_row_on_one_line_are_two_labels() -> None:
    assert known("(三)不予公开 1.属于国家秘密") == ["不予公开", "属于国家秘密"]
    assert known("(三)不予公开1.属于国家秘密") == ["不予公开", "属于国家秘密"]


def test_the_longer_of_two_labels_wins() -> None:
    assert known("(二)部分公开(区分处理的,只计这一情形,不计其他情形)") == [
        "部分公开区分处理的只计这一情形不计其他情形"
    ]
    assert known("其他对外管理服务事项") == ["其他对外管理服务事项"]


def test_labels_do_not_reach_over_a_value() -> None:
    assert known("行政", "许可") == ["行政许可"]
    assert labels("行政", "3", "许可") == [("行政", False), ("许可", False)]


def test_a_number_before_a_piece_begins_a_new_label() -> None:
    assert labels("2.涉及多人", "3.其他") == [("涉及多人", False), ("其他", True)]


def test_a_misprinted_label_is_known_and_marked() -> None:
    (found,) = [t for t in recognise(tokens_of_line("2.其他法律行政止公开", 0, 0)) if isinstance(t, Label)]
    assert {entry.code for entry in found.meaning.entries} == {"denied_by_law"}
    assert (found.exact, found.ordinal) == (False, 2)


def test_a_misprinted_label_is_found_beside_a_running_head() -> None:
    assert ("其他法律行政止公开", False) in labels("某某海关年度报告", "2.其他法律行政止公开")


def test_a_misprint_that_holds_another_label_is_not_cut() -> None:
    (found,) = labels("其中：主X负责同志参加政府网站在线访谈次数")
    assert found == ("其中主X负责同志参加政府网站在线访谈次数", False)


def test_a_unit_is_no_part_of_the_label_before_it() -> None:
    assert [folded for folded, _ in labels("政务微博公开X府信息数", "条")] == ["政务微博公开X府信息数", "条"]


def test_an_unknown_label_stays_unknown() -> None:
    assert labels("联系方式") == [("联系方式", False)]


def test_values_come_in_their_order() -> None:
    tokens = [*tokens_of_line("规章 1 2 3", 0, 0), *tokens_of_line("规范性文件 4", 50, 1)]
    assert [token.number for token in recognise(tokens) if isinstance(token, Value)] == [1, 2, 3, 4]
