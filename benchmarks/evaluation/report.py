"""What an evaluation prints: totals of the halves and their gap, scores by group, misses, JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.evaluation.judge import MEASURES
from benchmarks.evaluation.sources import HALVES

GAP = 0.03
"""A difference between the halves that is called overfitting."""

GROUPED = ("recall", "precision", "value", "unit", "label", "scope", "part_of")


@dataclass(slots=True)
class Tally:
    """Judgements counted by measure, and what was missed, in words."""

    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    all: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def score(self, measure: str) -> float | None:
        """Share of right judgements; None where there was nothing to judge."""
        return self.right[measure] / self.all[measure] if self.all.get(measure) else None

    def scores(self) -> dict[str, float]:
        """All measures that were judged, and f1 of recall and precision."""
        known = {m: s for m in MEASURES if (s := self.score(m)) is not None}
        recall, precision = known.get("recall", 0.0), known.get("precision", 0.0)
        return {"f1": 2 * recall * precision / (recall + precision) if recall + precision else 0.0, **known}


def report(tallies: dict[str, Tally], misses: int = 0, unseal: bool = False) -> Iterator[str]:
    """The lines of the report; misses of the sealed half only if `unseal`."""
    halves = {half: tallies[half].scores() for half in HALVES}
    yield f"{'':18s}{'open':>18s}{'sealed':>18s}{'gap':>8s}"
    for measure in ("f1", *MEASURES):
        scores = [halves[half].get(measure) for half in HALVES]
        cells = "".join(
            _cell(tallies[half], measure, score) for half, score in zip(HALVES, scores, strict=True)
        )
        yield f"{measure:18s}{cells}{_gap(*scores)}"
    for kind in ("degradation", "genre"):
        yield f"\nby {kind:30s}" + "".join(f"{m:>10s}" for m in GROUPED)
        for name in sorted(n for n in tallies if f"/{kind}: " in n):
            yield f"{name.replace(f'/{kind}: ', ' '):33s}" + "".join(
                _short(tallies[name].score(m)) for m in GROUPED
            )
    for half in HALVES:
        if misses and (half == "open" or unseal):
            yield from _misses(half, tallies[half], misses)


def _cell(tally: Tally, measure: str, score: float | None) -> str:
    counts = f"{tally.right[measure]}/{tally.all[measure]}" if tally.all.get(measure) else ""
    return f"{counts:>11s}{_short(score, 7)}"


def _short(score: float | None, width: int = 10) -> str:
    return f"{'-' if score is None else format(score, '.3f'):>{width}s}"


def _gap(first: float | None, second: float | None) -> str:
    if first is None or second is None:
        return ""
    return f"{first - second:+8.3f}" + ("  overfitted" if first - second > GAP else "")


def _misses(half: str, tally: Tally, count: int) -> Iterator[str]:
    for measure in MEASURES:
        missed = tally.misses.get(measure, [])
        if missed:
            yield f"\n{half} {measure}: {len(missed)} missed"
            yield from (f"  {what}" for what in missed[:count])


def as_json(tallies: dict[str, Tally]) -> dict[str, Any]:
    """Scores and counts by group, without misses."""
    return {
        name: {
            m: {"score": score, "right": tally.right.get(m), "all": tally.all.get(m)}
            for m, score in tally.scores().items()
        }
        for name, tally in sorted(tallies.items())
    }
