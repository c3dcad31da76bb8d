"""Whole documents: what is a form and what is not, where it begins and ends, what it costs."""

from time import process_time

import pytest

from extract.extract import extract_record
from extract.forms import read_forms
from tests.extract.forms.support import applications, document, grid, lines, one_a_line, read

BEFORE = (
    "某某海关2020年政府信息公开年报",
    "一、总体情况",
    "全年收到申请3件,均按时答复。",
    "三、收到和处理政府信息公开申请情况",
)
AFTER = ("四、政府信息公开行政复议、行政诉讼情况", "全年未发生行政复议、行政诉讼。")


def open_clean(table: list[str]) -> list[str]:
    """The words of a table as the clean text has them."""
    return lines(*table).text.split()


@pytest.mark.parametrize("table", [applications(), one_a_line(applications())])
def test_a_region_is_the_table_and_nothing_else(table: list[str]) -> None:
    found = lines(*BEFORE, *table, *AFTER)
    ((start, end),) = read_forms(found).regions
    assert found.text[start:end].split() == open_clean(table)


def test_the_span_of_a_table_is_the_sources() -> None:
    source = lines(*BEFORE, *applications(), *AFTER)
    (table,) = read_forms(source).tables
    assert table.span is not None
    assert source.reading.text[slice(*table.span)] == "\n".join(applications())


def test_every_cell_stands_on_its_own_characters() -> None:
    source = lines(*BEFORE, *applications(), *AFTER)
    for cell in read_forms(source).tables[0].cells:
        assert cell.span is not None
        assert source.reading.text[slice(*cell.span)] == cell.raw


@pytest.mark.parametrize(
    "text",
    [
        "全年作出行政许可决定5件、行政处罚3件。",
        "行政许可",
        "主动公开政府信息情况",
        "申请人为自然人的2件,商业企业1件,科研机构0件。",
        "政府信息公开情况统计表见附件。",
    ],
)
def test_narrative_that_names_the_labels_is_no_table(text: str) -> None:
    assert read(*BEFORE[:3], text, "5", "其他").tables == ()


def test_a_whole_report_on_one_line_is_read() -> None:
    prose = "全年利用网站各栏目主动公开海关政府信息,涵盖政务信息、人事、财务等内容。" * 40
    found = lines(
        " ".join((BEFORE[0], prose, BEFORE[3], *applications(), "五、存在的主要问题及改进情况", prose))
    )
    forms = read_forms(found)
    assert [len(table.cells) for table in forms.tables] == [23 * 7]
    assert all(check.holds for check in forms.checks)
    ((start, end),) = forms.regions
    assert prose not in found.text[start:end]


def test_an_empty_document_has_no_forms() -> None:
    assert read().tables == ()
    assert read("").problems == ()


def test_forms_come_in_the_order_of_the_document() -> None:
    active = ("第二十条第(五)项", "信息内容", "本年处理决定数量", "行政许可 5")
    forms = read(*applications(), "二、主动公开政府信息情况", *active)
    assert [table.form for table in forms.tables] == ["applications", "active_disclosure"]


def test_the_page_of_a_table_is_that_of_its_first_values() -> None:
    assert read(*applications()).tables[0].page is None


def best(source: object, times: int = 30) -> float:
    """The least time in milliseconds that reading took."""
    taken = []
    for _ in range(times):
        start = process_time()
        read_forms(source)  # type: ignore[arg-type]
        taken.append(process_time() - start)
    return min(taken) * 1000


def test_a_document_without_a_form_costs_next_to_nothing() -> None:
    assert best(lines(*["全年利用网站主动公开海关政府信息,全面涵盖政务信息、人事、财务等内容。"] * 200)) < 1.5


def test_a_flattened_report_costs_a_few_milliseconds() -> None:
    assert best(lines(*BEFORE, *one_a_line(applications()), *AFTER)) < 12


HEAD = ("第二十条第(一)项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join((*HEAD, *["0"] * 20_000)),
        "\n".join((*HEAD, *["规章", "1", "2", "3"] * 4_000)),
        "\n".join((*HEAD, *(f"未知项目{n}\n1\n2\n3" for n in range(4_000)))),
        "\n".join((*HEAD, *(f"行政规范性X{n}文件\n1\n2\n3" for n in range(2_000)))),
        " ".join((*HEAD, *["0"] * 40_000)),
        "自然人 商业企业 科研机构 " * 5_000,
        "行政许可规章自然人" * 10_000 + " 1 2 3",
        "\n".join((*HEAD, " ".join(["信息"] * 20_000) + " 1 2")),
        "主动公开政府信息情况\n" * 10_000 + "第二十条第",
        "|" * 50_000 + "第二十条第 1 2 3",
    ],
    ids=[
        "zeros",
        "same row",
        "unknown rows",
        "misprints",
        "one line",
        "labels",
        "no spaces",
        "pieces",
        "titles",
        "bars",
    ],
)
def test_a_hostile_text_ends_soon(text: str) -> None:
    source = lines(*[line for line in text.split("\n") if line])
    start = process_time()
    forms = read_forms(source)
    assert process_time() - start < 5
    assert sum(len(table.cells) for table in forms.tables) < 5_000


def test_a_hostile_grid_ends_soon() -> None:
    rows = [("规章", str(n), "1", "2") for n in range(3_000)]
    start = process_time()
    read_forms(document("第二十条第(一)项", grid(*rows)))
    assert process_time() - start < 5


def test_rows_between_bars_keep_their_blanks() -> None:
    rows = [f"{line.rsplit(' ', 7)[0]} | 2 | 1 | | | | | 3 |" if line.endswith("3") else line.replace(" 0", " |") for line in applications()]
    rows = [line.replace(" |" * 7, " | | | | | | | 0 |") for line in rows]
    record = extract_record("\n".join(["某局2021年政府信息公开工作年度报告", *rows]).encode(), uri="a.txt", media_type="text/plain")
    (found,) = [t for t in record.tables if t.form == "applications"]
    by_row = {row: [cell.value for cell in found.cells if cell.row == row] for row in ("new_received", "carried_over")}
    assert by_row == {"new_received": [2, 1, None, None, None, None, 3], "carried_over": [None] * 6 + [0]}
