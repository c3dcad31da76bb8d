"""Each value belongs to the label before it: labels, gaps between them, and what stands in the way."""

import pytest

from tests.extract.forms.support import (
    FORWARD,
    HEADER,
    NEW,
    OVER,
    PARTLY,
    SEVEN,
    applications,
    cells,
    codes,
    grid,
    message,
    one_a_line,
    read,
    table,
    values,
)

ITEM_1 = ("第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
ITEM_5 = ("第二十条第(五)项", "信息内容", "上一年项目数量", "本年增/减", "处理决定数量")


def change(lines: list[str], label: str, *instead: str) -> list[str]:
    """The lines with the one that begins with a label replaced."""
    at = next(n for n, line in enumerate(lines) if line.startswith(label))
    return [*lines[:at], *instead, *lines[at + 1 :]]


def test_one_cell_a_line_is_bound_by_the_labels() -> None:
    forms = read(*one_a_line(applications()))
    assert values(forms, "new_received") == [2, 1, 0, 0, 0, 0, 3]
    assert values(forms, "carried_forward") == [0] * 7
    assert len(table(forms, "applications").cells) == 23 * 7


def test_label_and_values_on_one_line_are_bound_alike() -> None:
    assert values(read(*applications()), "granted") == [2, 1, 0, 0, 0, 0, 3]


def test_several_tables_of_a_form_are_one_table_of_the_record() -> None:
    forms = read(
        *ITEM_1,
        "规章 1 2 3",
        "行政规范性文件 4 5 6",
        "第二十条第(八)项",
        "本年收费金额(单位:万元)",
        "行政事业性收费 1.5",
    )
    assert len(forms.tables) == 1
    assert values(forms, "rules") == [1, 2, 3]
    assert values(forms, "administrative_fees") == [15_000]


def test_columns_follow_the_printed_header() -> None:
    forms = read("第二十条第(一)项", "信息内容", "现行有效件数", "本年制发件数", "本年废止件数", "规章 9 1 2")
    assert {code: cell.value for code, cell in cells(forms, "rules").items()} == {
        "in_force": 9,
        "made_this_year": 1,
        "repealed_this_year": 2,
    }


def test_a_wrapped_label_is_one_row() -> None:
    lines = change(
        applications(), PARTLY, "(二)部分公开(区分处理的,只计这一情", "形,不计其他情形)", "4 0 0 0 0 0 4"
    )
    assert values(read(*lines), "partially_granted") == [4, 0, 0, 0, 0, 0, 4]


def test_a_gloss_that_is_misprinted_belongs_to_its_label() -> None:
    lines = change(
        applications(), PARTLY, "(二)部分公开", "(区分处理的只计这一情况不计其他情形) 4 0 0 0 0 0 4"
    )
    assert values(read(*lines), "partially_granted") == [4, 0, 0, 0, 0, 0, 4]


def test_labels_without_numbers_are_known() -> None:
    forms = read(
        *(line.split(".", 1)[-1].split(")", 1)[-1] if "部分" not in line else line for line in applications())
    )
    assert len(table(forms, "applications").cells) == 23 * 7
    assert values(forms, "processed_total") == [2, 1, 0, 0, 0, 0, 3]


def test_a_page_number_does_not_shift_the_cells_after_it() -> None:
    lines = one_a_line(applications())
    at = lines.index(OVER)
    forms = read(*lines[: at + 3], "- 7 -", *lines[at + 3 :])
    assert [cell.state for cell in cells(forms, "carried_over").values()] == ["read"] * 7


def test_a_bare_page_number_is_told_from_the_values_by_its_line() -> None:
    lines = applications()
    at = lines.index(f"{OVER} {SEVEN}")
    forms = read(*lines[: at + 1], "7", *lines[at + 1 :])
    assert values(forms, "carried_over") == [0] * 7
    assert message(forms, "unread_region").startswith("7 ")


def test_a_running_head_amid_a_rows_values_is_left_out() -> None:
    lines = one_a_line(applications())
    at = lines.index(OVER)
    forms = read(*lines[: at + 3], "某某海关年度报告", *lines[at + 3 :])
    assert values(forms, "carried_over") == [0] * 7
    assert "unknown_row" not in codes(forms)


def test_a_row_of_the_agencys_own_keeps_its_label_and_is_flagged() -> None:
    lines = change(applications(), "(六)其他处理", "(六)其他处理", "1.涉及多人联名申请 0 0 1 0 0 0 1")
    forms = read("某某海关2020年政府信息公开年报", *lines)
    assert values(forms, "other:涉及多人联名申请") == [0, 0, 1, 0, 0, 0, 1]
    assert "涉及多人联名申请" in message(forms, "unknown_row")
    assert "missing_row" not in codes(forms)


def test_an_unknown_row_elsewhere_is_kept_too() -> None:
    lines = change(
        applications(),
        "4.保护第三方",
        "4.保护第三方合法权益 0 0 0 0 0 0 0",
        "属于其他不予公开情形 1 0 0 0 0 0 1",
    )
    assert values(read(*lines), "unknown:属于其他不予公开情形")[0] == 1


def test_an_unknown_row_does_not_take_the_place_of_a_blank_one() -> None:
    lines = change(applications(), "2.重复申请", "2.重复申请", "涉及多人联名申请 5 0 0 0 0 0 5")
    forms = read(*lines)
    assert values(forms, "rejected_repeated") == [None] * 7
    assert values(forms, "unknown:涉及多人联名申请") == [5, 0, 0, 0, 0, 0, 5]


def test_agencies_usual_rows_have_codes() -> None:
    rows = ("1.申请人撤销申请", "2.咨询事项,指引咨询渠道", "3.逾期未补正")
    lines = change(applications(), "(六)其他处理", "(六)其他处理", *(f"{row} 1 0 0 0 0 0 1" for row in rows))
    forms = read("某某海关2020年政府信息公开年报", *lines)
    for code in ("other_withdrawn", "other_consultation", "other_not_corrected_in_time"):
        assert values(forms, code)[0] == 1
    assert not cells(forms, "other")
    assert "unknown_row" not in codes(forms)


@pytest.mark.parametrize(
    "misprint", ["2.其他法律行政止公开", "2、其它法律行政法规禁止公开", "2.其他法律行政法规禁止公升"]
)
def test_a_misprinted_label_is_bound_and_said(misprint: str) -> None:
    lines = change(applications(), "2.其他法律", f"{misprint} 1 0 0 0 0 0 1")
    forms = read(*lines)
    assert values(forms, "denied_by_law") == [1, 0, 0, 0, 0, 0, 1]
    assert "2.其他法律行政法规禁止公开" in message(forms, "unclear_label")


def test_a_misprint_between_two_rows_goes_to_the_one_that_its_number_names() -> None:
    lines = ["政府信息公开情况统计表", "1.政府公报公开政府信息数 条 1", "2.政府网站公开政府信息数 条 2",
             "3.政务X信公开政府信息数 条 3", "4.政务微信公开政府信息数 条 4", "5.其他方式公开政府信息数 条 5"]  # fmt: skip
    forms = read(*lines)
    assert values(forms, "disclosed.microblog") == [3]
    assert values(forms, "disclosed.wechat") == [4]


def test_a_misprint_of_a_row_that_is_read_already_is_no_second_reading_of_the_next() -> None:
    lines = change(applications(), OVER, f"{NEW[2:-1]} 5 0 0 0 0 0 5")
    forms = read(*lines)
    assert values(forms, "new_received") == [2, 1, 0, 0, 0, 0, 3]
    assert not cells(forms, "carried_over")


def test_a_label_read_already_that_bears_another_number_is_another_row() -> None:
    forms = read("政府信息公开情况统计表", "(三)申请答复数 件 9", "1.属于已主动公开范围数 件 1", "2.同意公开答复数 件",
                 "3.同意公开答复数 件 7", "4.不同意公开答复数 件 1")  # fmt: skip
    assert values(forms, "replies.granted") == [None]
    assert "unknown_row" in codes(forms)


def test_a_group_with_figures_of_its_own_is_a_subtotal_and_not_added() -> None:
    lines = change(applications(), "(三)不予公开", "(三)不予公开 0 0 0 0 0 0 0")
    forms = read(*lines)
    assert values(forms, "group:不予公开") == [0] * 7
    assert all(check.holds for check in forms.checks)
    assert "unknown_row" in codes(forms)


def test_the_header_may_be_printed_again_on_the_next_page() -> None:
    lines = applications()
    at = lines.index("(四)无法提供")
    forms = read(*lines[:at], "- 3 -", *HEADER, *lines[at:])
    assert len(forms.tables) == 1
    assert values(forms, "processed_total") == [2, 1, 0, 0, 0, 0, 3]


def test_row_numbers_in_a_column_of_their_own_are_no_values() -> None:
    forms = read("政府信息公开情况统计表", "序号", "统计指标", "单位", "统计数", "1", "(一)收到申请数", "件", "30",
                 "2", "1.当面申请数", "件", "12", "3", "2.传真申请数", "件", "18")  # fmt: skip
    assert [values(forms, code) for code in ("applications", "applications.in_person", "applications.fax")] == [
        [30], [12], [18]]  # fmt: skip


def test_review_and_litigation_have_one_row_without_a_label() -> None:
    header = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    lines = ["行政复议", "行政诉讼", *header, "未经复议直接起诉", "复议后起诉", *header, *header]
    forms = read(*lines, *["1", "2", "0", "0", "3", "0", "0", "0", "0", "0", "0", "0", "4", "0", "4"])
    assert values(forms, "cases") == [1, 2, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4]


def test_a_header_over_nothing_is_a_blank_row() -> None:
    header = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    forms = read("行政复议", "行政诉讼", *header, "未经复议直接起诉", "复议后起诉", *header, *header)
    assert values(forms, "cases") == [None] * 15
    assert "blank_cells" in codes(forms)


def test_units_beside_the_rows_go_to_the_cells() -> None:
    forms = read(
        "政府信息公开情况统计表",
        "(一)收到申请数 件 30",
        "七、依申请公开信息收取的费用 万元 1.2",
        "(三)接受培训人员数 人次 45",
    )
    assert [(c.value, c.unit) for code in ("applications", "fees", "trainees") for c in cells(forms, code).values()] == [
        (30, "件"), (12_000, "元"), (45, "人次")]  # fmt: skip


def test_labels_of_two_rows_that_are_alike_go_by_the_group_that_they_stand_in() -> None:
    forms = read("政府信息公开情况统计表", "四、行政复议数量 件 3", "(一)维持具体行政行为数 件 1", "(二)被依法纠错数 件 2",
                 "五、行政诉讼数量 件 7", "(二)被依法纠错数 件 4", "(三)其他情形数 件 3")  # fmt: skip
    assert values(forms, "reconsideration.corrected") == [2]
    assert values(forms, "litigation.corrected") == [4]
    assert values(forms, "litigation.other") == [3]


def test_a_wrapped_heading_is_no_unit_of_the_row_above() -> None:
    forms = read("第二十条第(八)项", "本年收费金额(单位:万元)", "行政事业性收费 1.5", "第二十条第", "(一)项",
                 "本年制发件数", "本年废止件数", "现行有效件数", "规章 1 2 3")  # fmt: skip
    assert values(forms, "administrative_fees") == [15_000]


def test_traditional_labels_are_known() -> None:
    forms = read("二、主動公開政府信息情況", "第二十條第(五)項", "信息內容", "本年處理決定數量", "行政許可 12",
                 "第二十條第(六)項", "本年處理決定數量", "行政處罰 3", "行政強制 0")  # fmt: skip
    assert values(forms, "administrative_licences") == [12]
    assert values(forms, "administrative_penalties") == [3]


def test_the_values_before_a_missing_label_go_to_no_other_row() -> None:
    lines = change(applications(), FORWARD, "3 3 3 3 3 3 18")
    forms = read(*lines)
    assert values(forms, "processed_total") == [2, 1, 0, 0, 0, 0, 3]
    assert {"unread_region", "missing_row"} <= set(codes(forms))


def test_a_truncated_header_is_bound_and_said() -> None:
    forms = read(*ITEM_5[:3], "本年增/", ITEM_5[4], "行政许可 11 -1 809", "其他对外管理服务事项 0 0 0")
    assert values(forms, "administrative_licences") == [11, -1, 809]
    assert message(forms, "truncated_header") == "本年增/ is read as 本年增/减"


def test_a_header_without_one_of_its_columns_binds_the_others() -> None:
    forms = read(*ITEM_5[:3], ITEM_5[4], "行政许可 11 809", "其他对外管理服务事项 0 0")
    assert {code: cell.value for code, cell in cells(forms, "administrative_licences").items()} == {
        "items_last_year": 11,
        "decisions": 809,
    }
    assert "本年增/减" in message(forms, "missing_column")


@pytest.mark.parametrize(
    ("label", "printed", "amount"),
    [
        ("本年收费金额(单位：元)", "1500", 1500),
        ("本年收费金额（万元）", "1.5", 15000),
        ("本年收费金额(单位：千元)", "3", 3000),
        ("本年收费金额(单位:亿元)", "0.5", 50_000_000),
        ("本年收费金额单位：万元", "2", 20000),
        ("本年收费金额(单位：万元)", "15000元", 15000),
        ("本年收费金额", "1.5万元", 15000),
    ],
)
def test_an_amount_is_in_the_unit_that_its_column_prints(label: str, printed: str, amount: float) -> None:
    forms = read("第二十条第(八)项", f"信息内容 {label}", f"行政事业性收费 {printed}")
    assert [(cell.value, cell.unit) for cell in cells(forms, "administrative_fees").values()] == [(amount, "元")]


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        ("七、依申请公开信息收取的费用 万元 1.5", 15000),
        ("七、依申请公开信息收取的费用 千元 1.5", 1500),
        ("七、依申请公开信息收取的费用(元) 150", 150),
        ("七、依申请公开信息收取的费用 1.5", 15000),
    ],
)
def test_an_amount_is_in_the_unit_that_its_row_prints(row: str, amount: float) -> None:
    forms = read("政府信息公开情况统计表", "统计指标 单位 统计数", "制发规范性文件总数 件 4", "1.政府公报公开政府信息数 条 0", row)
    assert values(forms, "fees") == [amount]
    assert ("missing_unit" in codes(forms)) is (row.split()[1] == "1.5")


