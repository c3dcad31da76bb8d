"""Checks in words: 申请表 (一)予以公开：2+0+0+0+0+0 = 总计2"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from extract.forms.sheet import Place, Sheet
from extract.forms.values import Number

if TYPE_CHECKING:
    from extract.forms.prove import Equation

Numbers = Mapping[Place, Number | None]

_SHOWN = 12
"""A sum of more parts than these that are not 0 names only so many of them."""


class Wording:
    """What statements call a sheet's rows and columns, and the numbers that they show (None: blank)."""

    def __init__(self, sheet: Sheet, numbers: Numbers) -> None:
        self.numbers = numbers
        self.form = sheet.form.form
        self.name = sheet.form.name
        self.rows = {row.code: row.name for row in sheet.rows}
        self.short = {row.code: (row.spec.short if row.spec else "") or row.name for row in sheet.rows}
        columns = [column for block in sheet.form.blocks for column in block.columns]
        self.columns = {column.code: column.label for column in columns}
        self.groups = {column.code: column.group for column in columns}

    def statement(self, equation: Equation, left: Number, right: Number, holds: bool) -> str:
        """An equation with its numbers; where it fails, what the two sides come to."""
        if equation.rule == "row_total":
            parts = "+".join([self._shown(place) for place in equation.left])
        elif equation.rule == "column_total":
            parts_of = [place for place in equation.left if self.numbers.get(place)]
            named = [f"{self.rows[row]}{self.numbers[row, column]}" for row, column in parts_of]
            listed = " + ".join(named[:_SHOWN]) + " …" * (len(named) > _SHOWN)
            parts = f"{len(equation.left)}项之和({listed or '各项0'})"
        else:
            parts = self._named(equation, equation.left)
        sign = ("≤" if holds else ">") if equation.at_most else ("=" if holds else "≠")
        sides = "" if holds else f"(左边{left}，右边{right})"
        totals = self._named(equation, equation.right)
        return f"{self.name} {self._where(equation)}：{parts} {sign} {totals}{sides}"

    def _where(self, equation: Equation) -> str:
        if equation.where in self.rows:
            return self.rows[equation.where] or self.groups[equation.left[0][1]]
        return f"{self.columns[equation.where]}列"

    def _named(self, equation: Equation, places: tuple[Place, ...]) -> str:
        within = equation.where in self.rows
        names = [self.columns[column] if within else self.short[row] for row, column in places]
        return " + ".join([name + self._shown(place) for name, place in zip(names, places, strict=True)])

    def _shown(self, place: Place) -> str:
        number = self.numbers.get(place)
        return "空" if number is None else str(number)
