"""What the labels of a header name, and the order in which it prints a block's columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise
from math import comb

from extract.forms.layout import Block
from extract.forms.recognise import Label
from extract.forms.vocabulary import bare
from extract.model import GridCell

_MANY = 20_000
"""More ways to take a header are not tried."""

_HEADER_ROWS = 3
"""A header is no higher."""

Named = Mapping[str, Label]
"""Column codes and the printed labels that name them, in the order of the print."""


def column_order(block: Block, labels: Sequence[Label]) -> tuple[str, ...] | None:
    """The codes of all columns from left to right; None where the header has them in an order that it leaves open.

    Labels that are not printed, or not recognised, are taken to stand where the form has them; so are
    those of text without a grid whose end stands on another line, where the print has no order.
    """
    named = {code: label for code, label in named_columns(block, labels).items() if not _is_broken(block, code, label)}
    codes = {id(label): code for code, label in named.items()}
    printed = [codes[id(label)] for label in left_to_right(list(named.values()))]
    form = block.column_codes
    if _have_columns(named.values()):
        if len(printed) == len(form):
            return tuple(printed)
        return form if printed == [code for code in form if code in named] else None
    if not block.is_grouped:
        return tuple(printed) if len(printed) == len(form) else form
    return _by_groups(block, printed, form)


def printed_columns(block: Block, labels: Sequence[Label]) -> list[tuple[str, ...]]:
    """All that a header may name, from left to right, that has labels for some of the columns only."""
    heads = left_to_right([label for label in labels if _may_name(block, label)])
    codes = [_may_name(block, label) for label in heads]
    if not 0 < len(codes) < len(block.columns):
        return []
    if any(len(named) > 1 for named in codes):
        if comb(len(block.columns), len(codes)) > _MANY:
            return []
        every = combinations(block.column_codes, len(codes))
        return [found for found in every if all(code in named for code, named in zip(found, codes, strict=True))]
    printed = tuple(code for found in codes for code in found)
    order = printed if _have_columns(heads) or not block.is_grouped else _by_groups(block, printed, printed)
    return [order] if order and len(set(order)) == len(codes) else []


def order_of_groups(block: Block, labels: Sequence[Label]) -> tuple[str, ...] | None:
    """The codes of all columns where the columns and groups of the header's upper line stand as they are printed there."""
    above = {code: (code,) for code, label in named_columns(block, labels).items()}
    groups: dict[str, tuple[str, ...]] = {}
    for column in block.columns:
        if column.group:
            above.pop(column.code, None)
            groups[bare(column.group)] = (*groups.get(bare(column.group), ()), column.code)
    named = {id(label): code for code, label in named_columns(block, labels).items()}
    printed = [above.get(named.get(id(label), ""), groups.get(label.folded, ())) for label in labels]
    order = tuple(code for codes in printed for code in codes)
    return order if sorted(order) == sorted(block.column_codes) else None


def left_to_right(labels: Sequence[Label]) -> Sequence[Label]:
    """The labels, each once, in the order of their columns; as printed where these are not of one grid, or not one each."""
    once = [label for n, label in enumerate(labels) if not any(_repeats(other, label) for other in labels[:n])]
    if _have_columns(once):
        return sorted(once, key=lambda label: label.cell.column if label.cell else 0)
    return sorted(once, key=lambda label: label.start)


def named_columns(block: Block, labels: Sequence[Label]) -> Named:
    """What each label names: a label that several columns have names them from left to right."""
    named: dict[str, Label] = {}
    for label in labels:
        if any(_repeats(other, label) for other in named.values()):
            continue
        codes = _may_name(block, label)
        code = next((code for code in block.column_codes if code in codes and code not in named), None)
        if code:
            named[code] = label
    return named


def own_code(label: Label) -> str:
    """The code of a column that the form does not know."""
    return f"unknown:{label.folded}"


def _repeats(label: Label, after: Label) -> bool:
    """Whether a label is another one again, in the next of its merged cells."""
    one, next_ = label.cell, after.cell
    if not one or not next_ or label.folded != after.folded:
        return False
    return one.column == next_.column and next_.row - one.row <= _HEADER_ROWS


def _may_name(block: Block, label: Label) -> set[str]:
    """The columns of a block that a label may name; a column of the agency's own has its label as its code."""
    own = own_code(label)
    if own in block.column_codes:
        return {own}
    columns = {e.code for e in label.meaning.entries if e.kind == "column" and e.block == block.code}
    return columns.intersection(block.column_codes)


def _have_columns(labels: Collection[Label]) -> bool:
    """Whether the labels stand in columns of their own of one grid."""
    cells = [label.cell for label in labels if label.cell]
    if not cells or len(cells) < len(labels) or not _are_of_one_grid(cells):
        return False
    return len({cell.column for cell in cells}) == len(cells)


def _is_broken(block: Block, code: str, label: Label) -> bool:
    """Whether a label of text without a grid is only the beginning of its column's."""
    names = (bare(column.label) for column in block.columns if column.code == code)
    return not label.cell and any(name != label.folded and name.startswith(label.folded) for name in names)


def _are_of_one_grid(cells: Collection[GridCell]) -> bool:
    """Whether rows count on over each page break: a grid of its own begins anew behind one."""
    placed = sorted((cell.page or 0, cell.row) for cell in cells)
    return all(page == later or row < below for (page, row), (later, below) in pairwise(placed))


def _by_groups(block: Block, printed: Sequence[str], there: Collection[str]) -> tuple[str, ...] | None:
    """The form's order of the columns that are there, those of each group as they are printed, line by line."""
    groups = {column.code: column.group for column in block.columns}
    order: dict[str, list[str]] = {group: [] for group in groups.values()}
    form: dict[str, list[str]] = {group: [] for group in groups.values()}
    for code in printed:
        order[groups[code]].append(code)
    for code in block.column_codes:
        if code in there:
            form[groups[code]].append(code)
    for group, codes in order.items():
        moved = codes != [code for code in form[group] if code in codes]
        if moved and (not group or len(codes) < len(form[group])):
            return None
        if moved:
            form[group] = codes
    left = {group: iter(codes) for group, codes in form.items()}
    return tuple(next(left[groups[code]]) for code in block.column_codes if code in there)
