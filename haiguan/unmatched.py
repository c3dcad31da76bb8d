"""Labels that no metric matches, the most frequent first: what the dictionary should learn next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from output.jsonl import Json


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A label and its unit: how many statistics bear it, in how many documents, and one such sentence."""

    label: str
    unit: str
    times: int
    documents: int
    sentence: str


def unmatched(records: Iterable[Json]) -> list[Unmatched]:
    """The unmatched labels of all records, those in the most documents first.

    Shares, changes and numbers that nothing names are left out: a share follows its number's metric.
    """
    times: Counter[tuple[str, str]] = Counter()
    documents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    sentences: dict[tuple[str, str], str] = {}
    for record in records:
        for s in record["statistics"]:
            if s["metric"] is None and s["label"] and s["share_of"] is None and s["change_of"] is None:
                key = (s["label"], s["unit"] or "")
                times[key] += 1
                documents[key].add(record["id"])
                sentences.setdefault(key, record["text"][slice(*s["sentence"])].strip())
    found = [Unmatched(*key, times[key], len(documents[key]), sentences[key]) for key in times]
    return sorted(found, key=lambda u: (-u.documents, -u.times, u.label, u.unit))
