"""`haiguan explain`: where a number came from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from haiguan.terminal import plain_errors, printable

if TYPE_CHECKING:
    from haiguan.explanation import Explanation, Span
    from output.jsonl import Json


@click.command("explain")
@click.argument("name", metavar="ID")
@click.option(
    "--from",
    "where",
    default="haiguan.sqlite",
    show_default=True,
    metavar="FILE",
    envvar="HAIGUAN_DATABASE",
    help="Database, or JSON Lines (- for standard input).",
)
def command(name: str, where: str) -> None:
    """Show where a number came from.

    Prints its value, its sentence with the number marked, what was normalised on the way, where it
    stands, and the checks that it takes part in.

    ID is DOCUMENT:STATISTIC, or DOCUMENT:FORM/ROW/COLUMN for a cell. A beginning of the
    document's id is enough, and it can be left out where there is one document.

    \b
    Examples:
      haiguan explain s12 --from record.jsonl
      haiguan explain 5afc:s12
      haiguan explain 5afc:applications/granted/total
    """
    from haiguan import sources
    from haiguan.explanation import explain
    from output.store import StoreError

    document, item = split_name(name)
    with plain_errors(StoreError, OSError, ValueError, LookupError):
        record = sources.record(where, document)
        explanation = explain(record, item)
    for line in lines(record, explanation):
        click.echo(line)


def split_name(name: str) -> tuple[str, str]:
    """Document and item of an ID; the document is empty where it is left out."""
    document, colon, item = name.partition(":")
    return (document, item) if colon and "/" not in document else ("", name)


def lines(record: Json, e: Explanation) -> Iterator[str]:
    """What to print, line by line."""
    item = e.item
    yield f"{_value(item)}  {printable(_label(e))}"
    yield from _facts(record, e)
    if e.context and e.span:
        yield ""
        yield "  " + marked(record["text"], e.context, e.span)
    if e.changes:
        pairs = (f"{_quoted(c.printed)} → {_quoted(c.normalised) or 'dropped'}" for c in e.changes)
        yield "\nNormalised on the way\n  " + ";  ".join(pairs)
    yield "\nChecks" if e.checks else "\nIt takes part in no check"
    for check in e.checks:
        yield f"  {'holds' if check['holds'] else click.style('FAILS', fg='red')}  {printable(check['statement'])}"
    for problem in e.problems:
        yield f"\nProblem  {problem['code']}: {printable(problem['message'])}"


def _value(item: Json) -> str:
    value = "no number" if item["value"] is None else f"{item['value']} {item['unit'] or ''}".rstrip()
    return click.style(value, bold=True)


def _label(e: Explanation) -> str:
    return f"{e.item['row_label']} / {e.item['column_label']}" if e.table else str(e.item["label"])


def _facts(record: Json, e: Explanation) -> Iterator[str]:
    """The item's fields that say something, a line each."""
    item, text = e.item, record["text"]
    printed = text[e.span[0] : e.span[1]] if e.span else item.get("raw", "")
    facts = {"printed": " → ".join(dict.fromkeys((printed, e.normalised or printed, str(item["value"]))))}
    if e.table:
        facts["table"] = f"{e.table['form']}, edition {e.table['edition']}"
    names = ("state", "bound", "scope", "metric", "period", "part_of", "share", "share_of", "change_of")
    facts |= {
        name.replace("_", " "): _fact(record, item[name]) for name in names if item.get(name) is not None
    }
    facts["section"] = e.section
    facts["source"] = record["source"]["uri"] + _place(item, e.span)
    facts["document"] = f"{record['id']}  {record['title'] or ''}"
    for name, fact in facts.items():
        if fact:
            yield f"  {name:9} {printable(fact)}"


def _fact(record: Json, fact: object) -> str:
    """A fact as it is, and what it means where it is a statistic's id."""
    named = (s for s in record["statistics"] if s["id"] == fact)
    return next((f"{fact}, {s['label']} {s['value']} {s['unit']}" for s in named), str(fact))


def _place(item: Json, span: Span | None) -> str:
    place = f", characters {span[0]} to {span[1]}" if span else ""
    return place + (f", page {item['page']}" if item.get("page") else "")


def marked(text: str, context: Span, span: Span) -> str:
    """The context with the span marked: in colour on a terminal, by 【】 elsewhere."""
    number = printable(text[slice(*span)])
    number = click.style(number, fg="black", bg="yellow") if on_terminal() else f"【{number}】"
    return printable(text[context[0] : span[0]]) + number + printable(text[span[1] : context[1]])


def on_terminal() -> bool:
    """Whether a person reads what is printed."""
    return sys.stdout.isatty()


def _quoted(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
