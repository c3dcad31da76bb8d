"""From an empty folder to records: start the demo site, crawl it, read it, show what was found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

import yaml
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from crawler.archive import Capture, read_captures
from crawler.run import CrawlOptions, crawl
from crawler.session import Progress
from crawler.summary import CrawlSummary
from extract.extract import extract_record
from extract.record import Check, Record
from haiguan.demo.site import answers, serve, starts
from output import jsonl
from output.store import open_store

TITLE = 11
_SITE_FILE = "yunze.yaml"
_OURS = ("archive", "records.jsonl", "haiguan.sqlite", "crawl.log", _SITE_FILE)


def demo(folder: Path) -> int:
    """Run the demo into `folder`, replacing an earlier demo's files there; gives the exit code."""
    console = Console(highlight=False)
    _clear(folder)
    summary = _crawl(folder, console)
    console.print(f"\n[bold]2. Reading[/] {folder / 'archive'} (no request is made)")
    records = list(_records(folder / "archive"))
    jsonl.write((jsonl.encode(record) for record in records), folder / "records.jsonl")
    with open_store(folder / "haiguan.sqlite") as store:
        store.write(records)
    _show_documents(console, records)
    _show_evidence(console, records)
    _show_checks(console, records)
    _show_refusals(console, summary)
    _show_next(console, folder, records)
    return 0 if records else 1


def _clear(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in _OURS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _crawl(folder: Path, console: Console) -> CrawlSummary:
    with serve(answers()) as base:
        console.print(f"[bold]1. Crawling[/] {base}, a small site of an invented office")
        site = {"name": "云泽海关", "hosts": [base.removeprefix("http://")], "starts": starts(base),
                "paths": ["/"], "verified": "never", "evidence": "the demo's own site"}  # fmt: skip
        path = folder / _SITE_FILE
        path.write_text(yaml.safe_dump(site, allow_unicode=True, sort_keys=False), encoding="utf-8")

        def show(progress: Progress) -> None:
            """A line for each answer of the site."""
            path = unquote(progress.url.removeprefix(base))
            console.print(f"   {progress.outcome:9} {progress.role:10} {path}", soft_wrap=True, markup=False)

        options = CrawlOptions(delay=0.0, log_file=folder / "crawl.log")
        return crawl([str(path)], folder / "archive", options, show)


def _records(archive: Path) -> Iterator[Record]:
    for capture in read_captures(archive):
        yield read_capture(capture)


def read_capture(capture: Capture) -> Record:
    """The record of a capture."""
    return extract_record(
        capture.data, uri=capture.url, media_type=capture.media_type, charset=capture.charset,
        retrieved_at=capture.retrieved_at, capture=capture.id)  # fmt: skip


def _show_documents(console: Console, records: Sequence[Record]) -> None:
    table = Table(title="\nWhat was found", title_justify="left", title_style="bold", box=SIMPLE, padding=(0, 1, 0, 0))
    table.add_column("document", no_wrap=True)
    for name in ("numbers", "cells", "measures", "limits", "hold", "fail", "problems"):
        table.add_column(name, justify="right")
    for record in records:
        cells = sum(len(t.cells) for t in record.tables)
        holding = sum(check.holds for check in record.checks)
        failing, marked = len(record.checks) - holding, len(record.problems)
        found = (len(record.statistics), cells, len(record.measures), len(record.deadlines))
        numbers = (*found, holding, failing, marked)
        table.add_row(_short(record.title or record.source.uri), *map(str, numbers))
    console.print(table)


def _short(title: str) -> str:
    """A title that leaves a terminal of 80 columns room for the figures."""
    return title if len(title) <= TITLE else title[: TITLE - 1] + "…"


def _show_evidence(console: Console, records: Sequence[Record]) -> None:
    """A number that a traditional page rounds and bounds, with the very characters that it came from."""
    shown = [(r, s) for r in records for s in r.statistics if s.bound != "exact"][:2]
    console.print("\n[bold]Evidence[/]: every value names the characters that it came from, for example")
    for record, s in shown:
        before, after = record.text[s.sentence[0] : s.span[0]], record.text[s.span[1] : s.sentence[1]]
        console.print(
            f"   {s.value} {s.unit} ({s.bound}) {s.label}: {before}【{record.text[slice(*s.span)]}】{after}",
            markup=False,
            soft_wrap=True,
        )


def _show_checks(console: Console, records: Sequence[Record]) -> None:
    failed = [(record, check) for record in records for check in record.checks if not check.holds]
    held = [(record, check) for record in records for check in record.checks if check.holds]
    console.print("\n[bold]Checks that fail[/]: what the document prints contradicts itself")
    for record, check in failed:
        _show_check(console, record, check)
    console.print(f"[bold]Checks that hold[/]: {len(held)}, for example")
    for record, check in held[:3]:
        _show_check(console, record, check)


def _show_check(console: Console, record: Record, check: Check) -> None:
    console.print(f"   {record.title or record.source.uri}: {check.statement}", markup=False, soft_wrap=True)


def _show_refusals(console: Console, summary: CrawlSummary) -> None:
    blocked = sum(site.blocked for site in summary.sites)
    console.print(
        f"\n[bold]Refused[/]: {blocked} page answered with a script challenge. It is recorded as blocked,"
        " not as an empty page; a page saved from a browser can be brought in instead.",
        soft_wrap=True,
    )


def _show_next(console: Console, folder: Path, records: Sequence[Record]) -> None:
    database = folder / "haiguan.sqlite"
    name = next((f"{record.id[:8]}:{s.id}" for record in records for s in record.statistics), "s1")
    console.print("\n[bold]Try next[/]")
    for line in (
        f".venv/bin/haiguan explain {name} --from {database}",
        f".venv/bin/haiguan check {database}",
        f".venv/bin/haiguan report {database} --agency 云泽海关    (after make extras: charts and tables in one file)",
        f".venv/bin/haiguan serve {database}    (after make extras: look at it in a browser)",
        ".venv/bin/haiguan crawl 广州海关 --archive archive    (the real site, from where it can be reached)",
    ):
        console.print(f"   {line}", markup=False, soft_wrap=True)
