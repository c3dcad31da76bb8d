"""Authored sources to plain documents, gold files and the manifest of their hashes.

    python -m benchmarks.evaluation.compile            write docs/, gold/ and corpus.sha256
    python -m benchmarks.evaluation.compile --check    change nothing; fail where they differ

Gold files have the shape that ../shared/score.py reads, with `half`, `genre`, `year` and `degradations` beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.evaluation.markup import EXPLAINED, Mark, MarkupError, Segment
from benchmarks.evaluation.proofs import faults
from benchmarks.evaluation.sources import HALVES, ROOT, Source, read_sources

MANIFEST = "corpus.sha256"


def compiled(source: Source) -> tuple[str, dict[str, Any]]:
    """The plain document and its gold; offsets count code points of the document."""
    segments = source.finished()
    text = "".join(s.text for s in segments)
    placed = list(_placed(segments))
    index = {mark.id: i for i, (_, _, mark) in enumerate(placed) if mark.id}
    header = source.header
    gold = {
        "file": f"{source.name}.txt",
        "half": source.half,
        "genre": header.genre,
        "year": header.year,
        "issuer": header.issuer,
        "degradations": list(source.degradations),
        "partial": False,
        "numbers": [_number(text, start, end, mark, index) for start, end, mark in placed],
        "deadlines": [_deadline(start, end, mark) for start, end, mark in placed if mark.kind == "deadline"],
    }
    return text, gold


def _placed(segments: list[Segment]) -> Iterator[tuple[int, int, Mark]]:
    at = 0
    for segment in segments:
        if segment.mark and segment.mark.kind != EXPLAINED:
            yield at, at + len(segment.text), segment.mark
        at += len(segment.text)


def _number(text: str, start: int, end: int, mark: Mark, index: dict[str, int]) -> dict[str, Any]:
    number: dict[str, Any] = {"start": start, "end": end, "surface": text[start:end], "class": mark.kind}
    if not mark.counts:
        return number
    number |= {"value": mark.value, "unit": mark.unit, "bound": mark.bound, "label": mark.label}
    number |= {"scope": mark.scope, "part_of": index.get(mark.part_of or ""), "share": mark.share}
    extra = {
        "share_of": index.get(mark.share_of or ""),
        "period": mark.period,
        "change_of": index.get(mark.change_of or ""),
        "direction": mark.direction,
    }
    return number | {key: value for key, value in extra.items() if value is not None}


def _deadline(start: int, end: int, mark: Mark) -> dict[str, Any]:
    return {"start": start, "end": end, "value": mark.value, "unit": mark.unit, "action": mark.label}


def outputs(sources: list[Source]) -> dict[str, str]:
    """Every file that the compiler writes, by its path under the corpus, the manifest left out."""
    files: dict[str, str] = {}
    for source in sources:
        text, gold = compiled(source)
        files[f"{source.half}/docs/{source.name}.txt"] = text
        files[f"{source.half}/gold/{source.name}.gold.json"] = _json(gold)
    return files


def _json(gold: dict[str, Any]) -> str:
    """JSON with one number a line, for reading and for diffs."""
    lines = []
    for key, value in gold.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n  ".join(json.dumps(v, ensure_ascii=False) for v in value)
            lines.append(f' "{key}": [\n  {rows}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def manifest(root: Path = ROOT) -> str:
    """One line a file of both halves, as `sha256sum` prints and checks it."""
    paths = sorted(p for half in HALVES for p in (root / half).rglob("*") if p.is_file())
    return "".join(
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(root).as_posix()}\n" for p in paths
    )


def counts(sources: list[Source]) -> dict[str, Counter[str]]:
    """How many numbers there are of each class, how many documents of each genre and degradation, by half."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for source in sources:
        kinds = [s.mark.kind for s in source.segments if s.mark and s.mark.kind != EXPLAINED]
        rows = [
            "documents",
            f"genre: {source.header.genre}",
            *(f"degradation: {d}" for d in source.degradations),
        ]
        for row in (*rows, *(f"class: {kind}" for kind in kinds), *["numbers"] * len(kinds)):
            table[row][source.half] += 1
    return dict(sorted(table.items()))


def write(root: Path = ROOT) -> int:
    """Compile everything under `root`; the number of faults found (nothing is written if there are any)."""
    sources = read_sources(root)
    wrong = [fault for source in sources for fault in faults(source)]
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    if wrong:
        return len(wrong)
    for half in HALVES:
        for old in (*(root / half / "docs").glob("*"), *(root / half / "gold").glob("*")):
            old.unlink()
    for name, content in outputs(sources).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8", newline="")
    (root / MANIFEST).write_text(manifest(root), "utf-8")
    for name, row in counts(sources).items():
        print(f"{name:32s}" + "".join(f"{half} {row[half]:4d}   " for half in HALVES))
    return 0


def differences(root: Path = ROOT) -> list[str]:
    """What a fresh compilation would change, as messages; empty where all is current."""
    wrong = []
    for name, content in outputs(read_sources(root)).items():
        path = root / name
        if not path.exists() or path.read_text("utf-8") != content:
            wrong.append(f"{name} is not what its source gives: run python -m benchmarks.evaluation.compile")
    if manifest(root) != (root / MANIFEST).read_text("utf-8"):
        wrong.append(f"{MANIFEST} does not match the files: a file was changed without compiling")
    return wrong


def main() -> int:
    """Compile, or check that everything is compiled; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, report differences")
    try:
        wrong = differences() if parser.parse_args().check else write()
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    if isinstance(wrong, list):
        print(*wrong or ["all files are current"], sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
