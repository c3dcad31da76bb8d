"""Text against table: a number of the narrative beside the cell of a standard form that says the same.

The metric dictionary names the cell.  Only what is the table's own number by its words is held against
it: of the report's year, of the table's scope, and not only some of what the cell counts.  The table's
scope is the issuer's own, unless the table repeats what the text says of a wider one (全市, 全区).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.model import Problem, Span
from extract.narrative.findings import Finding
from extract.narrative.lexicon import words
from extract.narrative.metrics import Metric, metrics
from extract.record import Check, Statistic, Table
from extract.rules import Rules, either, load_rules
from normalize.rounding import slack

RULE = "narrative.table"

ABOUT = 0.1
"""How far 约 or 近 may be from the exact number, as a share of it."""

Place = tuple[str, str, str]
"""Form, row and column of a cell."""

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_SENTENCES, _CLAUSES = re.compile("[。；;\n]"), re.compile("[,，、:：]")
_BEHIND = 8
_OWN_AREA = re.compile("(?:全?关区?|全?系统|全?署)?$")


class _Rules(Rules):
    harmless: list[str]
    elsewhen: list[str]
    elsewhere: list[str]
    apart: list[str]
    behind: list[str]
    people: list[str]


@dataclass(frozen=True, slots=True)
class _Words:
    harmless: re.Pattern[str]
    elsewhere: re.Pattern[str]
    apart: re.Pattern[str]
    behind: re.Pattern[str]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A statistic and the value of the cell that should say the same."""

    statistic: Statistic
    scope: str | None
    place: Place
    value: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class Narrated:
    """A clean text, its findings, and the statistics that they became, one each."""

    text: str
    findings: Sequence[Finding]
    statistics: Sequence[Statistic]


def table_checks(
    narrated: Narrated, tables: Sequence[Table], year: int | None, issuer_names: frozenset[str]
) -> tuple[Check, ...]:
    """A check for each number of the narrative that a cell repeats, or contradicts."""
    cells = _cells(tables)
    if year is None or not cells:
        return ()
    metric_of = {statistic.id: statistic.metric for statistic in narrated.statistics}
    pairs = [
        pair
        for finding, statistic in zip(narrated.findings, narrated.statistics, strict=True)
        if statistic.metric in _by_code() and statistic.metric != metric_of.get(statistic.part_of or "")
        if statistic.period in (None, str(year)) and _is_of_year(narrated.text, finding, year)
        for pair in _paired(narrated.text, finding, statistic, cells, issuer_names)
    ]
    scope = _scope_of(pairs)
    return tuple(_check(pair) for pair in _telling([pair for pair in pairs if pair.scope == scope]))


@cache
def _words() -> _Words:
    rules = load_rules(_Rules, Path(__file__).with_suffix(".yaml"))
    return _Words(
        re.compile(either(rules.harmless)),
        re.compile(either([*rules.elsewhen, *rules.elsewhere])),
        re.compile(either(rules.apart)),
        re.compile(either(rules.behind)),
        frozenset(rules.people),
    )


@cache
def _by_code() -> dict[str, Metric]:
    return {metric.code: metric for metric in metrics() if metric.cells}


def _cells(tables: Sequence[Table]) -> dict[Place, set[float]]:
    """What the standard forms print, by place: a set, for a form may be printed twice."""
    found: dict[Place, set[float]] = {}
    for table in tables:
        for cell in table.cells if table.form != "other" else ():
            if cell.value is not None:
                found.setdefault((table.form, cell.row, cell.column), set()).add(cell.value)
    return found


