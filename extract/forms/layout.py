"""The standard forms as data: what each edition prints, and what must hold in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

FOLDER = Path(__file__).parent


class FormError(ValueError):
    """A form's file that does not say what it should; the message names file and key."""


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Column(_Data):
    """A column: code, printed label, the label above it, and the total that it is part of.

    `own`: an agency's own, which the form does not know.
    """

    code: str
    label: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    signed: bool = False
    own: bool = False
    measure: Literal["count", "money"] = "count"


class Row(_Data):
    """A row: code, printed label, the label that it stands under, and its total.

    `optional` rows are no loss where they are not printed; `within` names a row that this one
    cannot exceed (其中); `unit` is the unit that the form prints for the row; `short` is its name
    in statements.
    """

    code: str
    label: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    within: str | None = None
    unit: str | None = None
    measure: Literal["count", "money"] = "count"
    optional: bool = False
    short: str = ""


class Identity(_Data):
    """`sum(left) = sum(right)` (or at most), in every row or in every column."""

    rule: str
    over: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["equal", "at_most"] = "equal"


@dataclass(frozen=True, slots=True)
class Sum:
    """`sum(left) = sum(right)` (or at most) over the codes of one row or of one column.

    `total` is the code of the printed total where the left side is all that it is made of.
    """

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: Literal["equal", "at_most"] = "equal"
    total: str | None = None


class Block(_Data):
    """One printed table of a form: its heading, its columns and its rows.

    `own_rows` is the label under which agencies print rows of their own.
    """

    code: str
    heading: str = ""
    columns: tuple[Column, ...]
    column_groups: tuple[str, ...] = ()
    rows: tuple[Row, ...]
    own_rows: str = ""
    identities: tuple[Identity, ...] = ()

    @cached_property
    def column_codes(self) -> tuple[str, ...]:
        """The columns' codes in printed order."""
        return tuple(column.code for column in self.columns)

    @cached_property
    def summed_columns(self) -> tuple[str, ...]:
        """The columns whose numbers add up from row to row: of an agency's own (a share?) those that are part of a total."""
        return tuple(column.code for column in self.columns if column.part_of or not column.own)

    @cached_property
    def is_grouped(self) -> bool:
        """Whether labels above the columns' own group them."""
        return any(column.group for column in self.columns)

    @cached_property
    def rows_by_code(self) -> Mapping[str, Row]:
        """The rows by their codes."""
        return {row.code: row for row in self.rows}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The printed position of each row."""
        return {row.code: n for n, row in enumerate(self.rows)}

    @cached_property
    def row_sums(self) -> tuple[Sum, ...]:
        """What holds among the columns of each row."""
        totals = dict.fromkeys(column.part_of for column in self.columns if column.part_of)
        parts = {total: tuple(c.code for c in self.columns if c.part_of == total) for total in totals}
        sums = [Sum("row_total", codes, (total,), total=total) for total, codes in parts.items()]
        sums += [Sum(i.rule, i.left, i.right, i.relation) for i in self.identities if i.over == "rows"]
        return tuple(sums)

    def with_columns(self, columns: tuple[Column, ...]) -> Block:
        """The block with other columns."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Block(**{**fields, "columns": columns})

    @model_validator(mode="after")
    def _codes_are_known(self) -> Block:
        rows, columns = {r.code for r in self.rows}, {c.code for c in self.columns}
        if len(rows) < len(self.rows) or len(columns) < len(self.columns):
            raise ValueError(f"block {self.code}: a code is used twice")
        named = [(r.code, x, rows) for r in self.rows for x in (r.part_of, r.within) if x]
        named += [(c.code, c.part_of, columns) for c in self.columns if c.part_of]
        for identity in self.identities:
            known = columns if identity.over == "rows" else rows
            named += [(identity.rule, x, known) for x in identity.left + identity.right]
        for key, code, known in named:
            if code not in known:
                raise ValueError(f"block {self.code}, {key}: no row or column has the code {code!r}")
        return self


class Form(_Data):
    """A standard form in one edition; `name` is what statements call it.

    A document without any of the `signs`, spaces left out, does not hold the form.
    """

    form: str
    edition: int
    title: str
    name: str
    signs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    blocks: tuple[Block, ...]


@lru_cache(maxsize=1)
def load_forms() -> tuple[Form, ...]:
    """All the forms beside this file.  Raises FormError naming the file and the key."""
    return tuple(load_form(path) for path in sorted(FOLDER.glob("*-[0-9]*.yaml")))


def load_form(path: Path) -> Form:
    """The form of one file, with what it extends filled in."""
    try:
        return Form.model_validate(_resolved(path))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise FormError(f"{path}: {key}: {first['msg']}; correct the file") from error


def _resolved(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    if "extends" not in data:
        return data
    base = _resolved(path.with_name(data.pop("extends") + ".yaml"))
    changes = {block["code"]: block["rows_instead"] for block in data.pop("blocks", ())}
    for block in base["blocks"]:
        instead: dict[str, list[dict[str, Any]]] = changes.get(block["code"], {})
        new = {row["code"] for rows in instead.values() for row in rows}
        kept = [instead.get(row["code"], [row]) for row in block["rows"] if row["code"] not in new]
        block["rows"] = [row for rows in kept for row in rows]
    return {**base, **data}
