"""Exit codes, for cron and scripts."""

from __future__ import annotations

OK = 0
"""All is well."""

FAILED = 1
"""Nothing usable came of it, or the command was used wrongly, or its surroundings are at fault."""

INCOMPLETE = 2
"""Done, with failures that are listed; the next run tries them again."""

ATTENTION = 3
"""Done, and something is missing that no other run will bring: a person must look."""
