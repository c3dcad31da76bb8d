"""The older word processors' files (.doc, .wps, .rtf), turned into .docx by LibreOffice.

LibreOffice runs in a process group of its own, with a profile of its own that blocks macros and
links to the outside, and is ended with all it started when its time is up.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.model import Grid, Problem, Reading
from extract.readers.context import Context
from extract.readers.errors import ASK_PUBLISHER, UnreadableSource
from extract.readers.word.binary import CELL_MARK, NotADoc, read_doc
from extract.readers.word.reader import read_docx

PACKAGE = "libreoffice-writer-nogui"
"""The Debian package that brings `soffice` without a desktop."""

SUFFIXES = {"application/msword": ".doc", "application/rtf": ".rtf"}

_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _SETTING.format("DisableMacrosExecution", "true")
    + _SETTING.format("MacroSecurityLevel", "3")
    + _SETTING.format("BlockUntrustedRefererLinks", "true")
    + "</oor:items>"
)
FEWEST_CELLS = 8
"""Marks of cells below which there may be only frames around text, which are no tables."""

KEPT = 0.9
"""The share of characters below which a conversion has lost text, and not only what was deleted or hidden."""

KEPT_CELLS = 0.8
"""The same for the marks of cells; frames around text have a few, and are no tables."""

_LETTERS = re.compile(r"[0-9\u4e00-\u9fff]")
_RTF_CELL = re.compile(rb"\\cell\b")

JAVA = "javaldx"
"""In what LibreOffice prints wherever no Java is installed, which it does without."""

NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody listens at: whatever a document points to, nothing is fetched."""


def read_legacy_word(data: bytes, context: Context) -> Reading:
    """The reading of what LibreOffice makes of the file.

    Raises UnreadableSource where LibreOffice is absent, fails or takes longer than the limit `seconds`.
    """
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableSource(
            f"{context.media_type} is read through LibreOffice, which is not installed",
            f"install the Debian package {PACKAGE}, or save the document as .docx",
        )
    printed = _printed(data)
    seconds = context.limits.converter_seconds
    with TemporaryDirectory(prefix="soffice-") as folder:
        docx = _converted(program, Path(folder), data, SUFFIXES.get(context.media_type, ".doc"), seconds)
    reading = read_docx(docx, context)
    problems = (*reading.problems, *_losses(printed, reading))
    return replace(reading, metadata={**reading.metadata, "converted_by": "LibreOffice"}, problems=problems)


def _printed(data: bytes) -> str:
    """The text that a .doc says it has, with a mark for each cell; of another format only the marks.

    Raises UnreadableSource on an encrypted file.
    """
    try:
        doc = read_doc(data)
    except NotADoc:
        return CELL_MARK * len(_RTF_CELL.findall(data))
    if doc.encrypted:
        raise UnreadableSource("a Word file that is encrypted with a password", ASK_PUBLISHER)
    return doc.text


def _losses(printed: str, reading: Reading) -> Iterator[Problem]:
    """What the file has and the conversion has not: its tables, or some of them, or much of its text."""
    marks, kept = printed.count(CELL_MARK), sum(map(_marks, reading.grids))
    if marks - kept >= FEWEST_CELLS and kept < KEPT_CELLS * marks:
        message = f"the file holds tables ({marks} marks of cells), the conversion {f'fewer ({kept})' if kept else 'none'}"
        yield Problem("unread_region", None, f"{message}: compare its tables with the file")
    had, kept = (len(_LETTERS.findall(text)) for text in (printed, reading.text))
    if kept < KEPT * had:
        yield Problem("unread_region", None, f"the conversion kept {kept} of the file's {had} characters and figures")


def _marks(grid: Grid) -> int:
    """How many marks a .doc has for a grid: one for each cell of each row, and one for each row."""
    return sum(cell.rowspan for cell in grid.cells) + len({cell.row for cell in grid.cells})


def _converted(program: str, folder: Path, data: bytes, suffix: str, seconds: float) -> bytes:
    """The file as .docx."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nologo"]
    command += ["--convert-to", "docx", "--outdir", str(folder / "out"), str(source)]
    message = _run(command, folder, seconds)
    target = folder / "out" / "source.docx"
    if not target.exists():
        raise UnreadableSource(f"LibreOffice made nothing of the file ({message})", "save the document as .docx")
    return target.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """Run to the end or for so many seconds; gives the last line that the program printed.

    A SIGTERM to this process meanwhile ends the program first, and takes its folder away.
    """
    environment = {**os.environ, "HOME": str(folder), "http_proxy": NOWHERE, "https_proxy": NOWHERE}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        with _leaving_nothing_behind(process, folder):
            output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise UnreadableSource(
            f"LibreOffice did not finish within {seconds:g} s", "save the document as .docx, or raise the limit seconds"
        ) from error
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip() and JAVA not in line]
    return lines[-1] if lines else f"exit code {process.returncode}"


@contextmanager
def _leaving_nothing_behind(process: subprocess.Popen[bytes], folder: Path) -> Iterator[None]:
    """Have a worker that is ended by SIGTERM end its program too; elsewhere than in a main thread, nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _: object) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.killpg(process.pid, signal.SIGKILL)
            os.waitpid(process.pid, 0)
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGTERM, before)
        os.kill(os.getpid(), number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
