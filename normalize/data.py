"""The room's reviewed data: YAML files beside the code, read once and checked when read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


CHARACTERS = frozenset({"radicals", "contexts", "naive"})
"""The keys of characters.yaml, which several modules read."""


class DataError(ValueError):
    """A data file says something that the code cannot use; names the file and the key."""


def load(name: str, keys: frozenset[str]) -> Mapping[str, Any]:
    """The YAML mapping `name` of this room; raises DataError unless its keys are exactly `keys`."""
    path = HERE / name
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(found, dict) or set(found) != keys:
        have = sorted(map(str, found)) if isinstance(found, dict) else type(found).__name__
        raise DataError(f"{path}: expected the keys {sorted(keys)}, found {have}")
    return found


def strings(name: str, key: str, values: object) -> list[str]:
    """`values` as the list of non-empty strings that it must be (raises DataError otherwise)."""
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        raise DataError(f"{HERE / name}: {key} must be a list of non-empty strings, found {values!r}")
    return values


def pairs(name: str, key: str, values: object) -> dict[str, str]:
    """`values` as the mapping of strings to strings that it must be (raises DataError otherwise)."""
    if not isinstance(values, dict):
        raise DataError(f"{HERE / name}: {key} must map strings to strings, found {values!r}")
    for k, v in values.items():
        if not (isinstance(k, str) and k and isinstance(v, str)):
            raise DataError(f"{HERE / name}: {key}.{k} must map a string to a string, found {v!r}")
    return values
