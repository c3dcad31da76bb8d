"""The reference that is generated: `python -m output.docs` writes it, `--check` says whether it is current."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Table

from extract.fields import FieldSpec, RecordType, dictionary
from output import schema, tables

FOLDER = Path(__file__).parents[1] / "docs"

_HEAD = """# Fields

Generated from extract/fields.yaml by `make docs`: change it there, not here.

A record is one JSON object, described by [document.schema.json](document.schema.json).
A type with `?` is null where the value is unknown, one with `[]` is a list, empty where there is
none. A span is `[start, end)` in code points of the document's `text`: the very characters that a
value came from.
"""

_DATABASE = """
# The database

Each list of the record has a table of its own, whose rows carry `document_id` and their `position`
in the list; deleting a document deletes its rows. Objects and spans are columns of their owner
(`issuer_code`, `span_start`), lists of plain values are JSON. SQLite keeps no comments on columns: the
table `column_comments` says there what is said here. The view `check_refs` has one row for each
statistic or cell that takes part in a check.
"""


def pages() -> dict[str, str]:
    """The generated files by name."""
    document = json.dumps(schema.document_schema(), ensure_ascii=False, indent=2)
    return {"fields.md": "".join(_reference()), "document.schema.json": document + "\n"}


def stale(folder: Path, wanted: Mapping[str, str]) -> list[Path]:
    """The files that are missing or not as they should be."""
    paths = {folder / name: text for name, text in wanted.items()}
    return [path for path, text in paths.items() if not path.exists() or path.read_text("utf-8") != text]


def _reference() -> Iterator[str]:
    yield _HEAD
    for name, record_type in dictionary().items():
        yield from _record_type(name, record_type)
    yield _DATABASE
    for table in tables.metadata.sorted_tables:
        yield from _table(table)


def _record_type(name: str, record_type: RecordType) -> Iterator[str]:
    yield f"\n## {name}\n\n{record_type.description}\n\n"
    yield from _rows(("field", "type", "meaning", "example"))
    for field, spec in record_type.fields.items():
        example = "" if spec.example is None else f"`{json.dumps(spec.example, ensure_ascii=False)}`"
        yield _row((f"`{field}`", _type(spec), _meaning(spec), example))
    for field, spec in record_type.fields.items():
        for values, title in ((spec.values, "is one of"), (spec.known, "is, among others")):
            if values:
                yield f"\n`{field}` {title}:\n\n"
                yield from (f"- `{value}`: {meaning}\n" for value, meaning in values.items())


def _type(spec: FieldSpec) -> str:
    name = spec.type.base
    return spec.type_text.replace(name, f"[{name}](#{name})") if spec.type.is_record else spec.type_text


def _meaning(spec: FieldSpec) -> str:
    return spec.description + (f" Unit: {spec.unit}." if spec.unit else "")


def _table(table: Table) -> Iterator[str]:
    yield f"\n## Table {table.name}\n\n{table.comment}\n\n"
    yield f"Primary key: {_names(table.primary_key.columns.keys())}."
    for key in table.foreign_key_constraints:
        yield f" References `{key.referred_table.name}` by {_names(key.column_keys)}."
    indexes = sorted(_names(index.columns.keys()) for index in table.indexes)
    yield f" Indexes: {'; '.join(indexes)}.\n\n" if indexes else "\n\n"
    yield from _rows(("column", "type", "meaning"))
    for column in table.columns:
        yield _row(
            (f"`{column.name}`", f"{column.type}{'?' if column.nullable else ''}", str(column.comment))
        )


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _rows(titles: tuple[str, ...]) -> Iterator[str]:
    yield _row(titles)
    yield _row(("---",) * len(titles))


def _row(values: tuple[str, ...]) -> str:
    return "| " + " | ".join(value.replace("|", "\\|") for value in values) + " |\n"


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` name those that are not current and give 1."""
    wanted = pages()
    old = stale(FOLDER, wanted)
    for path in old:
        if "--check" in arguments:
            print(f"{path} is not what extract/fields.yaml says: run `make docs`", file=sys.stderr)
        else:
            path.write_text(wanted[path.name], "utf-8")
            print(f"wrote {path}")
    return 1 if old and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
