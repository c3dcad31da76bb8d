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
@click.option("--across", is_flag=True, help="Check documents against each other: FILE must be a database.")
def command(where: str, show_all: bool, strict: bool, across: bool) -> None:
    """Show which checks hold and which fail, document by document.

    A check that fails is a finding about the document: it contradicts itself. The value stays
    what is printed.

    FILE is a database (haiguan.sqlite where none is named) or JSON Lines (- for standard input).

    \b
    Examples:
      haiguan check
      haiguan extract report.html | haiguan check - --all
      haiguan check --across haiguan.sqlite

    With --across, what one document says is held against another: the copies of a report (page, PDF,
    Word) cell by cell, this year's 上年结转 against last year's 结转下年度, 现行有效 against last
    year's with 制发 and 废止, headquarters against the districts. Only what all numbers are there for
    is checked.
    """
    from output.store import StoreError

    with plain_errors(StoreError, OSError, ValueError):
        failing = _check_across(where, show_all) if across else _check_each(where, show_all)
    if strict and failing:
        raise SystemExit(exits.INCOMPLETE)


def _check_each(where: str, show_all: bool) -> int:
    """Show the checks of each document; gives how many fail."""
    from haiguan import sources

    documents = holding = failing = 0
    for record in sources.records(where):
        failed = [check for check in record["checks"] if not check["holds"]]
        documents, failing = documents + 1, failing + len(failed)
        holding += len(record["checks"]) - len(failed)
        show_document(record, record["checks"] if show_all else failed)
    click.echo(f"{documents} documents: {holding} checks hold, {failing} fail")
    return failing


def _check_across(where: str, show_all: bool) -> int:
    """Show the checks across a database's documents; gives how many fail."""
    from output.crosschecks import across
    from output.store import read_store

    with read_store(where) as store:
        checks = across(store)
    for check in checks:
        if show_all or not check.holds:
            said = f"{check.rule}: {printable(check.statement)}  [{printable(' '.join(check.documents))}]"
            click.echo(f"{printable(check.agency)}  {_verdict(check.holds)}  {said}")
    failing = sum(not check.holds for check in checks)
    click.echo(f"across documents: {len(checks) - failing} checks hold, {failing} fail")
    return failing


def _verdict(holds: bool) -> str:
    return "holds" if holds else click.style("FAILS", fg="red")


def show_document(record: Json, shown: list[Json]) -> None:
    """One line for the document, one for each check shown."""
    holding = sum(check["holds"] for check in record["checks"])
    title = printable(record["title"] or record["source"]["uri"])
    click.echo(f"{record['id']}  {title}: {holding} hold, {len(record['checks']) - holding} fail")
    for check in shown:
        refs = " ".join(check["refs"])
        click.echo(f"  {_verdict(check['holds'])}  {check['rule']}: {printable(check['statement'])}  [{printable(refs)}]")
