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
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The crawl's archive, for what was refused; the folder archive beside the database where none is named.",
)
def command(database: str, agency: str, output: Path | None, archive: Path | None) -> None:
    """Write one agency's figures, gaps, documents and failed checks as an HTML file that stands alone.

    The file loads nothing from anywhere: mail it, print it, keep it.

    \b
    Examples:
      haiguan report --agency 8000
      haiguan report haiguan.sqlite --agency 重庆海关 --output chongqing.html
    """
    from crawler.archive import ArchiveError
    from haiguan.house.house import archive_beside
    from haiguan.house.report import agency_report
    from output.store import StoreError, read_store

    path = output or Path(f"{agency.replace('/', '_')}.html")
    with plain_errors(StoreError, LookupError, ArchiveError, OSError), read_store(database) as store:
        try:
            path.write_text(agency_report(store, agency, archive or archive_beside(Path(database))), encoding="utf-8")
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error}: charts need `pip install 'haiguan[serve]'`") from error
    click.echo(path)
