"""What agencies and converters do to a form: each damage is one function of the printed form.

The truth goes with it: a misprint is what is printed, a blank is blank.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.generator.printed import PrintedForm, PrintedRow

Damage = Callable[[PrintedForm, Random], PrintedForm]


def blank_zeros(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Zeros are left blank, as reports for 2019 do."""
    return printed.map_rows(lambda row: _cells(row, lambda _, cell: "" if cell == "0" else cell))


def blank_totals(printed: PrintedForm, rng: Random) -> PrintedForm:
    """The columns of totals are left blank."""
    return printed.map_rows(
        lambda row: _cells(row, lambda code, cell: "" if code.endswith("total") else cell)
    )


def slashes(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Zeros are printed as slashes."""
    return printed.map_rows(lambda row: _cells(row, lambda _, cell: "/" if cell == "0" else cell))


def misprinted_total(printed: PrintedForm, rng: Random) -> PrintedForm:
    """One total in each form is not what its parts come to."""
    chosen = rng.choice([row for block in printed.blocks for row in block.rows]).code

    def misprint(row: PrintedRow) -> PrintedRow:
        totals = [
            n for n, code in enumerate(row.codes) if code.endswith("total") or row.unit not in ("", "万元")
        ]
        if row.code != chosen or not totals:
            return row
        at = rng.choice(totals)
        wrong = str(int(row.numbers[at]) + rng.choice([1, 2, 10]))
        cells = (*row.cells[:at], wrong, *row.cells[at + 1 :])
        return replace(row, cells=cells, numbers=(*row.numbers[:at], float(wrong), *row.numbers[at + 1 :]))

    return printed.map_rows(misprint)


def misprinted_labels(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Two characters are lost from, or one is wrong in, some of the longer labels."""

    def misprint(row: PrintedRow) -> PrintedRow:
        if len(row.label) < 9 or row.code.startswith("other:") or rng.random() < 0.7:
            return row
        at = rng.randrange(4, len(row.label) - 3)
        instead = rng.choice(["", "X", rng.choice("的和了未已")])
        return replace(row, label=row.label[:at] + instead + row.label[at + 1 + (instead == "") :])

    return printed.map_rows(misprint)


def own_row(printed: PrintedForm, rng: Random) -> PrintedForm:
    """A row of the agency's own stands under (六)其他处理, and takes over what is counted as 其他."""
    if printed.form.form != "applications":
        return printed
    blocks = []
    for block in printed.blocks:
        rows = list(block.rows)
        at = next((n for n, row in enumerate(rows) if row.code in ("other", "other_rest")), None)
        if at is not None and rows[at].code == "other_rest":
            own = replace(rows[at], code="other:涉及多人联名申请", label="4.涉及多人联名申请")
            empty = tuple("0" for _ in own.cells)
            rows[at] = replace(rows[at], cells=empty, numbers=tuple(0.0 for _ in own.cells))
            rows.insert(at + 1, own)
        blocks.append(replace(block, rows=tuple(rows)))
    return replace(printed, blocks=tuple(blocks))


def lost_row(printed: PrintedForm, rng: Random) -> PrintedForm:
    """One row is not printed at all."""
    chosen = rng.choice([row for block in printed.blocks for row in block.rows])
    if chosen.code == "cases" or chosen.heads:
        return printed
    blocks = [replace(b, rows=tuple(row for row in b.rows if row is not chosen)) for b in printed.blocks]
    return replace(printed, blocks=tuple(block for block in blocks if block.rows))


def no_numbering(printed: PrintedForm, rng: Random) -> PrintedForm:
    """The numbers before the labels are left out."""
    return printed.map_rows(
        lambda row: replace(row, label=_bare(row.label), heads=tuple(map(_bare, row.heads)))
    )


def other_brackets(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Full-width brackets and digits of numbering, commas for points."""
    table = str.maketrans({"(": "（", ")": "）", ".": "、"})
    return printed.map_rows(lambda row: replace(row, label=row.label.translate(table)))


def short_labels(printed: PrintedForm, rng: Random) -> PrintedForm:
    """Labels without their glosses in brackets."""
    return printed.map_rows(lambda row: replace(row, label=row.label.split("(区分")[0]))


def _cells(row: PrintedRow, change: Callable[[str, str], str]) -> PrintedRow:
    return replace(
        row, cells=tuple(change(code, cell) for code, cell in zip(row.codes, row.cells, strict=True))
    )


def _bare(label: str) -> str:
    head, mark, rest = label.partition("、")
    if mark and len(head) <= 2:
        return rest
    if label.startswith("("):
        return label.partition(")")[2]
    return label[2:] if label[:1].isdigit() else label


DAMAGES: dict[str, Damage] = {
    "own_row": own_row,
    "blank_zeros": blank_zeros,
    "blank_totals": blank_totals,
    "slashes": slashes,
    "misprinted_total": misprinted_total,
    "misprinted_labels": misprinted_labels,
    "lost_row": lost_row,
    "no_numbering": no_numbering,
    "other_brackets": other_brackets,
    "short_labels": short_labels,
}
