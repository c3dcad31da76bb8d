"""The generated reference is current, says all, and notices when it is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.fields import dictionary
from output import docs, tables
from output.measures import measures
from output.schema import document_schema


def test_the_reference_in_docs_is_what_the_dictionary_says() -> None:
    assert docs.stale(docs.FOLDER, docs.pages()) == [], "run `make docs`"


@pytest.mark.parametrize("name", dictionary())
def test_every_field_is_described(name: str) -> None:
    section = docs.pages()["fields.md"].split(f"\n## {name}\n")[1].split("\n## ")[0]
    for field, spec in dictionary()[name].fields.items():
        assert f"| `{field}` |" in section
        assert spec.description in section
        assert all(f"- `{value}`: {meaning}" in section for value, meaning in (spec.values or {}).items())


@pytest.mark.parametrize("name", tables.metadata.tables)
def test_every_column_is_described(name: str) -> None:
    section = docs.pages()["fields.md"].split(f"\n## Table {name}\n")[1].split("\n## ")[0]
    assert all(f"| `{column.name}` |" in section for column in tables.metadata.tables[name].columns)


def test_the_schema_is_published() -> None:
    assert json.loads(docs.pages()["document.schema.json"]) == document_schema()


def test_lines_of_tables_have_as_many_cells_as_their_heading() -> None:
    for line in docs.pages()["fields.md"].splitlines():
        if line.startswith("| "):
            assert line.replace("\\|", "").count("|") in (3, 4, 5), line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    return tmp_path


def test_writing_makes_it_current(folder: Path) -> None:
    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0


def test_checking_names_what_is_stale_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.main([])
    (folder / "fields.md").write_text("old")
    assert docs.main(["--check"]) == 1
    assert "fields.md is not what extract/fields.yaml says: run `make docs`" in capsys.readouterr().err
    assert (folder / "fields.md").read_text() == "old"


def test_every_variable_and_measure_of_the_panel_is_described() -> None:
    page = docs.pages()["panel.md"]
    for variable in measures().variables:
        assert f"| `{variable.code}` | {variable.unit} | {variable.what} |" in page
    assert all(f"| `{d.code}` | {d.what} | `{d.text}` |" in page for d in measures().derived)
