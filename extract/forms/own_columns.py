"""Columns that an agency adds to a form, or prints for a whole group: each counts towards its neighbour's total."""

from __future__ import annotations

from collections.abc import Sequence

from extract.forms.columns import columns_of, is_width, share_held
from extract.forms.layout import Block, Column
from extract.forms.order import Named, left_to_right, named_columns, own_code
from extract.forms.recognise import Label
from extract.forms.sheet import Sheet
from extract.forms.values import read_unit
from extract.forms.vocabulary import bare

_OWN_COLUMNS = 8
"""A table with more that the form does not know is another table."""


def add_own_columns(sheet: Sheet) -> None:
    """Give a sheet's form the columns that its headers print beside the form's, where the rows have values for them."""
    blocks = {block.code: _extended(sheet, block) for block in sheet.form.blocks}
    sheet.form = sheet.form.model_copy(update={"blocks": tuple(blocks.values())})
    for row in sheet.rows:
        row.block = blocks[row.block.code]


def _extended(sheet: Sheet, block: Block) -> Block:
    labels = sheet.headers.get(block.code, ())
    named = named_columns(block, labels)
    own = own_labels(sheet, block)
    rows = [row for row in sheet.rows if row.block is block and row.printed]
    if not 0 < len(own) <= _OWN_COLUMNS or not is_width(len(named) + len(own), rows):
        return block
    extended = block.with_columns(_beside(block.columns, left_to_right([*named.values(), *own]), named))
    columns = columns_of(sheet, extended) or ()
    fits = len(columns) == len(named) + len(own) and share_held(extended, columns, rows) * 2 >= 1
    return extended if fits else block


def own_labels(sheet: Sheet, block: Block) -> list[Label]:
    """The labels after the first column's that name nothing in the form, or a group over none of its columns.

    Where the form's own columns are not all named, one of them may be misprinted: there is none.
    """
    labels = sheet.headers.get(block.code, ())
    named = named_columns(block, labels)
    lacking = [column for column in block.columns if column.code not in named]
    whole = {column.group for column in lacking} - {column.group for column in block.columns if column.code in named}
    if not named or any(column.group not in whole for column in lacking):
        return []
    groups = {bare(group) for group in whole}
    firsts = list(named.values())
    unknown = [label for label in labels if not label.meaning.entries or label.folded in groups]
    ordered = left_to_right([label for label in labels if label in firsts or label in unknown])
    after = ordered[ordered.index(firsts[0]) :]
    own = {label.folded: label for label in reversed(after) if label not in firsts and not read_unit(label.folded)}
    return [label for label in after if own.get(label.folded) is label]


def _beside(columns: Sequence[Column], labels: Sequence[Label], named: Named) -> tuple[Column, ...]:
    """The columns with one for each label that names none, right of the one that the label before names."""
    codes = {id(label): code for code, label in named.items()}
    extended, before = list(columns), columns[0]
    for label in labels:
        code = codes.get(id(label), own_code(label))
        at = next((n for n, column in enumerate(extended) if column.code == code), -1)
        if at < 0:
            at = extended.index(before) + 1
            own = Column(code=code, label=label.folded, group=before.group, part_of=before.part_of, own=True)
            extended.insert(at, own)
        before = extended[at]
    return tuple(extended)
