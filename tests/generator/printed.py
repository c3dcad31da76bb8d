"""A form as an agency prints it: header, rows of labels and cells, and the truth beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from extract.forms.layout import Block, Form, Row
from tests.generator.figures import Figures, figures
from tests.generator.render.model import ABOVE, LEFT, Table, table_of

RESULTS = "三、本年度办理结果"
LEGAL = "法人或其他组织"


@dataclass(frozen=True)
class PrintedRow:
    """A row: the labels that head it for the first time, its own label, its unit, its cells.

    `codes` are the columns of the cells; `numbers` what the cells mean, printed or not.
    """

    block: str
    code: str
    heads: tuple[str, ...]
    label: str
    unit: str
    codes: tuple[str, ...]
    cells: tuple[str, ...]
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class PrintedBlock:
    """One printed table: its heading, the labels of its header line by line, its rows."""

    code: str
    heading: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True)
class PrintedForm:
    """A form of a report; `edition` and `cells` are the truth."""

    form: Form
    number: str
    blocks: tuple[PrintedBlock, ...]
    notes: tuple[str, ...] = ()

    @property
    def truth(self) -> dict[tuple[str, str], tuple[float | None, float]]:
        """Row and column to the printed number (None: blank) and the one that belongs there."""
        return {
            (row.code, column): (read(cell, number), number)
            for block in self.blocks
            for row in block.rows
            for column, cell, number in zip(row.codes, row.cells, row.numbers, strict=True)
        }

    def map_rows(self, change: Callable[[PrintedRow], PrintedRow]) -> PrintedForm:
        """The form with each row changed by a function."""
        blocks = [replace(block, rows=tuple(change(row) for row in block.rows)) for block in self.blocks]
        return replace(self, blocks=tuple(blocks))


def read(cell: str, number: float) -> float | None:
    """What a printed cell says: nothing, or the number itself (a misprint says its own)."""
    if not cell.strip() or cell in "/—":
        return None
    printed = float(cell.replace(",", "").rstrip("万元项"))
    times = 10_000 if "万元" in cell or abs(printed * 10_000 - number) < 0.01 < abs(printed - number) else 1
    return round(printed * times, 2)


def print_form(form: Form, number: str, rng: Random, own_rows: Sequence[str] = ()) -> PrintedForm:
    """A form filled with invented figures; `own_rows` are optional rows that the agency prints."""
    rows = {block.code: _rows_of(block, own_rows) for block in form.blocks}
    figured = figures(form, rows, rng)
    blocks = tuple(_print_block(form, block, rows[block.code], figured) for block in form.blocks)
    return PrintedForm(form, number, blocks)


def _rows_of(block: Block, own: Sequence[str]) -> list[Row]:
    """The rows printed: (六)其他处理 as one, or as the sub-rows that the agency has."""
    kept = [row for row in block.rows if not row.optional or row.code in own]
    return [row for row in kept if row.code != "other" or not own]


def _print_block(form: Form, block: Block, rows: list[Row], figured: Figures) -> PrintedBlock:
    printed: list[PrintedRow] = []
    above: tuple[str, ...] = ()
    labels = {row.label for row in rows}
    for row in rows:
        path = _path(form, row, labels)
        heads = tuple(label for label in path if label not in above)
        above = (*path, row.label)
        codes = block.column_codes
        numbers = tuple(figured[row.code, code] for code in codes)
        cells = tuple(_cell(form, row, code, n) for code, n in zip(codes, numbers, strict=True))
        times = [10_000 if _in_wan(form, row, code) else 1 for code in codes]
        meant = tuple(round(n * k, 2) for n, k in zip(numbers, times, strict=True))
        printed.append(
            PrintedRow(block.code, row.code, heads, row.label, row.unit or "", codes, cells, meant)
        )
    return PrintedBlock(block.code, block.heading, _header(form, block), tuple(printed))


def _path(form: Form, row: Row, labels: set[str]) -> tuple[str, ...]:
    group = () if not row.group or row.group in labels else (row.group,)
    inside = form.form == "applications" and row.part_of and row.group != RESULTS
    return (RESULTS, *group) if inside else group


def _in_wan(form: Form, row: Row, column: str) -> bool:
    return column == "amount" or row.measure == "money"


def _cell(form: Form, row: Row, column: str, number: float) -> str:
    text = str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
    if column == "amount" and form.edition == 2019:
        return text + "万元"
    return text + "项" if column == "project_count" else text


def _header(form: Form, block: Block) -> tuple[tuple[str, ...], ...]:
    """The header's labels in the order in which a reader of the lines meets them."""
    labels = [column.label for column in block.columns]
    if form.form == "applications":
        note = "(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)"
        return (note, "申请人情况"), (labels[0], LEGAL, labels[-1]), tuple(labels[1:-1])
    if form.form == "review_litigation":
        return ("行政复议", "行政诉讼"), (*labels[:5], "未经复议直接起诉", "复议后起诉"), tuple(labels[5:])
    if form.form == "disclosure_statistics":
        return (("统计指标", "单位", "统计数"),)
    labels = [label + "(单位：万元)" if label == "本年收费金额" else label for label in labels]
    return (("信息内容", *labels),)


def as_table(printed: PrintedForm, block: PrintedBlock) -> Table:
    """A block as a grid with merged labels, as the format's own form lays it out."""
    if printed.form.form == "applications":
        return table_of(_applications(block))
    if printed.form.form == "review_litigation":
        return table_of(_review(block))
    width = len(block.header[0])
    rows = [[block.heading, *[LEFT] * (width - 1)]] if block.heading else []
    rows.append(list(block.header[0]))
    for row in block.rows:
        rows += [[head, *["——"] * (width - 1)] for head in row.heads]
        rows.append([row.label, *([row.unit] if row.unit else []), *row.cells])
    return table_of(rows)


def _applications(block: PrintedBlock) -> list[list[str]]:
    note, people = block.header[0]
    outer, inner = block.header[1], block.header[2]
    at = outer.index(LEGAL)
    before, after = outer[:at], outer[at + 1 :]
    rows = [
        [note, LEFT, LEFT, people, *[LEFT] * (len(outer) + len(inner) - 2)],
        [*[ABOVE] * 3, *before, LEGAL, *[LEFT] * (len(inner) - 1), *after],
        [*[ABOVE] * 3, *[ABOVE] * len(before), *inner, *[ABOVE] * len(after)],
    ]
    for row in block.rows:
        heads = [head for head in row.heads if not RESULTS.endswith(head)]
        result = next((head for head in row.heads if RESULTS.endswith(head)), ABOVE)
        if row.code in ("new_received", "carried_over", "carried_forward"):
            rows.append([row.label, LEFT, LEFT, *row.cells])
        elif row.code in ("granted", "partially_granted", "other", "processed_total"):
            rows.append([result, row.label, LEFT, *row.cells])
        else:
            rows.append([result, heads[0] if heads else ABOVE, row.label, *row.cells])
    return rows


def _review(block: PrintedBlock) -> list[list[str]]:
    above, (*first, direct, after), below = block.header
    wide, each = len(first), len(below) // 2
    return [
        [above[0], *[LEFT] * (wide - 1), above[1], *[LEFT] * (2 * each - 1)],
        [*first, direct, *[LEFT] * (each - 1), after, *[LEFT] * (each - 1)],
        [*[ABOVE] * wide, *below],
        list(block.rows[0].cells),
    ]