def test_a_column_of_another_edition_is_no_column_of_this_one() -> None:
    forms = read("某局2019年年报", "第二十条第(八)项", "信息内容 上一年项目数量 本年增/减 本年收费金颔", "行政事业性收费 3 1 5")
    assert (values(forms, "administrative_fees"), "unread_region" in codes(forms)) == ([None, None], True)


def test_a_header_at_the_foot_of_a_page_is_that_of_the_next_pages_rows() -> None:
    header = ("信息内容", "本年增/减", "上一年项目数量", "处理决定数量")
    upper = grid(("第二十条第(五)项", "<", "<", "<"), header, ("行政许可", "-3", "6", "2"), ("第二十条第(六)项", "<", "<", "<"), header)
    forms = read("2019年政府信息公开年报", upper, "主动公开政府信息情况", grid(("行政处罚", "4", "8", "5"), ("行政强制", "2", "1", "4")))
    row = {column: cell.value for column, cell in cells(forms, "administrative_penalties").items()}
    assert row == {"change_this_year": 4, "items_last_year": 8, "decisions": 5}


def test_a_label_cut_in_two_is_the_next_of_the_rows_that_have_it() -> None:
    """(二)被依法纠错数 stands under 四 and under 五; the first is misprinted."""
    above = [("四、行政复议数量", "件", "9"), ("(一)维持具体行政行为数", "件", "1"), ("(二)被依X纠错数", "件", "8"), ("(三)其他情形数", "件", "0")]
    below = [("五、行政诉讼数量", "件", "1"), ("(一)维持具体行政行为或者驳回原告诉讼请求数", "件", "1"), ("(二)被", "件", "0"), ("依法纠错数", "", "")]
    forms = read("政府信息公开情况统计表", "1.政府公报公开政府信息数 条 0", grid(("统计指标", "单位", "统计数"), *above, *below))
    assert values(forms, "litigation.corrected") == [0]
    assert values(forms, "reconsideration.corrected") in ([], [8])
