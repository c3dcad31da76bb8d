"""What the elements of HTML mean for the text of a page: the lists of elements.toml, by name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

_FILE = Path(__file__).with_name("elements.toml")


def _lists() -> dict[str, frozenset[str]]:
    """The file's lists; raises ValueError where one is not a list of words."""
    lists: dict[str, frozenset[str]] = {}
    for key, words in tomllib.loads(_FILE.read_text("utf-8")).items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise ValueError(f"{_FILE}: {key} must be a list of names, found {words!r}")
        lists[key] = frozenset(words)
    return lists


_LISTS = _lists()
HEADINGS, CELLS, ROW_GROUPS = _LISTS["headings"], _LISTS["cells"], _LISTS["row_groups"]
BLOCKS, UNSEEN, PREFORMATTED = _LISTS["blocks"], _LISTS["unseen"], _LISTS["preformatted"]
SECTIONING, NAVIGATION, BANNERS = _LISTS["sectioning"], _LISTS["navigation"], _LISTS["banners"]
NAVIGATION_ROLES, NOTES = _LISTS["navigation_roles"], _LISTS["notes"]
STRUCTURE = _LISTS["structure"].union(
    HEADINGS, CELLS, ROW_GROUPS, PREFORMATTED, SECTIONING, NAVIGATION, BANNERS, NOTES
)

_TRAIL_CLASSES, _TRAIL_PARTS = _LISTS["trail_classes"], _LISTS["trail_parts"]
_NO_DISPLAY = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|%)?\s*(?:;|$)"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through)",
    re.I,
)
_NEVER_HIDDEN = frozenset({"html", "head", "body"})


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether the element's own attributes hide it, or strike it out (a page that hides its body shows it by script)."""
    if name in _NEVER_HIDDEN:
        return False
    if "hidden" in attributes or (name == "dialog" and "open" not in attributes):
        return True
    return "style" in attributes and bool(_NO_DISPLAY.search(attributes["style"]))


def is_landmark(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes themselves call an element navigation: by its ARIA role, or as a trail."""
    if attributes.get("role") in NAVIGATION_ROLES:
        return True
    return "class" in attributes and any(
        name in _TRAIL_CLASSES or any(part in name for part in _TRAIL_PARTS)
        for name in attributes["class"].lower().split()
    )
