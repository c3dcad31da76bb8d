"""Documents for the tests of forms, from lines and from rows of cells, and what was read of them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, open_document
from extract.forms import Forms, read_forms
from extract.record import Cell, Table
from tests.generator.render.model import Table as Drawn
from tests.generator.render.model import table_of
from tests.generator.reports import reading_of

SEVEN = "0 0 0 0 0 0 0"


def lines(*printed: str) -> Document:
    """A document of lines."""
    return document(*printed)


def document(*parts: str | Drawn) -> Document:
    """A document of lines and grids."""
    return open_document(reading_of(parts))


def grid(*rows: Sequence[str]) -> Drawn:
    """A grid; `<` goes on with the cell to its left, `^` with the one above."""
    return table_of(rows)


def read(*printed: str | Drawn) -> Forms:
    """The forms of a document of lines and grids."""
    return read_forms(document(*printed))


def table(forms: Forms, form: str) -> Table:
    """The only table of a form."""
    (found,) = [table for table in forms.tables if table.form == form]
    return found


def cells(forms: Forms, row: str) -> dict[str, Cell]:
    """The cells of a row by their columns."""
    return {cell.column: cell for table in forms.tables for cell in table.cells if cell.row == row}


def values(forms: Forms, row: str) -> list[float | None]:
    """The values of a row, in the order of the form's columns."""
    return [cell.value for cell in cells(forms, row).values()]


def states(forms: Forms, row: str) -> list[str]:
    """The states of a row's cells."""
    return [cell.state for cell in cells(forms, row).values()]


def codes(forms: Forms) -> list[str]:
    """The codes of all problems."""
    return [problem.code for problem in forms.problems]


def message(forms: Forms, code: str) -> str:
    """The message of the first problem of a code."""
    return next(problem.message for problem in forms.problems if problem.code == code)


def failed(forms: Forms) -> list[str]:
    """The statements of the checks that fail."""
    return [check.statement for check in forms.checks if not check.holds]


HEADER = (
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
)

DENIED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNAVAILABLE = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
REJECTED = (
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
NEW, OVER, FORWARD = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "四、结转下年度继续办理",
)
PARTLY = "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"

ROWS = (
    NEW, OVER, "(一)予以公开", PARTLY, *DENIED, *UNAVAILABLE, *REJECTED, "(六)其他处理", "(七)总计", FORWARD,
)  # fmt: skip

HEADS = {
    "(一)予以公开": "三、本年度办理结果",
    DENIED[0]: "(三)不予公开",
    UNAVAILABLE[0]: "(四)无法提供",
    REJECTED[0]: "(五)不予处理",
}


def applications(changes: dict[str, str] | None = None, header: Sequence[str] = HEADER) -> list[str]:
    """The table of applications, one row a line: zeros but for what `changes` gives for a label.

    An empty change leaves the row's values out; None as its key is not allowed.
    """
    changes = {
        NEW: "2 1 0 0 0 0 3",
        "(一)予以公开": "2 1 0 0 0 0 3",
        "(七)总计": "2 1 0 0 0 0 3",
        **(changes or {}),
    }
    found = list(header)
    for label in ROWS:
        found += [HEADS[label]] if label in HEADS else []
        found.append(f"{label} {changes.get(label, SEVEN)}".rstrip())
    return found


def one_a_line(rows: Sequence[str]) -> list[str]:
    """Rows of `label value value …` with every value on a line of its own."""
    return [part for row in rows for part in row.split(" ")]
