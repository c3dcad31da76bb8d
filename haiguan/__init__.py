"""haiguan: the command, and what joins the rooms crawler, extract and output.

From Python, `from haiguan import open_store` opens a database to read: its documents, and data frames;
`from haiguan import read_doc` reads a file's narrative into a spaCy Doc.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from output.dataframes import Collection

__all__ = ["open_store", "read_doc"]


def open_store(where: str | Path) -> Collection:
    """A database (a path or a URL) to read: `documents()`, `record(id)`, `search(query)`, `frame("panel")`.

    Raises `output.store.StoreError` where there is none.
    """
    from output.dataframes import open_collection

    return open_collection(str(where))


def read_doc(path: str | Path) -> Doc:
    """The narrative of a document as a spaCy Doc: `doc._.haiguan` holds what was read, `doc.spans` marks it.

    Raises OSError, and `extract.readers.errors.UnreadableSource` where the file is nothing that can be read.
    """
    from extract.extract import extract_doc
    from haiguan.reading import file_uri

    return extract_doc(Path(path).read_bytes(), uri=file_uri(Path(path)))
