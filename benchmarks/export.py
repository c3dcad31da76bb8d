"""Time and memory of an export, format by format: a process each, of a small store and of a large one.

    python -m benchmarks.export [--statistics 1000000] [--json FILE]

Flat memory is the promise: with twenty times the statistics a format may take no more than a third
and 48 MB more.  What is compared is the most memory that the process ever had.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic import documents
from output.coverage import coverage_frames
from output.panel import panel_frames
from output.runs import Wanted, export_run
from output.store import open_store, read_store

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "package", "panel")
"""The export's formats; `panel` is the panel, its long form and coverage beside the tables, as CSV."""

_TIMES = 20
_A_DOCUMENT = 500


def fill(path: Path, statistics: int) -> None:
    """A store of so many statistics."""
    with open_store(path) as store:
        store.write(documents(-(-statistics // _A_DOCUMENT), _A_DOCUMENT))


def export_one(path: Path, kind: str) -> dict[str, float]:
    """Export a store in one format, in this process."""
    wanted = Wanted(("csv",), more=(panel_frames, coverage_frames)) if kind == "panel" else Wanted((kind,))
    with tempfile.TemporaryDirectory() as folder, read_store(path) as store:
        start = time.perf_counter()
        paths = export_run(store, Path(folder), wanted)
        seconds = time.perf_counter() - start
        size = sum(file.stat().st_size for file in paths)
    return {"seconds": seconds, "bytes": size, "most_mb": most_memory()}


def most_memory() -> float:
    """MB that this process has had at most; its parent's own, which `getrusage` would begin with, left out."""
    status = Path("/proc/self/status").read_text("ascii")
    return float(status.partition("VmHWM:")[2].split()[0]) / 1024


def measured(path: Path, kind: str) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.export", "--one", kind, "--store", str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def compare(folder: Path, statistics: int) -> dict[str, dict[str, float]]:
    """Each format of a small store and of a large one."""
    sizes = {"small": statistics // _TIMES, "large": statistics}
    for name, number in sizes.items():
        fill(folder / name, number)
    result = {}
    for kind in FORMATS:
        small, large = measured(folder / "small", kind), measured(folder / "large", kind)
        result[kind] = {**large, "most_mb_small": small["most_mb"]}
        print(f"{kind:8} {large['seconds']:8.1f} s {large['bytes'] / 1e6:9.1f} MB in files"
              f" {small['most_mb']:7.0f} -> {large['most_mb']:5.0f} MB of memory", flush=True)  # fmt: skip
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statistics", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", choices=FORMATS, help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(export_one(arguments.store, arguments.one)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        result = compare(Path(folder), arguments.statistics)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    grown = [kind for kind, found in result.items() if found["most_mb"] > found["most_mb_small"] * 4 / 3 + 48]
    print(f"memory is not flat: {', '.join(grown)}" if grown else "memory is flat")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
