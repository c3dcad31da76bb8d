"""What the arithmetic proves, what it contradicts, and what it forces."""

import pytest

from tests.extract.forms.support import (
    NEW,
    OVER,
    applications,
    cells,
    codes,
    failed,
    grid,
    message,
    read,
    states,
    values,
)

PROVED = {NEW: "5 1 0 0 0 0 6", "(一)予以公开": "5 1 0 0 0 0 6", "(七)总计": "5 1 0 0 0 0 6"}


def test_every_identity_is_a_check() -> None:
    rules = [check.rule for check in read(*applications()).checks]
    assert rules.count("applications.row_total") == 23
    assert rules.count("applications.column_total") == 7
    assert rules.count("applications.balance") == 7


@pytest.mark.parametrize(
    "statement",
    [
        "申请表 (一)予以公开：5+1+0+0+0+0 = 总计6",
        "申请表 自然人列：新收5 + 上年结转0 = 办理结果总计5 + 结转下年度0",
        "申请表 商业企业列：19项之和((一)予以公开1) = 办理结果总计1",
        "申请表 科研机构列：19项之和(各项0) = 办理结果总计0",
    ],
)
def test_checks_are_readable_and_show_the_numbers(statement: str) -> None:
    assert statement in [check.statement for check in read(*applications(PROVED)).checks]


def test_a_check_names_its_cells() -> None:
    check = next(c for c in read(*applications(PROVED)).checks if c.rule.endswith("balance"))
    assert check.refs == (
        "new_received/natural_person",
        "carried_over/natural_person",
        "processed_total/natural_person",
        "carried_forward/natural_person",
    )
    assert (check.left, check.right, check.holds) == (5, 5, True)


def test_a_wrong_total_stays_as_printed_and_is_a_conflict() -> None:
    forms = read(*applications({**PROVED, "2.重复申请": "0 0 0 0 0 0 3"}))
    total = cells(forms, "rejected_repeated")["total"]
    assert (total.value, total.state) == (3, "conflict")
    assert "申请表 2.重复申请：0+0+0+0+0+0 ≠ 总计3(左边0，右边3)" in failed(forms)
    assert message(forms, "check_failed") in failed(forms)


def test_the_problem_of_a_failed_check_stands_at_the_total() -> None:
    lines = applications({**PROVED, "2.重复申请": "0 0 0 0 0 0 38"})
    forms = read(*lines)
    text = "\n".join(lines)
    spans = [text[slice(*p.span)] for p in forms.problems if p.code == "check_failed" and p.span]
    assert "38" in spans


def test_a_balance_that_fails_marks_no_cell() -> None:
    forms = read(*applications({**PROVED, OVER: "4 0 0 0 0 0 4"}))
    assert len(failed(forms)) == 2
    assert states(forms, "carried_over") == ["read"] * 7


def test_an_own_row_takes_part_in_the_sums() -> None:
    lines = applications({**PROVED, "(一)予以公开": "4 1 0 0 0 0 5", "(六)其他处理": ""})
    at = lines.index("(六)其他处理") + 1
    forms = read(*lines[:at], "1.涉及多人联名申请 1 0 0 0 0 0 1", *lines[at:])
    assert failed(forms) == []


def tabbed(rows: list[str]) -> list[str]:
    """Rows with tabs for spaces; two spaces leave a blank cell, ~ one at the end."""
    return [row.replace(" ", "\t").replace("~", "") for row in rows]


HEADER = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
REVIEW = ["行政复议", "行政诉讼", *HEADER, "未经复议直接起诉", "复议后起诉", *HEADER, *HEADER]


def test_a_blank_total_of_printed_parts_is_inferred() -> None:
    forms = read(*tabbed(applications({"2.重复申请": "0 0 0 0 0 0 ~"})))
    total = cells(forms, "rejected_repeated")["total"]
    assert (total.value, total.raw, total.state) == (0, "", "inferred")
    assert "rejected_repeated/total" in message(forms, "inferred_cells")


