"""A form as one document prints it: rows with their values, before and after these have their columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.forms.layout import Block, Form, Row
from extract.forms.recognise import Label
from extract.forms.tokens import Value

Place = tuple[str, str]
"""Row code and column code."""


@dataclass(slots=True, eq=False)
class BoundRow:
    """A printed row: what it is, its label, and the values printed after it.

    `spec` is None for a row that the form does not know.  `placed` holds the value of each column
    (None: nothing printed) once that is settled; `inferred` are the columns that only the
    arithmetic chose, `open` those that it could not choose for; `absent` are those that the table
    does not print.  `moved`: the values stood before the label.
    """

    block: Block
    spec: Row | None
    code: str
    label: Label | None
    part_of: str | None = None
    group: str = ""
    unit: str | None = None
    values: list[Value] = field(default_factory=list)
    placed: dict[str, Value | None] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    absent: frozenset[str] = frozenset()
    moved: bool = False

    @property
    def name(self) -> str:
        """The row's label as the form prints it, or as the document does where the form does not."""
        return self.spec.label if self.spec else self.code.partition(":")[2]

    def stands_for(self, other: Row) -> bool:
        """Whether this row is one of those that another may be printed as ((六)其他处理 1. 2. 3.)."""
        return bool(other.label) and self.group == other.label and self.part_of != other.code

    @property
    def printed(self) -> bool:
        """Whether any value is printed in the row."""
        return any(value.kind != "blank" for value in self.values)


@dataclass(slots=True, eq=False)
class Sheet:
    """The rows of one printing of a form, its column labels by block, and what fits nowhere.

    `headers` are all the labels above a block's first row, known or not; `units` are those that the
    columns' labels name, by block and column; `ranges` are the parts of the clean text that it
    occupies; `repeats` says what a second printing gives differently; `left` is a header over no
    row, at its end; `others` counts the tables of the form before this one, which have other figures;
    `side` is its place among `sides` that stand side by side.
    """

    form: Form
    decided: bool = True
    rows: list[BoundRow] = field(default_factory=list)
    headings: dict[str, Label] = field(default_factory=dict)
    columns: dict[str, list[tuple[str, Label]]] = field(default_factory=dict)
    headers: dict[str, list[Label]] = field(default_factory=dict)
    units: dict[Place, str] = field(default_factory=dict)
    strays: list[Value | Label] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    repeats: list[tuple[Value, str]] = field(default_factory=list)
    left: list[Label] = field(default_factory=list)
    others: int = 0
    side: int = 0
    sides: int = 1

    def reach(self, start: int, end: int) -> None:
        """Widen the sheet's range over something printed after what is in it already."""
        first, last = self.ranges.pop() if self.ranges else (start, end)
        self.ranges.append((min(first, start), max(last, end)))
