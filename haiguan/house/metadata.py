"""How Datasette presents the database: descriptions from the dictionary of fields, facets, named queries."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from output import tables

QUERIES = Path(__file__).with_name("queries.yaml")

FACETS = {
    "documents": ["issuer_name", "year", "kind"],
    "statistics": ["metric", "unit", "bound"],
    "tables": ["form", "edition"],
    "cells": ["state", "row_code"],
    "checks": ["holds", "rule"],
    "problems": ["code"],
}
"""The columns by which a table is counted and narrowed."""

SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 5000,
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    "truncate_cells_html": 120,
    "allow_download": False,
}


class Query(BaseModel):
    """One named query of queries.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: str
    description: str
    sql: str


@cache
def queries() -> dict[str, Query]:
    """The named queries; raises ValueError naming the file and the key at fault."""
    try:
        return TypeAdapter(dict[str, Query]).validate_python(yaml.safe_load(QUERIES.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise ValueError(f"{QUERIES}: {error}") from error


def metadata(name: str) -> dict[str, Any]:
    """Datasette's metadata for the database of this name."""
    return {
        "title": "haiguan",
        "description": "What China's customs disclose, as data with its evidence. Start at /-/overview.",
        "databases": {
            name: {
                "tables": _tables(),
                "queries": {code: query.model_dump() for code, query in queries().items()},
            }
        },
    }


def _tables() -> dict[str, Any]:
    described: dict[str, dict[str, Any]] = {}
    for comment in tables.comments():
        table = described.setdefault(str(comment["table_name"]), {"columns": {}})
        if comment["column_name"]:
            table["columns"][comment["column_name"]] = comment["comment"]
        else:
            table["description"] = comment["comment"]
    for name, facets in FACETS.items():
        described[name]["facets"] = facets
    for name in (tables.column_comments.name, tables.schema_version.name, tables.search_texts.name):
        described[name]["hidden"] = True
    return described
