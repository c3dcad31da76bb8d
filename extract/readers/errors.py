"""The one way in which a reader says that it cannot read a source."""

from __future__ import annotations

ASK_PUBLISHER = "ask its publisher for a free copy"
"""What to do about a file that is locked."""

FETCH_AGAIN = "fetch the file again: it was cut short or never whole"
"""What to do about a damaged file."""

NOT_A_REPORT = "look at the file by hand; raise the limits only where it is known to be honest"
"""What to do about a file that is built to exhaust its reader."""


class UnreadableSource(Exception):
    """A source that gives no reading: `reason` says what was found, `advice` what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason}; {self.advice}"