def _paired(
    text: str,
    finding: Finding,
    statistic: Statistic,
    cells: dict[Place, set[float]],
    issuer_names: frozenset[str],
) -> Iterator[_Pair]:
    """The statistic beside its cell, where there is one cell and the words make it the cell's number."""
    metric = _by_code()[statistic.metric or ""]
    place = next((place for place in metric.cells if place in cells), None)
    if place is None or not _is_the_cells(text, finding, statistic, metric):
        return
    printed = text[finding.number.start : finding.number.end]
    agreeing = [value for value in cells[place] if _agrees(statistic, printed, value)]
    if agreeing or len(cells[place]) == 1:
        value = next(iter(agreeing or cells[place]))
        yield _Pair(statistic, _scope(statistic.scope, issuer_names), place, value, bool(agreeing))


def _is_the_cells(text: str, finding: Finding, statistic: Statistic, metric: Metric) -> bool:
    """Whether label, measure word and the words around it leave it all that the cell counts."""
    known, number = _words(), finding.number
    if metric.says is not None and not metric.says.search(finding.label):
        return False
    if statistic.unit in known.people and metric.unit not in known.people:
        return False
    before = _SENTENCES.split(text[finding.sentence[0] : number.start])[-1].replace(statistic.scope or "\n", "")
    before = known.harmless.sub("", before)
    return not (
        known.elsewhere.search(before)
        or known.apart.search(_CLAUSES.split(before)[-1])
        or known.behind.match(text[number.tail : number.tail + _BEHIND])
    )


def _is_of_year(text: str, finding: Finding, year: int) -> bool:
    """Whether the last year that its paragraph names before it, if any, is the report's."""
    paragraph = text[text.rfind("\n", 0, finding.number.start) + 1 : finding.number.start]
    years = _YEAR.findall(paragraph)
    return not years or int(years[-1]) == year


def _scope(scope: str | None, issuer_names: frozenset[str]) -> str | None:
    """None for the issuer itself: 甲海关关区 is 甲海关."""
    own = scope is not None and _OWN_AREA.sub("", scope) in issuer_names
    return None if own else scope


def _agrees(statistic: Statistic, printed: str, value: float) -> bool:
    """Whether the cell's value is one that the printed number allows, with its bound and its rounding."""
    told = statistic.value
    if statistic.bound == "over":
        return value >= told
    if statistic.bound == "under":
        return value <= told
    if statistic.bound in ("nearly", "about"):
        return abs(value - told) <= ABOUT * abs(told)
    rounded = statistic.unit == "元" or any(scale in printed for scale in "万亿")
    return abs(value - told) <= (slack(told, printed) if rounded else 0.0) + 1e-6


def _scope_of(pairs: Sequence[_Pair]) -> str | None:
    """The scope whose numbers the tables repeat most often; the issuer's own where none is ahead."""
    repeated = Counter(pair.scope for pair in pairs if pair.agrees and pair.value)
    wider = [scope for scope in repeated if scope in words("extents")]
    best = max(wider, key=lambda scope: repeated[scope], default=None)
    return best if repeated[best] > repeated[None] else None


def _telling(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """The pairs that say something: of several numbers of one cell those that agree, and those labelled like them.

    Where none agrees, the first speaks for all.
    """
    for place in dict.fromkeys(pair.place for pair in pairs):
        here = [pair for pair in pairs if pair.place == place]
        labels = {pair.statistic.label for pair in here if pair.agrees}
        yield from [pair for pair in here if pair.statistic.label in labels] or here[:1]


def _check(pair: _Pair) -> Check:
    statistic, (form, row, column) = pair.statistic, pair.place
    value = int(pair.value) if pair.value == int(pair.value) else pair.value
    said = f"文中{statistic.label}{statistic.value}{statistic.unit}，表中{form}/{row}/{column}为{value}"
    refs = (statistic.id, f"{row}/{column}")
    return Check(RULE, said, float(statistic.value), float(value), pair.agrees, refs)


def contradictions(checks: Sequence[Check], spans: Mapping[str, Span]) -> Iterator[Problem]:
    """A problem at the number of each check that fails; `spans` by the refs of the checks."""
    for check in checks:
        if not check.holds:
            yield Problem("check_failed", spans[check.refs[0]], check.statement)
