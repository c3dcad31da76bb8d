"""The panel's dictionary, panel.yaml joined with the metrics: variables and derived measures, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.narrative.lexicon import load as load_lexicon
from extract.narrative.metrics import Metric, metrics
from output.formulas import Formula, parse

PATH = Path(__file__).with_name("panel.yaml")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Variable(_Data):
    unit: str
    zh: str = ""
    what: str = Field(min_length=1)
    cells: list[str] = Field(min_length=1)


class _Derived(_Data):
    what: str = Field(min_length=1)
    formula: str = Field(min_length=1)


class _Panel(_Data):
    scales: list[dict[str, int]]
    variables: dict[str, _Variable]
    derived: dict[str, _Derived]


Place = tuple[str, str, str]
"""A cell's form, row and column."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of the panel: its names, the cells (form, row, column) that say it, whether narratives say it too.

    `scales` has each measure word that a number of it may be printed with, and what takes it to `unit`.
    """

    code: str
    zh: str
    en: str
    what: str
    unit: str
    scales: Mapping[str, Fraction]
    cells: tuple[Place, ...]
    in_narrative: bool


@dataclass(frozen=True, slots=True)
class Derived:
    """A measure that is worked out from variables."""

    code: str
    what: str
    text: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Measures:
    """All that the panel has columns for."""

    variables: tuple[Variable, ...]
    derived: tuple[Derived, ...]


@cache
def measures() -> Measures:
    """The project's dictionary; raises ValueError as `load` does."""
    return load(PATH)


def load(path: Path) -> Measures:
    """The dictionary in a YAML file; raises ValueError naming the file and the key at fault."""
    try:
        panel = _Panel.model_validate(yaml.safe_load(path.read_text("utf-8")))
        derived = tuple(Derived(c, d.what, " ".join(d.formula.split()), parse(d.formula)) for c, d in panel.derived.items())
        variables = tuple(_variables(panel))
    except (yaml.YAMLError, ValidationError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    codes = {variable.code for variable in variables}
    for measure in derived:
        unknown = {name.code for name in measure.formula.names()} - codes
        if unknown or measure.code in codes:
            raise ValueError(f"{path}: derived.{measure.code}: unknown or double: {sorted(unknown) or measure.code}")
    return Measures(variables, derived)


def _variables(panel: _Panel) -> Iterator[Variable]:
    told = {metric.code: metric for metric in metrics()}
    for code, v in panel.variables.items():
        metric = told.pop(code, None)
        zh, en = (metric.zh, metric.en) if metric else (v.zh, v.what)
        if not zh or (metric and v.zh):
            raise ValueError(f"variables.{code}: expected zh where, and only where, metrics.yaml has no {code}")
        scales = _scales(v.unit, metric, panel.scales)
        yield Variable(code, zh, en, v.what, v.unit, scales, _cells(code, v.cells), metric is not None)
    for code, m in told.items():
        yield Variable(code, m.zh, m.en, m.what, m.unit, _scales(m.unit, m, panel.scales), m.cells, True)


def _scales(unit: str, metric: Metric | None, known: list[dict[str, int]]) -> dict[str, Fraction]:
    """What takes a number of each unit to `unit`: words that count are alike, others only as the file says."""
    found = {unit: Fraction(1)}
    counting = {"", *load_lexicon("units")["count"]}
    if unit in counting:
        found |= dict.fromkeys({"", *(metric.units if metric else ())} & counting, Fraction(1))
    for scale in known:
        if unit in scale:
            found |= {word: Fraction(size, scale[unit]) for word, size in scale.items()}
    return found


def _cells(code: str, texts: Iterable[str]) -> tuple[Place, ...]:
    return tuple(_cell(code, text) for text in texts)


def _cell(code: str, text: str) -> Place:
    form, _, place = text.partition("/")
    row, _, column = place.partition("/")
    if not column or "/" in column:
        raise ValueError(f"variables.{code}: expected form/row/column, found {text!r}")
    return form, row, column
