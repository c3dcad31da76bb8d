"""`haiguan sites`: the offices that are known, how they stand, and what a crawl of one would do."""

from __future__ import annotations

from pathlib import Path

import click

from haiguan import exits
from haiguan.terminal import plain_errors, printable


@click.group("sites", invoke_without_command=True)
@click.option(
    "-a",
    "--archive",
    default="archive",
    show_default=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Archive whose documents are counted.",
)
@click.pass_context
def command(context: click.Context, archive: Path) -> None:
    """List the known sites: code, name, documents in the archive, last complete crawl.

    \b
    Examples:
      haiguan sites --archive data/archive
      haiguan sites probe 广州海关
    """
    if context.invoked_subcommand is not None:
        return
    from crawler.status import site_statuses

    for status in site_statuses(archive):
        moment = status.last_complete or (f"tried {status.last_tried}" if status.last_tried else "never")
        line = f"{status.site.code or '-':5} {status.site.id:13} {status.documents:6}  {moment:28} {status.site.name}"
        click.echo(printable(line))


@command.command("probe")
@click.argument("site", metavar="SITE")
@click.option("--contact", default="", metavar="TEXT", help="Address or URL for the webmaster.")
@click.option("--delay", type=click.FloatRange(0), metavar="SECONDS", help="Pause between requests.")
def probe_command(site: str, contact: str, delay: float | None) -> None:
    """Say what a crawl of SITE would do: the columns found by name, and the first page of each.

    A few pages are asked for, no document, and nothing is kept.
    """
    from crawler.probe import probe
    from crawler.run import CrawlOptions
    from crawler.sites import SiteError

    with plain_errors(SiteError, OSError):
        seen = probe(site, CrawlOptions(contact=contact, delay=delay))
    for fetch in seen.requests:
        click.echo(printable(f"{fetch.outcome:9} {fetch.url}" + (f"  ({fetch.note})" if fetch.note else "")))
    for column in seen.columns:
        more = f"; then {column.next_page}" if column.next_page else ""
        click.echo(printable(f"column {column.title}: {column.entries} documents on {column.url}{more}"))
    if not seen.columns:
        click.echo(
            printable(f"no column was found by name; looked at {', '.join(seen.looked_at) or 'no page'}")
        )
    raise SystemExit(exits.OK if seen.columns else exits.FAILED)
