"""haiguan: the command, and what joins the rooms crawler, extract and output.

From Python, `from haiguan import open_store` opens a database to read: its documents, and data frames.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from output.dataframes import Collection

__all__ = ["open_store"]


def open_store(where: str | Path) -> Collection:
    """A database (a path or a URL) to read: `documents()`, `record(id)`, `search(query)`, `frame("panel")`.

    Raises `output.store.StoreError` where there is none.
    """
    from output.dataframes import open_collection

    return open_collection(str(where))
