"""The reference that is generated: `python -m output.docs` writes it, `--check` says whether it is current."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlalchemy import Table

from extract.fields import FieldSpec, RecordType, dictionary
from output import schema, tables
from output.measures import measures
from output.views import views

FOLDER = Path(__file__).parents[1] / "docs"

_HEAD = """# Fields

Generated from extract/fields.yaml by `make docs`: change it there, not here.

A record is one JSON object, described by [document.schema.json](document.schema.json); [schemas/](schemas/)
has a schema for each record type in it, and for a line of an export's `changes.jsonl`.
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

_VIEWS = """
# Views

What other programs build on: names and columns stay when the tables change; a column may be added at
the end. They are the same in SQLite and PostgreSQL, and stand in output/views.yaml.
"""

_PANEL = """# The panel

Generated from output/panel.yaml and extract/narrative/metrics.yaml by `make docs`: change it there, not here.

`haiguan export --panel` writes `panel` (one row per agency and year), `panel_long` (one row per value)
and `coverage`. Of an agency's annual reports for a year the one issued last counts, of those that hold any figure; numbers of a
department or of another year are not the agency's own. For each variable the panel has the value that counts,
`_quality`, what the table says (`_table`) and what the narrative says (`_narrative`).

## Which value counts, and how good it is

| quality | meaning |
| --- | --- |
| `proved` | the report's own arithmetic confirms it, or table and narrative, printed apart, agree |
| `read` | it was read, and nothing speaks for or against it |
| `inferred` | it is not printed, and the form's arithmetic leaves one value |
| `conflicting` | a check that it takes part in fails, or table and narrative contradict each other, or the narrative gives different numbers |

The table's value counts, unless there is none, or the narrative's alone is confirmed by arithmetic. Of several
numbers in a narrative the first exact one counts. A number with a bound (over, nearly, about, under) contradicts
only what the bound excludes; 约 and 近 allow a tenth. What is printed nowhere is empty, not 0. Values are in the
column's unit: words that count (件, 份, 个) are alike, times are converted, and a number in any other unit (美元 in a
column of 元) is left out. A derived measure has the worst quality of its parts, and is empty where one is unknown
or has a bound. The agency pages of `haiguan serve` and `haiguan report` show the same values.

## Variables

"""


def pages() -> dict[str, str]:
    """The generated files by name."""
    schemas = {"document.schema.json": schema.document_schema(), "schemas/change.schema.json": schema.change_schema()}
    schemas |= {f"schemas/{name}.schema.json": found for name, found in schema.item_schemas().items()}
    texts = {name: json.dumps(found, ensure_ascii=False, indent=2) + "\n" for name, found in schemas.items()}
    return {"fields.md": "".join(_reference()), "panel.md": "".join(_panel()), **texts}


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
    yield _VIEWS
    for name, view in views().items():
        yield f"\n## View {name}\n\n{view.description}\n\n"
        yield from _rows(("column", "meaning"))
        yield from (_row((f"`{column}`", meaning)) for column, meaning in view.columns.items())


def _panel() -> Iterator[str]:
    yield _PANEL
    yield from _rows(("variable", "unit", "meaning", "中文", "cells", "narrative"))
    for v in measures().variables:
        cells = ", ".join(f"`{'/'.join(cell)}`" for cell in v.cells)
        yield _row((f"`{v.code}`", v.unit, v.what, v.zh, cells, "yes" if v.in_narrative else ""))
    yield "\n## Derived measures\n\n"
    yield from _rows(("measure", "meaning", "formula"))
    yield from (_row((f"`{d.code}`", d.what, f"`{d.text}`")) for d in measures().derived)


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
    return bring_up_to_date(pages(), "extract/fields.yaml", check="--check" in arguments)


def bring_up_to_date(wanted: Mapping[str, str], source: str, *, check: bool) -> int:
    """Write the generated files that are not current, or `check`: only name them, and give 1 where there are any."""
    old = stale(FOLDER, wanted)
    for path in old:
        if check:
            print(f"{path} is not what {source} says: run `make docs`", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path.relative_to(FOLDER).as_posix()], "utf-8")
            print(f"wrote {path}")
    return 1 if old and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
