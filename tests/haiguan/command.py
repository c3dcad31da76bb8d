"""Running the command: inside the test's process, or as cron would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from extract.record import Record
from haiguan.cli import main
from output import jsonl
from tests.output.records import sample
from tests.shared import ROOT


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def spawn(*arguments: object, cwd: Path = ROOT, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "haiguan", *map(str, arguments)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, timeout=120, env=environment)


def records_file(folder: Path, *records: Record) -> Path:
    """A file of JSON Lines with the records (one, where none is given)."""
    path = folder / "records.jsonl"
    jsonl.write(map(jsonl.encode, records or (sample(),)), path)
    return path
