"""Views, panel and coverage as data frames of polars or pandas, whichever is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import text

from output.columns import Row
from output.connect import explained
from output.coverage import coverage_frames
from output.frames import Frame, Snapshot, snapshot
from output.panel import panel_frames
from output.store import Store, read_store
from output.views import views

_MADE: dict[str, Callable[[Snapshot], Sequence[Frame]]] = {
    "panel": panel_frames,
    "panel_long": panel_frames,
    "coverage": coverage_frames,
}


class Collection(Store):
    """A store to read, whose content comes as data frames as well."""

    def frame(self, name: str) -> Any:
        """A data frame: of polars where it is installed, else of pandas.  Raises KeyError for an unknown name.

        `name` is a view without its v_ (`documents`, `statistics`, `cells`, `checks`, `problems`,
        `references`), `panel`, `panel_long` or `coverage`.
        """
        try:
            return self.polars(name)
        except ModuleNotFoundError:
            return self.pandas(name)

    def polars(self, name: str) -> Any:
        """The same, of polars."""
        import polars

        columns, rows = self._content(name)
        return polars.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)

    def pandas(self, name: str) -> Any:
        """The same, of pandas."""
        import pandas

        columns, rows = self._content(name)
        return pandas.DataFrame.from_records(rows, columns=columns)

    def _content(self, name: str) -> tuple[list[str], list[Row]]:
        if name in _MADE:
            with snapshot(self) as shot:
                frame = next(frame for frame in _MADE[name](shot) if frame.name == name)
                return frame.names, list(frame.rows())
        if f"v_{name}" not in views():
            known = [view.removeprefix("v_") for view in views()]
            raise KeyError(f"{name}: expected one of {', '.join([*known, *_MADE])}")
        with explained(self.where), self.engine.begin() as connection:
            found = connection.execute(text(f"SELECT * FROM v_{name}"))
            return list(found.keys()), [tuple(row) for row in found]


def open_collection(where: str) -> Collection:
    """The store at a path or a database URL, to be read only; raises StoreError where there is none."""
    store = read_store(where)
    return Collection(store.engine, store.where)
