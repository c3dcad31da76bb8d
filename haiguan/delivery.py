"""Where records go: a file or standard output, a database, a list of failures."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from extract.isolated import Failure
from haiguan import exits
from haiguan.terminal import say, show_failures
from output import jsonl
from output.store import Store, Written, open_store

STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a run: documents that gave a record, sources that did not, what the database took."""

    records: int
    failures: tuple[Failure, ...]
    written: Written | None

    @property
    def exit_code(self) -> int:
        """For cron: see `exits`."""
        if not self.records:
            return exits.FAILED
        return exits.INCOMPLETE if self.failures else exits.OK


def deliver(
    outcomes: Generator[bytes | Failure, None, None], output: str | None, database: str | None
) -> Delivered:
    """Write records as they come: to a file (whole or not at all) or `-`, to a database, to both.

    Closes `outcomes` whatever happens.  Raises StoreError and OSError where they cannot be written.
    """
    with closing(outcomes), _opened_output(output) as lines, _opened_store(database) as store:
        return _deliver(outcomes, lines, store)


def _opened_output(output: str | None) -> AbstractContextManager[BinaryIO | None]:
    if output is None:
        return nullcontext()
    return nullcontext(sys.stdout.buffer) if output == STANDARD_OUTPUT else jsonl.atomic(Path(output))


def _opened_store(database: str | None) -> AbstractContextManager[Store | None]:
    return nullcontext() if database is None else open_store(database)


def _deliver(outcomes: Iterable[bytes | Failure], lines: BinaryIO | None, store: Store | None) -> Delivered:
    failures: list[Failure] = []
    records = 0

    def passing() -> Iterator[bytes]:
        """The records that were read, counted; the failures are kept."""
        nonlocal records
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failures.append(outcome)
                continue
            records += 1
            if lines is not None:
                lines.write(outcome + b"\n")
            yield outcome

    written = None
    if store is None:
        for _ in passing():
            pass
    else:
        written = store.write(jsonl.decode(line) for line in passing())
        failures += [
            Failure(r.uri, r.message, "report it with the document", "error") for r in written.rejected
        ]
        store.write_failures(failures)
    return Delivered(records, tuple(failures), written)


def report(delivered: Delivered, failures: Path | None, *, quiet: bool) -> None:
    """Say on standard error what came of a run; write the failures as JSON Lines where that is asked for."""
    if failures is not None:
        jsonl.write((jsonl.encode(asdict(failure)) for failure in delivered.failures), failures)
    if delivered.failures:
        show_failures(delivered.failures)
    if delivered.failures or not quiet:
        say(summary(delivered))


def summary(delivered: Delivered) -> str:
    """One line: how many records, failures, and changes of the database."""
    said = f"{delivered.records} read, {len(delivered.failures)} failed"
    if delivered.written is None:
        return said
    w = delivered.written
    return f"{said}; database: {w.new} new, {w.changed} changed, {w.unchanged} unchanged"
