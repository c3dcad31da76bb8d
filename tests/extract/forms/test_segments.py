import pytest

from extract.forms.layout import load_forms
from extract.forms.recognise import recognise
from extract.forms.segments import Token, choose_edition, segments
from extract.forms.tokens import tokens_of_line
from tests.extract.forms.support import applications, grid, read, states

SUBROWS = {"(六)其他处理": ""}
NEW_ROWS = [
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 0 0 0 0 0 0",
    "3.其他 0 0 0 0 0 0 0",
]
OWN_ROWS = ["1.申请人撤销申请 0 0 0 0 0 0 0", "2.逾期未补正 0 0 0 0 0 0 0"]


def parsed(lines: list[str]) -> list[tuple[str, list[Token]]]:
    tokens = [token for n, line in enumerate(lines) for token in tokens_of_line(line, 1000 * n, n)]
    return list(segments(list(recognise(tokens))))


def edition(lines: list[str], year: int | None = None) -> tuple[int, bool]:
    ((name, tokens),) = parsed(lines)
    chosen, decided = choose_edition([form for form in load_forms() if form.form == name], tokens, year)
    return chosen.edition, decided


def with_rows(rows: list[str]) -> list[str]:
    lines = applications(SUBROWS)
    at = lines.index("(六)其他处理") + 1
    return [*lines[:at], *rows, *lines[at:]]


def test_forms_are_parted_where_one_ends_and_another_begins() -> None:
    lines = [
        "第二十条第(八)项",
        "行政事业性收费 0 0",
        "三、收到和处理政府信息公开申请情况",
        "自然人",
        "(一)予以公开 1",
    ]
    assert [name for name, _ in parsed(lines)] == ["active_disclosure", "applications"]


def test_a_number_that_a_page_break_cuts_in_two_is_marked_and_its_rest_told() -> None:
    head = ("指标名称", "单位", "统计数")
    rows = [("(二)举办各类培训班数", "次", "1"), ("(三)接受培训人员数", "人次", "2"), ("(一)召开政府信息公开工作会议或专题会议数", "次", "234")]
    forms = read(grid(head, *rows), "政府信息公开情况统计表之二", grid(("", "", "1.53"), ("九、政府信息公开会议和培训情况", "——", "——"), ("(四)政府信息公开专项经费", "万元", "5")))
    assert [problem.message for problem in forms.problems if "1.53" in problem.message]
    assert states(forms, "meetings") == ["inferred"]


def test_numbers_between_titles_alone_are_of_no_form() -> None:
    assert not read("政府信息公开情况统计表", grid(("", "1.53"), ("", "2")), "政府信息公开情况统计表之二", "3").tables[1:]


def test_titles_are_no_part_of_a_form() -> None:
    ((_, tokens),) = parsed(["二、主动公开政府信息情况", "第二十条第(八)项", "行政事业性收费 0 0"])
    assert tokens[0].start == 1000


def test_short_words_do_not_begin_another_form() -> None:
    assert [name for name, _ in parsed(["行政复议", "结果维持", "其他", "尚未审结", "总计", "0"])] == [
        "review_litigation"
    ]


def test_one_row_for_all_else_is_the_edition_of_2019_whatever_the_year() -> None:
    assert edition(applications(), 2023) == (2019, True)


def test_the_numbered_rows_of_2021_are_the_edition_of_2021_whatever_the_year() -> None:
    assert edition(with_rows(NEW_ROWS), 2019) == (2021, True)


@pytest.mark.parametrize(("year", "expected"), [(2019, 2019), (2020, 2019), (2021, 2021), (2024, 2021)])
def test_an_agencys_own_rows_leave_the_edition_to_the_year(year: int, expected: int) -> None:
    assert edition(with_rows(OWN_ROWS), year) == (expected, True)


def test_without_a_year_the_edition_is_undecided() -> None:
    assert edition(with_rows(OWN_ROWS)) == (2019, False)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["本年新制作数量", "本年新公开数量", "对外公开总数量"], 2019),
        (["本年制发件数", "本年废止件数", "现行有效件数"], 2021),
    ],
)
def test_the_header_tells_the_edition_of_active_disclosure(header: list[str], expected: int) -> None:
    assert edition(["第二十条第(一)项", "信息内容", *header, "规章 0 0 0"]) == (expected, True)
