"""Lost blanks and stray numbers: the arithmetic chooses where one arrangement fits, else nothing is said."""

import pytest

from extract.forms.arrange import arrange
from extract.forms.layout import Column, load_forms
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value
from tests.extract.forms.support import (
    NEW,
    OVER,
    applications,
    cells,
    codes,
    message,
    one_a_line,
    read,
    states,
    values,
)

REVIEW = next(form for form in load_forms() if form.form == "review_litigation").blocks[0]


def test_a_row_with_all_its_values_is_read() -> None:
    assert states(read(*applications()), "granted") == ["read"] * 7


def test_a_row_without_values_is_blank() -> None:
    forms = read(*applications({"2.重复申请": ""}))
    assert values(forms, "rejected_repeated") == [None] * 7
    assert states(forms, "rejected_repeated") == ["blank"] * 7


def test_where_one_arrangement_fits_the_lost_blank_is_found() -> None:
    changes = {
        NEW: "5 4 3 2 1 6 21",
        "(一)予以公开": "5 4 3 2 1 6 21",
        "(七)总计": "5 4 3 2 1 6 21",
        "2.重复申请": "0 0 0 0 0 0",
    }
    forms = read(*applications({**changes, OVER: "7 7", "四、结转下年度继续办理": "0 0 0 7 0 0 7"}))
    assert values(forms, "carried_over") == [None, None, None, 7, None, None, 7]
    assert states(forms, "carried_over") == [
        "blank",
        "blank",
        "blank",
        "inferred",
        "blank",
        "blank",
        "inferred",
    ]


def test_where_several_fit_only_what_they_agree_on_is_said_and_their_number() -> None:
    total = "6 5 0 0 0 0 11"
    forms = read(
        *applications({NEW: total, "(七)总计": total, "2.重复申请": "4 4", "3.要求提供公开出版物": "4 4"})
    )
    assert values(forms, "rejected_repeated") == [None] * 6 + [4]
    assert "2 arrangements possible, 2 for the whole table" in message(forms, "missing_column")
    assert states(forms, "rejected_repeated")[6] == "inferred"


def test_a_column_of_totals_left_blank_throughout_is_seen_as_such() -> None:
    rows = {line.rsplit(" ", 7)[0]: "3 2 1 0 4 5" for line in applications() if line.endswith(("0", "3"))}
    forms = read(*applications(rows))
    assert values(forms, "granted")[:6] == [3, 2, 1, 0, 4, 5]
    assert cells(forms, "granted")["total"].state == "inferred"
    assert cells(forms, "granted")["total"].value == 15


def test_a_stray_number_is_dropped_where_the_sums_say_which() -> None:
    lines = one_a_line(
        applications({NEW: "5 1 0 0 0 2 8", "(一)予以公开": "5 1 0 0 0 2 8", "(七)总计": "5 1 0 0 0 2 8"})
    )
    at = lines.index("(一)予以公开")
    forms = read(*lines[: at + 3], "9", *lines[at + 3 :])
    assert values(forms, "granted") == [5, 1, 0, 0, 0, 2, 8]
    assert states(forms, "granted") == ["inferred"] * 7
    assert "9 is in no column of (一)予以公开" in [p.message for p in forms.problems]


def test_a_stray_number_without_sums_leaves_the_row_open() -> None:
    forms = read(
        "第二十条第(一)项", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "1", "2", "7", "3"
    )
    assert values(forms, "rules") == [None] * 3
    assert "4 arrangements possible" in message(forms, "unread_region")


@pytest.mark.parametrize("lost", range(3))
def test_a_lost_value_without_sums_leaves_the_row_open(lost: int) -> None:
    kept = [number for n, number in enumerate(("1", "2", "3")) if n != lost]
    forms = read("第二十条第(一)项", "本年制发件数", "本年废止件数", "现行有效件数", "规章", *kept)
    assert values(forms, "rules") == [None] * 3
    assert "missing_column" in codes(forms)


def test_values_far_too_many_are_not_read() -> None:
    forms = read("第二十条第(一)项", "本年制发件数", "本年废止件数", "现行有效件数", "规章", *["3"] * 50)
    assert values(forms, "rules") == [None] * 3
    assert "0 arrangements possible" in message(forms, "unread_region")


def test_slashes_are_printed_and_are_no_blanks() -> None:
    forms = read(*applications({"2.重复申请": "/ / / / / / /"}))
    assert [(c.raw, c.value, c.state) for c in cells(forms, "rejected_repeated").values()] == [
        ("/", None, "read")
    ] * 7
    assert all(check.holds for check in forms.checks)


def test_tabs_keep_blanks_where_they_are() -> None:
    forms = read(*(row.replace(" ", "\t") for row in applications({"2.重复申请": "4      4"})))
    assert values(forms, "rejected_repeated") == [4, None, None, None, None, None, 4]
    assert states(forms, "rejected_repeated") == ["read", "blank", "blank", "blank", "blank", "blank", "read"]


def test_a_row_with_more_arrangements_than_are_tried_says_so() -> None:
    row = BoundRow(REVIEW.with_columns((*REVIEW.columns, *(Column(code=n, label=n) for n in "abcdefgh"))), None, "cases", None)
    row.values = [Value(n, n + 1, "number", 0) for n in range(11)]
    sheet = Sheet(next(form for form in load_forms() if form.form == "review_litigation"), rows=[row])
    (doubt,) = arrange(sheet)
    assert (doubt.ways, set(row.placed.values())) == (None, {None})
