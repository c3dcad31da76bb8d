"""Labels and values become rows of a form: each value belongs to the label before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from extract.forms.layout import Block, Form
from extract.forms.recognise import Label
from extract.forms.segments import Token
from extract.forms.sheet import BoundRow, Sheet
from extract.forms.tokens import Value
from extract.forms.unread import with_unread
from extract.forms.values import read_unit, unit_within
from extract.forms.vocabulary import NOTHING, Entry, Kind, bare, vocabulary

_ROW_NUMBER = "序号"
"""The header of a column that numbers the rows."""

_OWN_ROWS = 40
"""More rows that the form does not know are not read: the text is no form."""

_HEADER = 5
"""Column labels that make a header by themselves."""


def bind(form: Form, tokens: Sequence[Token], above: Sequence[Label] = ()) -> list[Sheet]:
    """The sheets that a segment prints: a row printed again begins another one.

    `above` is the header that the segment before it ends with: of rows that have none of their own.
    """
    binder = _Binder(form)
    first = next((token for token in tokens if isinstance(token, Label) and token.meaning.entries), None)
    if first and first.meaning.kinds == {"row"}:
        binder.header = binder.above = list(above)
    tokens = with_unread(_without_row_numbers(tokens))
    rows = [n for n, token in enumerate(tokens) if isinstance(token, Label) and "row" in token.meaning.kinds]
    for n, (token, valued) in enumerate(zip(tokens, _valued(tokens), strict=True)):
        binder.more_rows = bool(rows) and n < rows[-1]
        if isinstance(token, Value):
            binder.value(token)
        else:
            binder.label(token, valued)
    binder.finish()
    return [_without_heads(sheet) for sheet in binder.sheets]


def _without_row_numbers(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the numbers before the labels, where the header has a column for them (序号)."""
    if not any(isinstance(token, Label) and token.folded == _ROW_NUMBER for token in tokens):
        return tokens
    kept: list[Token] = []
    expected = 1
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if isinstance(token, Value) and isinstance(after, Label) and token.number == expected:
            expected += 1
        else:
            kept.append(token)
    return kept


def _valued(tokens: Sequence[Token]) -> list[int]:
    """For each token how many values come right after it, units left aside."""
    found, following = [], 0
    for token in reversed(tokens):
        found.append(following)
        following = following + 1 if isinstance(token, Value) else following * bool(read_unit(token.folded))
    return found[::-1]


def _without_heads(sheet: Sheet) -> Sheet:
    """A row without values is none where other rows stand for it: its label only heads them."""
    rows = sheet.rows
    heads = [
        row for row in rows if row.spec and not row.printed and any(r.stands_for(row.spec) for r in rows)
    ]
    sheet.rows = [row for row in rows if row not in heads]
    return sheet


