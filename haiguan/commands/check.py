"""`haiguan check`: what the documents' own arithmetic says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from haiguan import exits
from haiguan.terminal import plain_errors, printable

if TYPE_CHECKING:
    from output.jsonl import Json


@click.command("check")
@click.argument("where", metavar="FILE", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option("-a", "--all", "show_all", is_flag=True, help="Show the checks that hold as well.")
@click.option("--strict", is_flag=True, help="Exit with 2 where a check fails.")
def command(where: str, show_all: bool, strict: bool) -> None:
    """Show which checks hold and which fail, document by document.

    A check that fails is a finding about the document: it contradicts itself. The value stays
    what is printed.

    FILE is a database (haiguan.sqlite where none is named) or JSON Lines (- for standard input).

    \b
    Examples:
      haiguan check
      haiguan extract report.html | haiguan check - --all
    """
    from haiguan import sources
    from output.store import StoreError

    documents = holding = failing = 0
    with plain_errors(StoreError, OSError, ValueError):
        for record in sources.records(where):
            failed = [check for check in record["checks"] if not check["holds"]]
            documents, failing = documents + 1, failing + len(failed)
            holding += len(record["checks"]) - len(failed)
            show_document(record, record["checks"] if show_all else failed)
    click.echo(f"{documents} documents: {holding} checks hold, {failing} fail")
    if strict and failing:
        raise SystemExit(exits.INCOMPLETE)


def show_document(record: Json, shown: list[Json]) -> None:
    """One line for the document, one for each check shown."""
    holding = sum(check["holds"] for check in record["checks"])
    title = printable(record["title"] or record["source"]["uri"])
    click.echo(f"{record['id']}  {title}: {holding} hold, {len(record['checks']) - holding} fail")
    for check in shown:
        verdict = "holds" if check["holds"] else click.style("FAILS", fg="red")
        refs = " ".join(check["refs"])
        click.echo(f"  {verdict}  {check['rule']}: {printable(check['statement'])}  [{printable(refs)}]")
