"""The panel's dictionary, panel.yaml joined with the metrics: variables and derived measures, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.narrative.metrics import metrics
from output.formulas import Formula, parse

PATH = Path(__file__).with_name("panel.yaml")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Variable(_Data):
    unit: str
    what: str = Field(min_length=1)
    cells: list[str] = Field(min_length=1)


class _Derived(_Data):
    what: str = Field(min_length=1)
    formula: str = Field(min_length=1)


class _Panel(_Data):
    variables: dict[str, _Variable]
    derived: dict[str, _Derived]


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of the panel: `cells` (form, row, column) that say it, and whether narratives say it too."""

    code: str
    what: str
    unit: str
    cells: tuple[tuple[str, str, str], ...]
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
    except (yaml.YAMLError, ValidationError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
    variables = _variables(path, panel)
    codes = {variable.code for variable in variables}
    for measure in derived:
        unknown = {name.code for name in measure.formula.names()} - codes
        if unknown or measure.code in codes:
            raise ValueError(f"{path}: derived.{measure.code}: unknown or double: {sorted(unknown) or measure.code}")
    return Measures(variables, derived)


def _variables(path: Path, panel: _Panel) -> tuple[Variable, ...]:
    told = {metric.code: metric for metric in metrics() if not metric.relation}
    found = [
        Variable(code, v.what, v.unit, tuple(_cell(path, code, c) for c in v.cells), code in told)
        for code, v in panel.variables.items()
    ]
    for code, metric in told.items():
        if code not in panel.variables:
            cells = (_cell(path, code, metric.cell),) if metric.cell else ()
            found.append(Variable(code, metric.what, metric.unit, cells, True))
    return tuple(found)


def _cell(path: Path, code: str, text: str) -> tuple[str, str, str]:
    form, _, place = text.partition("/")
    row, _, column = place.partition("/")
    if not column or "/" in column:
        raise ValueError(f"{path}: variables.{code}: expected form/row/column, found {text!r}")
    return form, row, column