class _Binder:
    """Reads a segment from its first token to its last.

    `row` takes the values that come, `blanks` are the blank cells since it; `header` holds the
    labels of columns since the last row, `above` those of the segment before; `order` is the place of that row among the form's;
    `more_rows`: some of the form's own are still to come.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.blocks: Mapping[str, Block] = {block.code: block for block in form.blocks}
        self.sheets: list[Sheet] = []
        self.header: list[Label] = []
        self.above: list[Label] = []
        self.heading: Label | None = None
        self.group: Label | None = None
        self.own_rows = 0
        self.more_rows = True
        self._new_sheet()

    def _new_sheet(self) -> None:
        self.sheet = Sheet(self.form)
        self.sheets.append(self.sheet)
        self.bound: dict[str, BoundRow] = {}
        self.block: Block | None = None
        self.row: BoundRow | None = None
        self.blanks: list[Value] = []
        self.order = -1

    def finish(self) -> None:
        """A header over nothing is a row without a label that is blank."""
        if self.row is None and sum("column" in label.meaning.kinds for label in self.header) >= _HEADER:
            self._row_without_label("blank", -1)
        self.sheet.left = self.header

    def value(self, value: Value) -> None:
        """Give a value to the row that it follows; number and column are settled later."""
        if self.row is None and value.kind != "blank":
            self._row_without_label(value.kind, value.line)
        if self.row is None or self._beside(self.row, value):
            (self.sheet.strays if value.kind == "number" else self.blanks).append(value)
            if self.row and value.kind == "number":
                self.row.moved = True
            return
        self.row.values.append(value)
        self.sheet.reach(value.start, value.end)

    def _beside(self, row: BoundRow, value: Value) -> bool:
        """Whether a grid's value stands in another row than the label, whose own values are complete."""
        if not value.cell or not value.cell.column or not row.label or not row.label.cell:
            return False
        return value.line != row.label.line and row.printed and row.values[-1].line != value.line

    def _row_without_label(self, kind: str, line: int) -> None:
        """Values right under column labels, or right after a group's label, are a row of their own."""
        bare_block = next((b for b in self.form.blocks if not b.rows[0].label), None)
        if self.header and bare_block:
            if bare_block.rows[0].code in self.bound:
                self._next_sheet()
            self.block = bare_block
            row = BoundRow(bare_block, bare_block.rows[0], bare_block.rows[0].code, None)
            row.values = [blank for blank in self.blanks if blank.line == line]
            self._start(row)
        elif self.group and self.block and kind == "number":
            self._start(BoundRow(self.block, None, f"group:{self.group.folded}", self.group))

    def _next_sheet(self) -> None:
        header, heading = self.header, self.heading
        self._new_sheet()
        self.header, self.heading = header, heading

    def label(self, label: Label, valued: int) -> None:
        """Take a label for what it names; `valued` values follow right after it."""
        entries = self._of_form(label.meaning.entries)
        if not label.exact:
            if self.row and (self._completes(self.row, label) or self._repeats(self.row, label)):
                return
            entries = self._settled(entries, self._of_form(label.near), label)
        kinds = {entry.kind for entry in entries}
        if self._in_header(label, kinds):
            self._take_column(label)
        elif "row" in kinds:
            self._take_row([entry for entry in entries if entry.kind == "row"], label, valued)
        elif "heading" in kinds:
            self.heading, self.header, self.row = label, [], None
            self.block = self.blocks[entries[0].block]
        elif "group" in kinds:
            self._take_group(label)
        elif "note" in kinds:
            self.row = None
            self.header.append(label)
        else:
            self._take_unknown(label, valued)

    def _of_form(self, entries: Sequence[Entry]) -> list[Entry]:
        return [e for e in entries if e.form == self.form.form and e.edition == self.form.edition]

    def _settled(self, entries: list[Entry], near: list[Entry], label: Label) -> list[Entry]:
        """What a misprint means where its place leaves one reading, else nothing.

        A row must be unread yet and come later in the form.  Of several labels almost as like, the
        printed number decides; without one the best is meant if it is the row next in order.
        """
        if any(e.kind == "row" for e in entries):
            entries = [e for e in entries if e.kind != "group"]
        fitting, also = self._unread(entries), self._unread(near)
        numbered = [e for e in fitting + also if label.ordinal and e.ordinal == label.ordinal]
        if len({(e.kind, e.code) for e in numbered}) == 1:
            return numbered
        if len({(e.kind, e.code) for e in fitting}) != 1:
            return []
        return fitting if not also or fitting[0].order == self.order + 1 else []

    def _unread(self, entries: list[Entry]) -> list[Entry]:
        return [e for e in entries if e.kind != "row" or (e.code not in self.bound and e.order > self.order)]

    def _in_header(self, label: Label, kinds: AbstractSet[Kind]) -> bool:
        if "row" not in kinds:
            return "column" in kinds and not (label.ordinal and self.bound)
        return "column" in kinds and not label.ordinal and bool(self.header)

    def _take_column(self, label: Label) -> None:
        self.row = self.group = None
        self.header.append(label)

    def _take_group(self, label: Label) -> None:
        self.row, self.group = None, label
        if self.header or not self.bound:
            self.header.append(label)
        else:
            self.sheet.reach(label.start, label.end)

    def _take_row(self, entries: list[Entry], label: Label, valued: int) -> None:
        here = [e for e in entries if self.block is None or e.block == self.block.code] or entries
        later = [e for e in here if e.order > self.order and e.code not in self.bound]
        entry = min(later or here, key=lambda e: e.order)
        before = self.bound.get(entry.code)
        renumbered = bool(before and label.ordinal and entry.ordinal and label.ordinal != entry.ordinal)
        if renumbered or (not label.exact and (before or not later)):
            self._take_unknown(label, valued)
        elif before and not before.printed:
            before.label, self.row = label, before
        elif before and not valued:
            self.row = None
        else:
            if before:
                self._next_sheet()
            self.block = self.blocks[entry.block]
            self.order = entry.order
            spec = self.block.rows_by_code[entry.code]
            unit = unit_within(label.folded) if spec.measure == "money" else None
            self._start(BoundRow(self.block, spec, spec.code, label, spec.part_of, spec.group, unit))

    def _take_unknown(self, label: Label, valued: int) -> None:
        """A unit, the rest of a label, a row of the agency's own, or nothing of the form's."""
        unit = read_unit(label.folded)
        if unit:
            if self.row:
                self.row.unit = unit
            elif self.header:
                self.header.append(label)
        elif self.row and self._continues(self.row, label):
            self.sheet.reach(label.start, label.end)
        elif self.block and self.bound and self._is_row(label, valued):
            self._own_row(self.block, label)
        elif self.header and self.row is None and not valued:
            self.header.append(label)
        elif self.bound and any(character.isdigit() for character in label.folded):
            self.sheet.strays.append(label)

    def _completes(self, row: BoundRow, label: Label) -> bool:
        """Whether a text is the second half of a label cut by a page break; the row becomes that label's."""
        if not row.label or row.label.exact:
            return False
        whole = vocabulary().exact.get(row.label.folded + label.folded, NOTHING)
        rows = [e for e in self._of_form(whole.entries) if e.kind == "row" and e.block == row.block.code]
        entry = next((e for e in rows if e.order > self.order), rows[0] if rows else None)
        if not entry or self.bound.get(entry.code, row) is not row:
            return False
        del self.bound[row.code]
        row.spec = row.block.rows_by_code[entry.code]
        row.code, row.part_of, row.group = row.spec.code, row.spec.part_of, row.spec.group
        row.label = row.label._replace(folded=entry.label, exact=True)
        self.bound[row.code] = row
        self.order = entry.order
        self.sheet.reach(label.start, label.end)
        return True

    def _continues(self, row: BoundRow, label: Label) -> bool:
        """Whether a text is the rest of a row's label, or the label again in the next of its merged cells."""
        if not row.label:
            return False
        if label.start < row.label.end or self._repeats(row, label):
            return True
        rest = row.spec and len(label.folded) > 1 and bare(row.spec.label).endswith(label.folded)
        if rest and not label.ordinal:
            return True
        return (
            not row.values
            and not label.ordinal
            and any(entry.code == row.code for entry in label.meaning.entries)
        )

    def _repeats(self, row: BoundRow, label: Label) -> bool:
        """Whether a text is a row's label again, in the next of its merged cells."""
        return row.label is not None and (row.label.folded, row.label.line) == (label.folded, label.line)

    def _is_row(self, label: Label, valued: int) -> bool:
        """Whether an unknown text is a row: it has values, or a number among the form's own rows."""
        if not valued:
            return bool(label.ordinal) and self.more_rows
        return not self._interrupts(label, valued)

    def _interrupts(self, label: Label, valued: int) -> bool:
        """Whether a text stands amid a row's values, as a running head: with those after it the row is complete."""
        if not self.row or not self.row.values or label.ordinal or label.cell:
            return False
        if len(self.row.values) + valued != len(self.row.block.columns):
            return False
        self.sheet.strays.append(label)
        return True

    def _own_row(self, block: Block, label: Label) -> None:
        above = self.sheet.rows[-1]
        heads = (above.group, above.spec.label if above.spec else "")
        prefix, group = ("other", block.own_rows) if block.own_rows in heads else ("unknown", above.group)
        row = BoundRow(block, None, f"{prefix}:{label.folded}", label, above.part_of, group)
        self.own_rows += 1
        if row.code not in self.bound and self.own_rows <= _OWN_ROWS:
            self._start(row)
        else:
            self.row = None
            self.sheet.strays.append(label)

    def _start(self, row: BoundRow) -> None:
        self._settle_header(row.block)
        self.row, self.group, self.blanks = row, None, []
        self.bound[row.code] = row
        self.sheet.rows.append(row)
        if row.label:
            self.sheet.reach(row.label.start, row.label.end)

    def _settle_header(self, block: Block) -> None:
        """The labels above a row are those of its block's columns."""
        for label in [self.heading, *self.header]:
            if label and label not in self.above:
                self.sheet.reach(label.start, label.end)
        if self.heading:
            self.sheet.headings.setdefault(block.code, self.heading)
        if self.header:
            self.sheet.headers.setdefault(block.code, self.header)
        printed = self.sheet.columns.setdefault(block.code, [])
        for label in self.header:
            columns = [e for e in label.meaning.entries if e.kind == "column" and e.block == block.code]
            entry = next((e for e in columns if e.code in block.column_codes), None)
            if entry and entry.code not in dict(printed):
                printed.append((entry.code, label))
            unit = unit_within(label.folded) if entry else read_unit(label.folded)
            if unit and printed:
                self.sheet.units[block.code, printed[-1][0]] = unit
        self.heading, self.header = None, []
