"""The order in which a header prints a block's columns, where columns stand in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.forms.layout import Block
from extract.forms.recognise import Label

Named = Mapping[str, Label]
"""Column codes and the printed labels that name them, in the order of the print."""


def column_order(block: Block, labels: Sequence[Label]) -> tuple[str, ...] | None:
    """The codes of all columns from left to right; None where the header has them in an order that it leaves open.

    Labels that are not printed, or not recognised, are taken to stand where the form has them.
    """
    named = _named(block, labels)
    form = block.column_codes
    if _are_in_one_grid(named):
        printed = sorted(named, key=lambda code: label.cell.column if (label := named[code]).cell else 0)
        if len(printed) == len(form):
            return tuple(printed)
        return form if printed == [code for code in form if code in named] else None
    return _by_groups(block, tuple(named))


def _named(block: Block, labels: Sequence[Label]) -> Named:
    """What each label names: a label that several columns have names them from left to right."""
    named: dict[str, Label] = {}
    for label in labels:
        if label.cell and any(other.cell and other.cell.column == label.cell.column for other in named.values()):
            continue  # the label again, in the next of its merged cells
        codes = {e.code for e in label.meaning.entries if e.kind == "column" and e.block == block.code}
        code = next((code for code in block.column_codes if code in codes and code not in named), None)
        if code:
            named[code] = label
    return named


def _are_in_one_grid(named: Named) -> bool:
    """Whether the labels' column numbers are of one grid: what a page break parts has numbers of its own."""
    cells = [label.cell for label in named.values()]
    return bool(cells) and all(cells) and len({cell.page for cell in cells if cell}) == 1


def _by_groups(block: Block, printed: Sequence[str]) -> tuple[str, ...] | None:
    """The form's order with the columns of each group as they are printed, line by line."""
    groups = {column.code: column.group for column in block.columns}
    order: dict[str, list[str]] = {group: [] for group in groups.values()}
    form: dict[str, list[str]] = {group: [] for group in groups.values()}
    for code in printed:
        order[groups[code]].append(code)
    for code in block.column_codes:
        form[groups[code]].append(code)
    for group, codes in order.items():
        moved = codes != [code for code in form[group] if code in codes]
        if moved and (not group or len(codes) < len(form[group])):
            return None
        if moved:
            form[group] = codes
    left = {group: iter(codes) for group, codes in form.items()}
    return tuple(next(left[groups[code]]) for code in block.column_codes)
