"""Invented figures for a standard form, all of its identities kept."""

from __future__ import annotations

from random import Random

from extract.forms.layout import Block, Form, Row

Figures = dict[tuple[str, str], float]
"""Row code and column code to the number that belongs there."""


def figures(form: Form, rows: dict[str, list[Row]], rng: Random, size: int = 12) -> Figures:
    """Numbers for the given rows of each block; `size` is the largest usual count."""
    found: Figures = {}
    for block in form.blocks:
        for row in rows[block.code]:
            for column in block.columns:
                found[row.code, column.code] = _number(form, row, column.code, rng, size)
        _settle_rows(block, rows[block.code], found)
        _settle_columns(block, rows[block.code], found, rng)
    return found


def _number(form: Form, row: Row, column: str, rng: Random, size: int) -> float:
    if column == "amount" or row.measure == "money":
        return round(rng.uniform(0, 9000), 2)
    if column == "change_this_year":
        return rng.randint(-3, 5)
    if form.form in ("applications", "review_litigation"):
        return rng.choice([0, 0, 0, 0, 0, 0, rng.randint(1, size)])
    return rng.choice([0, rng.randint(1, size), rng.randint(10, 2000)])


def _settle_rows(block: Block, rows: list[Row], found: Figures) -> None:
    """Within a row: totals are what their parts come to, and nothing exceeds what it is within."""
    for row in rows:
        for s in block.row_sums:
            if s.total:
                found[row.code, s.total] = sum(found[row.code, part] for part in s.left)
            elif s.relation == "at_most":
                found[row.code, s.right[0]] += sum(found[row.code, part] for part in s.left)


def _settle_columns(block: Block, rows: list[Row], found: Figures, rng: Random) -> None:
    """Within a column: the rows that are parts, the balance, and what lies within another row."""
    codes = [row.code for row in rows]
    for column in block.column_codes:
        for total in reversed([code for code in codes if any(row.part_of == code for row in rows)]):
            found[total, column] = sum(found[row.code, column] for row in rows if row.part_of == total)
        for row in rows:
            if row.within:
                found[row.code, column] = min(found[row.code, column], found[row.within, column])
    if "carried_forward" in codes:
        _balance(block, found, rng)


def _balance(block: Block, found: Figures, rng: Random) -> None:
    for column in block.column_codes[:-1]:
        due = found["processed_total", column] + found["carried_forward", column]
        found["carried_over", column] = rng.randint(0, int(due)) if due and rng.random() < 0.3 else 0
        found["new_received", column] = due - found["carried_over", column]
    for code in ("carried_over", "new_received", "processed_total", "carried_forward"):
        found[code, "total"] = sum(found[code, column] for column in block.column_codes[:-1])
