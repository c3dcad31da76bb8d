"""`haiguan metrics`: the metric dictionary, and the labels that it should learn next."""

from __future__ import annotations

import click

from haiguan.terminal import plain_errors, printable


@click.command("metrics")
@click.argument("where", metavar="FILE", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option("-u", "--unmatched", "show_unmatched", is_flag=True, help="List the labels of FILE that no metric matches.")
@click.option("-n", "--limit", default=40, show_default=True, type=click.IntRange(1), help="So many labels at most.")
def command(where: str, show_unmatched: bool, limit: int) -> None:
    """List the metrics: code, unit, Chinese and English name, and the cell of a form that says the same.

    With --unmatched, list the labels in FILE that have no metric: in how many documents, how often, and a
    sentence that has one. Those most frequent are what extract/narrative/metrics.yaml should learn next.

    FILE is a database (haiguan.sqlite where none is named) or JSON Lines (- for standard input).

    \b
    Examples:
      haiguan metrics
      haiguan metrics --unmatched haiguan.sqlite
      haiguan extract reports/ | haiguan metrics --unmatched -
    """
    if show_unmatched:
        _show_unmatched(where, limit)
    else:
        _show_dictionary()


def _show_dictionary() -> None:
    from extract.narrative.metrics import metrics

    for metric in metrics():
        cells = "".join(f"  = {'/'.join(cell)}" for cell in metric.cells)
        click.echo(f"{metric.code:34} {metric.unit}  {metric.zh}  {metric.en}{cells}")


def _show_unmatched(where: str, limit: int) -> None:
    from haiguan import sources
    from haiguan.unmatched import unmatched
    from output.store import StoreError

    with plain_errors(StoreError, OSError, ValueError):
        found = unmatched(sources.records(where))
    click.echo("documents  times  label")
    for label in found[:limit]:
        click.echo(printable(f"{label.documents:9}  {label.times:5}  {label.label} ({label.unit})  | {label.sentence[:60]}"))
    click.echo(f"{len(found)} labels without a metric" + (f"; {limit} shown" if len(found) > limit else ""))
