"""`haiguan search`: documents that have words, in either script."""

from __future__ import annotations

import click

from haiguan.terminal import plain_errors, printable


@click.command("search")
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@click.option(
    "-d",
    "--database",
    metavar="DB",
    default="haiguan.sqlite",
    show_default=True,
    envvar="HAIGUAN_DATABASE",
    help="SQLite file or database URL.",
)
@click.option(
    "-n", "--limit", default=20, show_default=True, type=click.IntRange(1), help="Most documents to show."
)
def command(query: tuple[str, ...], database: str, limit: int) -> None:
    """Find documents by words of two characters or more.

    Simplified finds traditional and the other way round; every piece of a text is found. Documents
    with all words in their title come first. A line each: id, agency's title, where it was found.

    \b
    Examples:
      haiguan search 海关
      haiguan search 依申請公開 公告 --limit 5
    """
    from output.store import StoreError, read_store

    with plain_errors(StoreError, ValueError), read_store(database) as store:
        hits = store.search(" ".join(query), limit)
    for hit in hits:
        before, found, after = hit.excerpt[: hit.start], hit.excerpt[hit.start : hit.end], hit.excerpt[hit.end :]
        where = hit.place if hit.item is None else f"{hit.place} {hit.item}"
        marked = printable(before) + click.style(printable(found), bold=True) + printable(after)
        click.echo(f"{hit.document_id}  {printable(hit.title or hit.uri)}  [{where}] {marked}")
    click.echo(f"{len(hits)} documents" + (", and there may be more" if len(hits) == limit else ""), err=True)
