"""One form over several pages, or printed more than once."""

from tests.extract.forms.support import applications, codes, message, read, table, values

CUT = "(四)无法提供"


def halves() -> tuple[list[str], list[str]]:
    lines = applications()
    at = lines.index(CUT)
    return lines[:at], lines[at:]


def test_a_table_that_goes_on_after_a_paragraph_is_one_table() -> None:
    above, below = halves()
    note = "以上数据由办公室统计,统计口径与上年一致,特此说明。"
    forms = read(*above, note, *below)
    assert len(table(forms, "applications").cells) == 23 * 7
    assert "missing_row" not in codes(forms)
    text = "\n".join((*above, note, *below))
    start = text.index(note)
    assert all(end <= start or first >= start + len(note) for first, end in forms.regions)


def test_the_same_table_twice_is_kept_once() -> None:
    forms = read(*applications(), *applications())
    assert len(forms.tables) == 1
    assert "repeated_table" not in codes(forms)


def test_rows_behind_a_block_that_is_printed_twice_are_kept() -> None:
    lines = applications()
    first, last = lines.index("(三)不予公开"), lines.index(CUT)
    forms = read(*lines[:last], *lines[first:])
    assert len(table(forms, "applications").cells) == 23 * 7
    assert "missing_row" not in codes(forms)


def test_a_difference_between_two_prints_is_told() -> None:
    forms = read(*applications(), *applications({"(一)予以公开": "2 2 0 0 0 0 4"}))
    assert values(forms, "granted") == [2, 1, 0, 0, 0, 0, 3]
    assert message(forms, "repeated_table").endswith("(一)予以公开: 1 first, then 2")


def test_another_table_of_the_same_form_is_another_table() -> None:
    other = {
        "一、本年新收政府信息公开申请数量": "9 8 7 0 0 0 24",
        "(一)予以公开": "9 8 7 0 0 0 24",
        "(七)总计": "9 8 7 0 0 0 24",
    }
    forms = read(*applications(), *applications(other))
    assert len(forms.tables) == 2


def test_the_complete_print_of_a_row_is_taken() -> None:
    header = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    above = ["行政复议", "行政诉讼", *header, "未经复议直接起诉"]
    forms = read(
        *above,
        "5",
        "复议后起诉",
        *header,
        *header,
        *["1", "0", "0", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
    )
    assert values(forms, "cases") == [1, 0, 0, 0, 1, *[0] * 10]
    assert message(forms, "unread_region").startswith("5 ")
