"""How well the extractor reads the numbers of the evaluation corpus.

    python -m benchmarks.evaluation.evaluate                   totals, gap between the halves, groups
    python -m benchmarks.evaluation.evaluate --misses 20       the first misses of each measure, open half
    python -m benchmarks.evaluation.evaluate --records FILE    judge records made before (JSON Lines)
    python -m benchmarks.evaluation.evaluate --raise-floors    pin what was reached (refuses to lower)

Of the sealed half only totals are shown: whoever reads its misses (--unseal) spends it, and says so in
docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.evaluation.floors import (
    FLOORS,
    FloorError,
    Scores,
    broken,
    corpus_hash,
    raised,
    read_floors,
    written,
)
from benchmarks.evaluation.judge import Json, outcomes
from benchmarks.evaluation.report import Tally, as_json, report
from benchmarks.evaluation.sources import HALVES, ROOT

Extractor = Callable[[bytes, str], Json]


def project_extractor() -> Extractor:
    """The project's own: bytes and a URI to the record as plain JSON."""
    extract = import_module("extract.extract").extract_record
    to_json = import_module("extract.record").to_json
    return lambda data, uri: dict(to_json(extract(data, uri=uri)))


def stored_records(path: Path) -> Extractor:
    """Records of a JSON Lines file, found by the end of their source.uri; an absent one is empty."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    by_name = {Path(str((r.get("source") or {}).get("uri", ""))).name: r for r in records}
    return lambda data, uri: by_name.get(Path(uri).name, {})


def evaluate(extractor: Extractor, root: Path = ROOT) -> dict[str, Tally]:
    """Tallies by group: `open`, `sealed`, and `HALF/genre: NAME`, `HALF/degradation: NAME`."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for half in HALVES:
        for path in sorted((root / half / "gold").glob("*.gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            data = (root / half / "docs" / gold["file"]).read_bytes()
            record = extractor(data, gold["file"])
            groups = list(_groups(gold))
            for outcome in outcomes(gold, record):
                for group in groups:
                    tally = tallies[group]
                    tally.all[outcome.measure] += 1
                    tally.right[outcome.measure] += outcome.right
                    if not outcome.right and group in HALVES:
                        tally.misses[outcome.measure].append(f"{gold['file']}: {outcome.what}")
    return tallies


def _groups(gold: Json) -> Iterator[str]:
    half = gold["half"]
    yield half
    yield f"{half}/genre: {gold['genre']}"
    yield from (f"{half}/degradation: {name}" for name in gold["degradations"])


def half_scores(tallies: dict[str, Tally]) -> Scores:
    """What the floors compare: the scores of the two halves."""
    return {half: tallies[half].scores() for half in HALVES}


def raise_floors(scores: Scores, repin: bool) -> str:
    """Write floors at what was reached; a message.  Another corpus needs `repin`, which starts anew."""
    corpus = corpus_hash()
    try:
        floors = read_floors(FLOORS.read_text("utf-8"), corpus) if FLOORS.exists() else {}
    except FloorError:
        if not repin:
            raise
        floors = {}
    fallen = broken(floors, scores)
    if fallen:
        raise FloorError("floors are not lowered:\n" + "\n".join(fallen))
    FLOORS.write_text(written(raised(floors, scores), corpus), "utf-8")
    return f"{FLOORS.name}: pinned on corpus {corpus[:12]}…"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print the first N misses of each measure"
    )
    parser.add_argument("--unseal", action="store_true", help="also those of the sealed half: this spends it")
    parser.add_argument("--json", action="store_true", help="scores and counts by group as JSON")
    parser.add_argument("--records", type=Path, help="JSON Lines of records to judge instead of extracting")
    parser.add_argument("--raise-floors", action="store_true", help="pin what was reached as the new floors")
    parser.add_argument(
        "--repin", action="store_true", help="with --raise-floors: the corpus changed, start anew"
    )
    return parser.parse_args()


def main() -> int:
    """Print the report; exit code 1 where no extractor is or floors would fall."""
    args = _arguments()
    try:
        tallies = evaluate(stored_records(args.records) if args.records else project_extractor())
        if args.json:
            print(json.dumps(as_json(tallies), ensure_ascii=False, indent=1))
        else:
            print(*report(tallies, args.misses, args.unseal), sep="\n")
        if args.raise_floors:
            print(raise_floors(half_scores(tallies), args.repin), file=sys.stderr)
    except (FloorError, ImportError, OSError) as error:
        print(f"{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
