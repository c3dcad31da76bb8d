"""What is to be distrusted is said, with the place where it stands."""

from dataclasses import replace

import pytest

from extract.document import open_document
from extract.forms import Forms, read_forms
from tests.extract.forms.support import SEVEN, applications, codes, document, grid, message, one_a_line, read

ITEM_5 = ("第二十条第(五)项", "信息内容", "上一年项目数量", "本年增/减", "处理决定数量")


def marked(forms: Forms, lines: list[str], code: str) -> list[str]:
    """The text that the problems of a code stand at."""
    text = "\n".join(lines)
    return [text[slice(*problem.span)] for problem in forms.problems if problem.code == code and problem.span]


def test_a_good_table_has_no_problems() -> None:
    assert read("某某海关2022年政府信息公开工作年度报告", *applications()).problems == ()


def test_a_missing_row_is_said_at_its_table() -> None:
    lines = [*ITEM_5, "行政许可 11 -1 809"]
    forms = read(*lines)
    assert message(forms, "missing_row") == "the form prints 其他对外管理服务事项 here, the document does not"
    assert marked(forms, lines, "missing_row") == ["\n".join(lines)]


def test_values_that_share_a_line_are_said_where_the_others_do_not() -> None:
    lines = one_a_line(applications())
    at = lines.index("2.重复申请")
    lines = [*lines[: at + 1], SEVEN, *lines[at + 8 :]]
    assert marked(read(*lines), lines, "merged_cells") == [SEVEN]


def test_rows_on_a_line_each_are_no_merged_cells() -> None:
    assert "merged_cells" not in codes(read(*applications()))


def test_a_truncated_header_is_said_at_the_header() -> None:
    lines = [*ITEM_5[:3], "本年增/", ITEM_5[4], "行政许可 1 2 3", "其他对外管理服务事项 1 2 3"]
    assert marked(read(*lines), lines, "truncated_header") == ["本年增/"]


def test_blank_cells_are_said_once_for_a_table() -> None:
    forms = read(*applications({"2.重复申请": "", "3.要求提供公开出版物": ""}))
    assert codes(forms).count("blank_cells") == 1
    assert message(forms, "blank_cells") == "14 cells are blank"


def test_money_without_a_unit_is_kept_as_printed_and_said() -> None:
    lines = ["第二十条第(九)项", "信息内容", "采购项目数量", "采购总金额", "政府集中采购", "59项", "2973.23"]
    forms = read(*lines)
    assert [cell.value for cell in forms.tables[0].cells] == [59, 2973.23]
    assert marked(forms, lines, "missing_unit") == ["2973.23"]


def test_an_undecided_edition_is_said() -> None:
    lines = [line for line in applications({"(六)其他处理": ""}) if line != "(六)其他处理"]
    assert "unknown_edition" in codes(read(*lines))


def test_the_words_of_a_form_without_its_table_are_said() -> None:
    text = "表中予以公开、科研机构、尚未审结、复议后起诉等栏目均以图片形式附后,不再列出。"
    assert codes(read(text)) == ["unread_region"]


def test_messages_stay_short_whatever_is_printed() -> None:
    forms = read("第二十条第(一)项", "本年制发件数", "本年废止件数", "现行有效件数", "规章", *["7"] * 5000)
    assert all(len(problem.message) < 400 for problem in forms.problems)


def scanned(forms_of: str, *rows: tuple[str, ...]) -> Forms:
    """The forms of a grid on page 1 that OCR read."""
    reading = document(forms_of, grid(*rows)).reading
    on_page = tuple(replace(g, cells=tuple(replace(c, page=1) for c in g.cells)) for g in reading.grids)
    return read_forms(open_document(replace(reading, grids=on_page, recognised=(1,))))


def test_a_figure_of_a_scan_that_no_sum_confirms_is_said() -> None:
    forms = scanned("第二十条第(五)项", ("信息内容", "本年处理决定数量"), ("行政许可", "809"))
    assert "行政许可: 809: read by OCR" in message(forms, "low_confidence")


def test_a_slash_of_a_scan_that_no_sum_confirms_is_said() -> None:
    forms = scanned("第二十条第(五)项", ("信息内容", "本年处理决定数量"), ("行政许可", "/"))
    assert "行政许可: /: read by OCR" in message(forms, "low_confidence")


def test_figures_of_a_scan_that_are_only_no_more_than_another_are_not_confirmed() -> None:
    header = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
    forms = scanned("第二十条第(一)项", header, ("规章", "2", "2", "11"))
    assert all(check.holds for check in forms.checks)
    assert "规章: 2, 2, 11: read by OCR" in message(forms, "low_confidence")


def test_figures_of_a_scan_that_their_sums_confirm_are_not() -> None:
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    over = ("行政复议", *"<<<<", "行政诉讼", *"<<<<<<<<<")
    under = (*names, "未经复议直接起诉", *"<<<<", "复议后起诉", *"<<<<")
    figures = ("1", "2", "3", "4", "10", "0", "1", "0", "0", "1", "2", "0", "0", "0", "2")
    forms = scanned("四、政府信息公开行政复议、行政诉讼情况", over, under, (*"^^^^^", *names, *names), figures)
    assert codes(forms).count("low_confidence") == 0 and any(check.holds for check in forms.checks)


def test_figures_that_a_file_itself_holds_need_no_sum() -> None:
    table = grid(("信息内容", "本年处理决定数量"), ("行政许可", "809"))
    assert "low_confidence" not in codes(read("第二十条第(五)项", table))


@pytest.mark.parametrize("printed", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "######"])
@pytest.mark.parametrize("row", ["行政处罚", "行政强制"])
def test_an_error_of_a_spreadsheet_is_no_blank_and_no_number(printed: str, row: str) -> None:
    rows = {"行政处罚": "4", "行政强制": "2"} | {row: printed}
    forms = read(grid(["第二十条第(六)项", "<"], ["信息内容", "本年处理决定数量"], *rows.items()))
    (cell,) = [cell for cell in forms.tables[0].cells if cell.row_label == row]
    assert (cell.value, cell.raw, cell.state) == (None, printed, "read")
    assert message(forms, "unread_region") == f"{row}: {printed} is printed in place of a number"


def test_an_error_in_place_of_a_total_is_inferred_and_said() -> None:
    header = ["申请人情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    forms = read(grid(header, ["一、本年新收政府信息公开申请数量", "1", "2", "0", "0", "0", "4", "#REF!"]))
    cell = forms.tables[0].cells[-1]
    assert (cell.value, cell.raw, cell.state) == (7, "#REF!", "inferred")
    assert "unread_region" in codes(forms)
