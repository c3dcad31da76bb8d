"""The form's own arithmetic: what it proves, what it contradicts, and what it forces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.forms.assign import Open, ways
from extract.forms.identities import column_sums, missing_rows
from extract.forms.layout import Sum
from extract.forms.sheet import Place, Sheet
from extract.forms.values import Number
from extract.forms.wording import Numbers, Wording
from extract.record import Check

_ROUNDING = 1e-6


class Equation(NamedTuple):
    """One sum in one row or one column: `where` is that row's or column's code.

    `complete`: none of its parts is missing from the document.
    """

    rule: str
    where: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]
    at_most: bool
    total: Place | None
    complete: bool = True


@dataclass(slots=True)
class Proof:
    """What the sums of a sheet say of its numbers.

    `inferred`: numbers that are not printed, where only one is possible; `conflicts`: printed
    totals that their parts contradict; `confirmed`: cells of a sum that holds exactly;
    `unchecked`: sums that a blank leaves undecided.
    """

    inferred: dict[Place, Number] = field(default_factory=dict)
    conflicts: set[Place] = field(default_factory=set)
    confirmed: set[Place] = field(default_factory=set)
    checks: list[Check] = field(default_factory=list)
    unchecked: int = 0
    ways: int | None = 1


def prove(sheet: Sheet, printed: Numbers, marked: set[Place]) -> Proof:
    """Check every sum of a sheet, and infer what is blank where only one number is possible.

    `printed` has None for a cell without a number; in sums the cells `marked` count as 0.
    """
    proof = Proof()
    equations = list(_equations(sheet))
    numbers = {**printed, **dict.fromkeys(marked, 0)}
    signed = {column.code for block in sheet.form.blocks for column in block.columns if column.signed}
    known: Numbers = numbers
    if None in numbers.values():
        complete = [equation for equation in equations if equation.complete]
        known = _inferred(complete, numbers, signed)
        left_open = ways(list(_left_open(complete, known, signed)))
        known, proof.ways = {**known, **left_open.forced}, left_open.count
    wording = Wording(sheet, {place: known[place] or number for place, number in numbers.items()})
    for equation in equations:
        _check(equation, numbers, known, proof, wording)
    for place, number in known.items():
        if number is not None and numbers[place] is None and _tells(place, number, equations, numbers):
            proof.inferred[place] = number
    return proof


def _equations(sheet: Sheet) -> Iterator[Equation]:
    for row in sheet.rows:
        for s in row.block.row_sums:
            left, right = [(row.code, code) for code in s.left], [(row.code, code) for code in s.right]
            yield _equation(s, left, right, row.code)
    sums = column_sums(sheet)
    lacking = (
        {row.part_of for block in sheet.form.blocks for row in missing_rows(sheet, block)} if sums else set()
    )
    for column in (
        dict.fromkeys(code for row in sheet.rows for code in row.block.summed_columns) if sums else ()
    ):
        for s in sums:
            left, right = [(code, column) for code in s.left], [(code, column) for code in s.right]
            yield _equation(s, left, right, column)._replace(
                complete=s.total is None or s.total not in lacking
            )


def _equation(s: Sum, left: Sequence[Place], right: Sequence[Place], where: str) -> Equation:
    return Equation(
        s.rule, where, tuple(left), tuple(right), s.relation == "at_most", right[0] if s.total else None
    )


def _inferred(equations: Sequence[Equation], numbers: Numbers, signed: set[str]) -> Numbers:
    """The numbers with the blanks filled that the equations force; counts are no less than nothing.

    A blank of which two equations say different things is left as it is.
    """
    known, refused = dict(numbers), set[Place]()
    while True:
        proposed: dict[Place, set[Number]] = {}
        for equation in equations:
            for place, number in _forced(equation, known):
                if place in known and place not in refused:
                    proposed.setdefault(place, set()).add(number)
        if not proposed:
            return known
        for place, found in proposed.items():
            if len(found) == 1 and (min(found) >= 0 or place[1] in signed):
                known[place] = found.pop()
            else:
                refused.add(place)


def _forced(equation: Equation, known: Numbers) -> Iterator[tuple[Place, Number]]:
    """What one equation says of its blanks: the only one, or all of them where nothing is left over."""
    if equation.at_most:
        return
    blanks = [(place, 1) for place in equation.left if known.get(place) is None]
    blanks += [(place, -1) for place in equation.right if known.get(place) is None]
    if not blanks:
        return
    left, right = _sides(equation, known)
    if len(blanks) == 1:
        yield blanks[0][0], (right - left) * blanks[0][1]
    elif left == right and len({sign for _, sign in blanks}) == 1:
        for place, _ in blanks:
            yield place, 0


def _left_open(equations: Sequence[Equation], known: Numbers, signed: set[str]) -> Iterator[Open[Place]]:
    """The sums of counts whose blanks no single one of them decides."""
    for equation in equations:
        sides = [(place, 1) for place in equation.left] + [(place, -1) for place in equation.right]
        signs = {place: sign for place, sign in sides if known.get(place) is None}
        left, right = _sides(equation, known)
        counts = isinstance(left, int) and isinstance(right, int) and not signed & {code for _, code in signs}
        if signs and counts and not equation.at_most and signs.keys() <= known.keys():
            yield Open(signs, int(right - left))


def _sides(equation: Equation, known: Numbers) -> tuple[Number, Number]:
    left = sum([known.get(place) or 0 for place in equation.left])
    right = sum([known.get(place) or 0 for place in equation.right])
    return (
        (left, right)
        if isinstance(left, int) and isinstance(right, int)
        else (round(left, 4), round(right, 4))
    )


def _tells(place: Place, number: Number, equations: Sequence[Equation], printed: Numbers) -> bool:
    """Whether an inferred number says more than the blank does: an addend that must be 0 stays blank."""
    if number != 0:
        return True
    totals = [equation for equation in equations if equation.total == place]
    return any(all(printed.get(part) is not None for part in equation.left) for equation in totals)


def _says(equation: Equation, numbers: Numbers) -> bool:
    """Whether any of an equation's cells is printed."""
    return any(numbers.get(place) is not None for place in equation.left + equation.right)


def _check(equation: Equation, printed: Numbers, known: Numbers, proof: Proof, wording: Wording) -> None:
    """Decide one equation: it holds, it fails, or its blanks leave it open."""
    left, right = _sides(equation, known)
    over = left - right > _ROUNDING
    total_is_known = all(known.get(place) is not None for place in equation.right)
    decided = total_is_known and (over or all(known.get(place) is not None for place in equation.left))
    if not decided:
        proof.unchecked += _says(equation, printed)
        return
    if (equation.total and printed.get(equation.total) is None) or not _says(equation, printed):
        return
    holds = not over if equation.at_most else abs(left - right) <= _ROUNDING
    refs = tuple([f"{row}/{column}" for row, column in equation.left + equation.right])
    statement = wording.statement(equation, left, right, holds)
    proof.checks.append(Check(f"{wording.form}.{equation.rule}", statement, left, right, holds, refs))
    if holds and not equation.at_most:
        proof.confirmed.update(equation.left + equation.right)
    if not holds and equation.total:
        proof.conflicts.add(equation.total)
