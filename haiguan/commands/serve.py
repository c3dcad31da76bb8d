"""`haiguan serve`: a house to look around in, with the evidence in view."""

from __future__ import annotations

from pathlib import Path

import click

from haiguan.terminal import plain_errors


@click.command("serve")
@click.argument("database", metavar="DB", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port to listen on."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; another than this machine's own lets others read, and note.",
)
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The crawl's archive, for what was refused and for pictures of PDF pages; the folder archive beside the"
    " database where none is named.",
)
def command(database: str, port: int, host: str, archive: Path | None) -> None:
    """Look at a database in a browser: overview, agencies, documents with every number marked, search.

    The database is opened to be read only. Notes on failed checks are kept in a file of their own
    beside it (haiguan-notes.sqlite). No request leaves this machine.

    \b
    Examples:
      haiguan serve
      haiguan serve haiguan.sqlite --port 8080 --archive archive
    """
    from output.store import StoreError

    try:
        import uvicorn

        from haiguan.house.app import make_app
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"haiguan serve needs the extra `serve` ({error.name} is missing): pip install 'haiguan[serve]'"
        ) from error
    with plain_errors(StoreError, OSError):
        app = make_app(database, archive=archive, host=host)
    click.echo(f"Open http://{f'[{host}]' if ':' in host else host}:{port}/-/overview   (Ctrl-C ends it)")
    uvicorn.run(app.app(), host=host, port=port, log_level="warning")
