"""The metric dictionary and how a statistic finds its code in it: by meaning-bearing words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.narrative.lexicon import LexiconError, either, load


@dataclass(frozen=True, slots=True)
class Metric:
    """One entry of metrics.yaml; `aliases` are other labels that it must match; `cells` are form, row and column of the cells that say the same.

    `says`: what a label must also say for its number to be the cell's; None where nothing more.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    unit: str
    what: str
    needs: tuple[re.Pattern[str], ...]
    bars: re.Pattern[str] | None
    units: frozenset[str]
    relation: str
    cells: tuple[tuple[str, str, str], ...]
    says: re.Pattern[str] | None


@cache
def metrics() -> tuple[Metric, ...]:
    """All metrics in the order of the file, validated (raises LexiconError that names the entry)."""
    return tuple(_metric(code, entry) for code, entry in load("metrics").items())


def _metric(code: str, entry: object) -> Metric:
    if not isinstance(entry, dict):
        raise LexiconError(f"metrics.yaml: {code}: expected a mapping, found {entry!r}")
    missing = {"zh", "en", "unit", "what", "needs", "units"} - entry.keys()
    unknown = entry.keys() - {"zh", "en", "aliases", "unit", "what", "needs", "bars", "units", "relation", "cell", "says"}
    if missing or unknown:
        raise LexiconError(f"metrics.yaml: {code}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    return Metric(
        code,
        entry["zh"],
        entry["en"],
        tuple(entry.get("aliases", ())),
        entry["unit"],
        entry["what"],
        tuple(re.compile(either(group)) for group in entry["needs"]),
        re.compile(either(entry["bars"])) if entry.get("bars") else None,
        frozenset(entry["units"]),
        entry.get("relation", ""),
        tuple(_place(code, cell) for cell in _listed(entry.get("cell"))),
        re.compile(either(entry["says"])) if entry.get("says") else None,
    )


def _listed(cells: object) -> list[object]:
    if cells is None:
        return []
    return cells if isinstance(cells, list) else [cells]


def _place(code: str, cell: object) -> tuple[str, str, str]:
    parts = str(cell).split("/")
    if len(parts) != 3:
        raise LexiconError(f"metrics.yaml: {code}: cell: expected form/row/column, found {cell!r}")
    return parts[0], parts[1], parts[2]


@cache
def _candidates(unit: str, relation: str) -> tuple[Metric, ...]:
    return tuple(m for m in metrics() if unit in m.units and relation == m.relation)


@lru_cache(maxsize=4096)
def metric_of(label: str, scope: str | None, unit: str, relation: str) -> str | None:
    """The code of the first metric that the label, with its scope, and the unit match; or None."""
    words = f"{scope or ''} {label}"
    for metric in _candidates(unit, relation):
        if metric.bars is not None and metric.bars.search(label):
            continue
        if all(need.search(words) for need in metric.needs):
            return metric.code
    return None
