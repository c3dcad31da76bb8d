"""The older word processors' files, through LibreOffice."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.limits import FormatLimits, Limits
from extract.readers.context import Context
from extract.readers.errors import UnreadableSource
from extract.readers.word.binary import read_doc
from extract.readers.word.legacy import PACKAGE, read_legacy_word
from tests.extract.formats.contexts import limited
from tests.extract.formats.forms import applications
from tests.generator.render.docx import render_docx
from tests.generator.render.model import in_order, read_back

RTF = Context("a.rtf", "application/rtf")
DOC = Context("a.doc", "application/msword")
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason=f"needs the Debian package {PACKAGE}")


def fake_soffice(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_libreoffice_the_reason_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match=PACKAGE):
        read_legacy_word(b"{\\rtf1 x}", RTF)


def test_a_conversion_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_soffice(tmp_path, monkeypatch, "sleep 30")
    with pytest.raises(UnreadableSource, match=r"within 0\.2 s"):
        read_legacy_word(b"{\\rtf1 x}", limited(RTF, seconds=0.2))


def convert_for_ever() -> None:
    """What a worker does with a file that LibreOffice never finishes."""
    read_legacy_word(b"{\\rtf1 x}", replace(RTF, limits=Limits(seconds=300)))


def test_a_worker_that_is_ended_leaves_no_program_and_no_folder_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, f"echo $$ > {tmp_path}/pid; exec sleep 300")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    worker = multiprocessing.get_context("spawn").Process(target=convert_for_ever)
    worker.start()
    pid = int(eventually(lambda: (tmp_path / "pid").read_text() if (tmp_path / "pid").exists() else ""))
    worker.terminate()
    worker.join(30)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert list(tmp_path.glob("soffice-*")) == []


def eventually(found: Callable[[], str]) -> str:
    """What is found within a minute."""
    for _ in range(600):
        if text := found().strip():
            return text
        time.sleep(0.1)
    raise TimeoutError


def test_a_conversion_has_less_time_than_its_document() -> None:
    assert Limits(seconds=10).converter_seconds == 8
    assert Limits(seconds=10, formats=FormatLimits(seconds=3)).converter_seconds == 3


def test_a_conversion_that_makes_nothing_gives_libreoffices_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_soffice(tmp_path, monkeypatch, "echo 'source file could not be loaded'")
    with pytest.raises(UnreadableSource, match="could not be loaded"):
        read_legacy_word(b"{\\rtf1 x}", RTF)


@needs_libreoffice
def test_rich_text_is_read() -> None:
    reading = read_legacy_word(rb"{\rtf1\ansi\uc1 \u20844?\u24320? 12\par}", RTF)
    assert reading.text == "公开 12\n"


@needs_libreoffice
def test_a_form_saved_as_doc_keeps_its_cells(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(render_docx([applications()]))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], capture_output=True, timeout=120)
    data = (tmp_path / "a.doc").read_bytes()
    reading = read_legacy_word(data, DOC)
    assert "申请人情况\x07自然人\x07" in read_doc(data).text and reading.problems == ()
    assert read_back(reading, reading.grids[0]) == in_order(applications())
