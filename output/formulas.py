"""Formulas of the panel's derived measures: + - * /, numbers, variables, and previous(variable)."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Number = float | int
Values = Mapping[str, Number | None]

_OPERATORS: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A variable in a formula; `previous` where it is that of the year before."""

    code: str
    previous: bool


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read."""

    tree: ast.expr

    def names(self) -> list[Name]:
        """The variables that it takes."""
        return list(_names(self.tree, previous=False))

    def value(self, now: Values, before: Values) -> Number | None:
        """Its value; None where a part is unknown or divided by nothing."""
        try:
            return _value(self.tree, now, before)
        except ZeroDivisionError:
            return None


def parse(source: str) -> Formula:
    """A formula from its text; raises ValueError where it is none."""
    try:
        tree = ast.parse(" ".join(source.split()), mode="eval").body
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise ValueError(f"formula {source!r}: {error}") from error
    list(_names(tree, previous=False))
    return Formula(tree)


def _names(node: ast.expr, *, previous: bool) -> Iterator[Name]:
    match node:
        case ast.BinOp(left, op, right) if type(op) in _OPERATORS:
            yield from _names(left, previous=previous)
            yield from _names(right, previous=previous)
        case ast.Call(ast.Name("previous"), [ast.Name(code)], []) if not previous:
            yield Name(code, True)
        case ast.Name(code):
            yield Name(code, previous)
        case ast.Constant(int() | float()):
            return
        case _:
            raise ValueError(f"formula: expected + - * /, numbers, variables, previous(x); found {ast.unparse(node)}")


def _value(node: ast.expr, now: Values, before: Values) -> Number | None:
    match node:
        case ast.BinOp(left, op, right):
            a, b = _value(left, now, before), _value(right, now, before)
            return None if a is None or b is None else _OPERATORS[type(op)](a, b)
        case ast.Call(_, [ast.Name(code)], _):
            return before.get(code)
        case ast.Name(code):
            return now.get(code)
        case ast.Constant(int(value) | float(value)):
            return value
    raise AssertionError(node)
