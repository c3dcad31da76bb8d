"""The house as a Datasette: the database read only, our pages beside its own."""

from __future__ import annotations

from pathlib import Path

from datasette.app import Datasette
from datasette.plugins import pm

from haiguan.house import plugin
from haiguan.house.house import NAME, open_house
from haiguan.house.metadata import SETTINGS, metadata
from output.store import StoreError

HERE = Path(__file__).parent


def make_app(database: str | Path, *, archive: Path | None = None, host: str = "127.0.0.1") -> Datasette:
    """A Datasette over an SQLite database of ours; raises StoreError where it is none."""
    if "://" in str(database):
        raise StoreError(f"{database}: expected an SQLite file; Datasette opens nothing else")
    house = open_house(Path(database).resolve(), archive.resolve() if archive else None)
    # With rich it prints every error with its locals, and a page that is not found fails of that.
    pm.get_plugin("datasette.handle_exception").rich = None
    if not pm.is_registered(plugin):
        pm.register(plugin, name=NAME)
    known = metadata(house.name)
    known["plugins"] = {
        NAME: {"database": str(house.database), "archive": archive and str(archive.resolve()), "host": host}
    }
    return Datasette(
        [str(house.database)],
        metadata=known,
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("house", str(HERE / "static"))],
    )
