"""The components in pipelines of other people's, and the Doc that Python gets."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy

from extract.narrative.pipeline import COMPONENTS, read_narrative
from haiguan import read_doc
from tests.shared import ROOT

TEXT = "我关全年受理政府信息公开申请68件,其中网上申请40件。自收到之日起20个工作日内答复。"
FACTORIES: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["spacy_factories"]


def test_every_component_is_an_entry_point() -> None:
    assert set(FACTORIES) == set(COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_works_alone_behind_another_tokenizer(name: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(name)
    assert nlp(TEXT)._.haiguan.text == TEXT


def test_alone_it_finds_what_ours_finds() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("haiguan_statistics")
    assert nlp(TEXT)._.haiguan.findings == read_narrative(TEXT)._.haiguan.findings


def test_spans_widen_to_tokens_that_are_words() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("haiguan_numbers")
    doc = nlp("受理 申请68件 。")
    assert [(span.text, span.label_) for span in doc.spans["numbers"]] == [("申请68件", "statistic")]


def test_where_the_package_is_installed_its_factories_are_known_by_name(tmp_path: Path) -> None:
    """As an installer writes them down, without this project being imported."""
    info = tmp_path / "haiguan-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: haiguan-entry-points\nVersion: 0\n", "utf-8")
    listed = "".join(f"{name} = {place}\n" for name, place in FACTORIES.items())
    (info / "entry_points.txt").write_text(f"[spacy_factories]\n{listed}", "utf-8")
    program = (
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('haiguan_statistics');"
        "print([f.number.value for f in nlp('受理申请68件。')._.haiguan.findings])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": f"{tmp_path}:{ROOT}"}, capture_output=True, text=True, check=False
    )
    assert done.stdout == "[68]\n", done.stderr


def test_a_doc_of_a_file_holds_its_running_text_and_what_was_read_of_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"云泽海关2020年政府信息公开年报\n一、总体情况\n{TEXT}\n", "utf-8")
    doc = read_doc(path)
    assert "总体情况" not in doc.text and TEXT in doc.text
    assert [f.number.value for f in doc._.haiguan.findings] == [68, 40]
    assert [span.text for span in doc.spans["numbers"] if span.label_ == "statistic"] == ["68", "40"]
