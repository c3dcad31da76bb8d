"""`haiguan report`: an agency's page as one file."""

from __future__ import annotations

from pathlib import Path

import click

from haiguan.terminal import plain_errors


@click.command("report")
@click.argument("database", metavar="DB", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option(
    "--agency", required=True, metavar="AGENCY", help="Customs district code or name: 8000, 重庆海关."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="HTML file to write; AGENCY.html where none is named.",
)
def command(database: str, agency: str, output: Path | None) -> None:
    """Write one agency's figures, gaps, documents and failed checks as an HTML file that stands alone.

    The file loads nothing from anywhere: mail it, print it, keep it.

    \b
    Examples:
      haiguan report --agency 8000
      haiguan report haiguan.sqlite --agency 重庆海关 --output chongqing.html
    """
    from haiguan.house.report import agency_report
    from output.store import StoreError, read_store

    path = output or Path(f"{agency.replace('/', '_')}.html")
    with plain_errors(StoreError, LookupError, OSError), read_store(database) as store:
        path.write_text(agency_report(store, agency), encoding="utf-8")
    click.echo(path)
