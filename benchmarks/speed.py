"""Documents a second on one core, the share of each room, and the ratio to a named baseline.

    python -m benchmarks.speed [--seconds 5] [--json FILE]

The baseline of HTML pages is trafilatura's text extraction of the same pages, tables included, in the
same run; processor time is measured and the
two take turns; machines are noisy, so the ratio counts and not the time.  The pages are those of
the site that the project carries for its demo.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import extract.extract as main_path
import normalize.clean
from haiguan.demo.site import answers
from output import jsonl

ROOMS = {
    "read": "reading",
    "open_document": "normalising",
    "strip_boilerplate": "structure",
    "find_sections": "structure",
    "read_metadata": "structure",
    "find_references": "structure",
    "find_measures": "structure",
    "read_forms": "tables",
    "_read_flow": "statistics",
    "_statistics": "statistics",
    "narrative_checks": "statistics",
}
EXPORTED = {
    r"<td([^>]*)>(.*?)</td>": r"""<td\1 style="border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt;width:63.8pt"
 valign="center"><p>\2</p></td>""",
    r"<p>(.*?)</p>": r"""<p class="MsoNormal" style="margin:0cm;text-indent:32.0pt;line-height:28.0pt;mso-pagination:none">
<span lang="EN-US" style="font-size:16.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:仿宋;color:black">\1</span></p>""",
}
Work = Callable[[bytes, str], object]
TARGET_RATIO = 1.0
TARGET_OPENCC = 0.2


def pages() -> list[tuple[str, bytes]]:
    """The documents of the demo site as it serves them: path and bytes of each page."""
    return [(path, a.body) for path, a in answers().items() if a.status == 200 and b"easysiteText" in a.body]


def as_exported(page: bytes) -> bytes:
    """The page as agencies publish it: pasted from a word processor, a style on every run and cell."""
    html = page.decode()
    for tag, styled in EXPORTED.items():
        html = re.sub(tag, styled, html)
    return html.encode()


def texts() -> list[tuple[str, bytes]]:
    """The same documents as files of plain text."""
    return [(path, extract_text(data)) for path, data in pages()]


def extract_text(page: bytes) -> bytes:
    """What the page's own reader makes of it, as a text file."""
    return main_path.read(page, uri="page", declared_type=None, declared_charset=None).text.encode()


@contextmanager
def timed_rooms() -> Iterator[Counter[str]]:
    """Every room's own seconds, for as long as the block runs."""
    spent: Counter[str] = Counter()
    kept = {name: getattr(main_path, name) for name in ROOMS}
    for name, room in ROOMS.items():
        setattr(main_path, name, _timed(kept[name], room, spent))
    dumps, jsonl.dumps = jsonl.dumps, _timed(jsonl.dumps, "writing", spent)
    try:
        yield spent
    finally:
        jsonl.dumps = dumps
        for name, function in kept.items():
            setattr(main_path, name, function)


def _timed(function: Callable[..., Any], room: str, spent: Counter[str]) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        began = time.process_time()
        result = function(*args, **options)
        result = tuple(result) if isinstance(result, Iterator) else result
        spent[room] += time.process_time() - began
        return result

    return run


def whole_record(data: bytes, name: str) -> int:
    """The record as a line of JSON; its length keeps the work honest."""
    record = main_path.extract_record(data, uri=f"file:///{name}")
    return len(jsonl.dumps(record))


def paces(works: Sequence[Work], docs: list[tuple[str, bytes]], seconds: float) -> list[float]:
    """Processor seconds a document of each work: the best of several rounds, the works in turn."""
    best = [float("inf")] * len(works)
    until = time.perf_counter() + seconds * len(works)
    while time.perf_counter() < until:
        for i, work in enumerate(works):
            began = time.process_time()
            for name, data in docs:
                work(data, name)
            best[i] = min(best[i], (time.process_time() - began) / len(docs))
    return best


def trafilatura_text(data: bytes, name: str) -> object:
    """The baseline: the text of the page, with its tables."""
    import trafilatura

    return trafilatura.extract(data, include_tables=True)


def conversion_share(docs: list[tuple[str, bytes]], seconds: float) -> float:
    """OpenCC's part of the whole time on traditional documents."""
    from normalize import script

    texts = [(n, d) for n, d in docs if normalize.clean.clean(d.decode("utf-8", "replace")).script == "Hant"]
    if not texts:
        return 0.0
    spent: Counter[str] = Counter()
    kept = script.simplify
    script_users = [m for m in sys.modules.values() if getattr(m, "simplify", None) is kept]
    for module in script_users:
        module.simplify = _timed(kept, "conversion", spent)  # type: ignore[attr-defined]
    try:
        began = time.process_time()
        while time.process_time() - began < seconds:
            for name, data in texts:
                whole_record(data, name)
        return spent["conversion"] / (time.process_time() - began)
    finally:
        for module in script_users:
            module.simplify = kept  # type: ignore[attr-defined]


def main() -> int:
    """Measure and print; exit code 0 whatever the figures are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each measurement runs")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    args = parser.parse_args()
    figures: dict[str, Any] = {}
    exported = [(name, as_exported(data)) for name, data in pages()]
    for kind, docs in (("text", texts()), ("html", pages()), ("exported html", exported)):
        works = [whole_record] if kind == "text" else [whole_record, trafilatura_text]
        pace, *baseline = paces(works, docs, args.seconds)
        with timed_rooms() as spent:
            paces([whole_record], docs, args.seconds / 2)
        total = sum(spent.values())
        figures[kind] = {
            "documents": len(docs),
            "bytes": sum(len(d) for _, d in docs) // max(len(docs), 1),
            "per_second": round(1 / pace, 1),
            "rooms": {room: round(t / total, 3) for room, t in spent.most_common()},
        }
        if baseline:
            figures[kind]["trafilatura_per_second"] = round(1 / baseline[0], 1)
            figures[kind]["ratio"] = round(pace / baseline[0], 2)
    figures["opencc_share"] = round(conversion_share(texts(), args.seconds), 3)
    report(figures)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0


def report(figures: dict[str, Any]) -> None:
    """Print the figures for a person."""
    for kind in ("text", "html", "exported html"):
        f = figures[kind]
        print(f"{kind}: {f['per_second']} documents a second on one core ({f['documents']} documents, {f['bytes']} bytes each)")
        print("   " + ", ".join(f"{room} {share:.0%}" for room, share in f["rooms"].items()))
        if "ratio" in f:
            print(f"   trafilatura, text of the same pages with tables: {f['trafilatura_per_second']} documents a second")
            print(f"   ratio: the whole record takes {f['ratio']} of that time (target: at most {TARGET_RATIO})")
    print(f"OpenCC: {figures['opencc_share']:.1%} of the time on traditional documents (target: at most {TARGET_OPENCC:.0%})")


if __name__ == "__main__":
    sys.exit(main())
