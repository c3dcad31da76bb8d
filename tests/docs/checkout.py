"""A copy of the project to run a page's commands in, with stand-ins on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.docs.pages import Block
from tests.docs.stand_in import PROGRAMS
from tests.shared import ROOT

ROOMS = ("normalize", "extract", "output", "crawler", "haiguan")
_MARK = "=== block"


def make_checkout(folder: Path) -> Path:
    """The rooms, which pages change, an environment to activate, and the programs that pages name."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "activate").touch()
    for program in PROGRAMS:
        path = programs / program
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.docs.stand_in {program} "$@"\n', "utf-8")
        path.chmod(0o755)
    return folder


def run_blocks(folder: Path, blocks: Sequence[Block], replaced: Mapping[str, str]) -> list[str]:
    """Run blocks of `sh` and `python` one after the other; gives what each wrote on standard output.

    Raises AssertionError that names the line of the page where a block fails.
    """
    environment = dict(os.environ, PYTHONPATH=str(ROOT), LC_ALL="C.UTF-8")
    environment["PATH"] = f"{folder / '.venv' / 'bin'}:{environment['PATH']}"
    script, python = "set -euo pipefail\n", ""
    for block in blocks:
        text = block.text
        if block.language == "python":
            silent = f"import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n    exec({python!r})\n"
            text, python = f"{sys.executable} - <<'END'\n{silent}{text}END\n", python + text
        script += f"echo '{_MARK} {block.line}' | tee /dev/stderr\n{text}"
    for old, new in replaced.items():
        script = script.replace(old, new)
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    line = done.stderr.rpartition(_MARK)[2].partition("\n")[0]
    assert done.returncode == 0, f"the block on line{line} failed: {done.stderr[-2000:]}"
    return [part.partition("\n")[2] for part in done.stdout.split(_MARK)[1:]]
