"""What a step of cleaning reports: something of the source that was changed or is distrusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """Something of the source that was changed or distrusted; `start`, `end` count in the source.

    `code` is a problem code of the record: `pinyin_gloss`, `lossy_mojibake`, `repaired_mojibake`,
    `anti_copy_noise`.
    """

    code: str
    start: int
    end: int
    message: str