def test_a_blank_part_that_must_be_nothing_stays_blank() -> None:
    forms = read(*tabbed(applications({"2.重复申请": "0 0  0 0 0 0"})))
    assert values(forms, "rejected_repeated") == [0, 0, None, 0, 0, 0, 0]
    assert states(forms, "rejected_repeated")[2] == "blank"


def test_the_only_blank_of_a_sum_that_must_be_more_is_inferred() -> None:
    lines = applications({NEW: "5 1  0 0 0 8", "(一)予以公开": "5 1 2 0 0 0 8", "(七)总计": "5 1 2 0 0 0 8"})
    forms = read(*tabbed(lines))
    assert values(forms, "new_received") == [5, 1, 2, 0, 0, 0, 8]
    assert states(forms, "new_received")[2] == "inferred"


def test_two_sums_that_disagree_infer_nothing() -> None:
    lines = applications({NEW: "5 1  0 0 0 9", "(一)予以公开": "5 1 2 0 0 0 8", "(七)总计": "5 1 2 0 0 0 8"})
    forms = read(*tabbed(lines))
    assert values(forms, "new_received")[2] is None


def test_a_sum_with_blanks_that_can_still_hold_is_no_check_but_is_said() -> None:
    forms = read(*REVIEW, *tabbed(["3    9 0 0 0 0 0 0 0 0 0 0"]))
    assert [check.statement for check in forms.checks] == [
        "复议诉讼表 未经复议直接起诉：0+0+0+0 = 总计0", "复议诉讼表 复议后起诉：0+0+0+0 = 总计0"]  # fmt: skip
    assert "1 sums cannot be checked" in message(forms, "blank_cells")


def test_a_sum_that_its_printed_parts_alone_exceed_fails_whatever_the_blanks() -> None:
    forms = read(*REVIEW, *tabbed(["9    3 0 0 0 0 0 0 0 0 0 0"]))
    assert failed(forms) == ["复议诉讼表 行政复议：9+空+空+空 ≠ 总计3(左边9，右边3)"]


def test_a_sum_without_a_row_of_it_infers_nothing() -> None:
    lines = [
        "政府信息公开情况统计表",
        "(一)收到申请数 件 9",
        "1.当面申请数 件 4",
        "2.传真申请数 件 /",
        "3.网络申请数 件",
    ]
    forms = read(*lines)
    assert values(forms, "applications.online") == [None]


def test_a_part_that_exceeds_what_it_lies_within_fails() -> None:
    forms = read("政府信息公开情况统计表", "1.参加或举办新闻发布会总次数 次 2", "其中：主要负责同志参加新闻发布会次数 次 3",
                 "3.政策解读稿件发布数 篇 1")  # fmt: skip
    assert failed(forms) == [
        "统计表 统计数列：其中：主要负责同志参加新闻发布会次数3 > 1.参加或举办新闻发布会总次数2(左边3，右边2)"
    ]


def test_the_totals_of_review_and_litigation_are_proved_block_by_block() -> None:
    forms = read(*REVIEW, *["10", "1", "0", "0", "0", "0", "0", "0", "0", "0", "5", "0", "0", "0", "0"])
    assert failed(forms) == [
        "复议诉讼表 行政复议：10+1+0+0 ≠ 总计0(左边11，右边0)",
        "复议诉讼表 复议后起诉：5+0+0+0 ≠ 总计0(左边5，右边0)",
    ]
    assert [code for code, cell in cells(forms, "cases").items() if cell.state == "conflict"] == [
        "reconsideration_total",
        "litigation_after_review_total",
    ]


def test_signed_changes_are_no_error() -> None:
    table = grid(
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政处罚", "6", "-2", "241"),
        ("行政强制", "2", "0", "32"),
    )
    forms = read("第二十条第(六)项", table)
    assert values(forms, "administrative_penalties") == [6, -2, 241]
    assert "check_failed" not in codes(forms)
