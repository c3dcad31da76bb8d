"""Records that say exactly what a gold file says: the least that a judge must find flawless."""

from __future__ import annotations

from typing import Any

from benchmarks.evaluation.judge import Json

PLAIN = ("value", "unit", "bound", "label", "scope", "share", "period")
LINKS = ("part_of", "share_of", "change_of")


def record_of(gold: Json) -> Json:
    """The record of a gold file."""
    counted = [(i, n) for i, n in enumerate(gold["numbers"]) if n["class"] in ("statistic", "rank")]
    return {
        "source": {"uri": f"file:///somewhere/{gold['file']}"},
        "statistics": [_statistic(i, n) for i, n in counted],
        "deadlines": [
            {"span": [d["start"], d["end"]], "value": d["value"], "unit": d["unit"]}
            for d in gold["deadlines"]
        ],
    }


def _statistic(index: int, number: Json) -> dict[str, Any]:
    links = {key: f"s{number[key]}" for key in LINKS if number.get(key) is not None}
    plain = {key: number.get(key) for key in PLAIN}
    return {"id": f"s{index}", "span": [number["start"], number["end"]], **plain, **links}
