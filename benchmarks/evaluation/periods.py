"""Whether two ways of writing a period mean the same: 2017-01/2017-09, 2017年1至9月, 前三季度."""

from __future__ import annotations

import re

Month = tuple[int, int] | None
"""Year and month, or None for an open end."""

NAMED = {"前三季度": (1, 9), "上半年": (1, 6), "下半年": (7, 12)} | {
    f"{name}": (3 * i - 2, 3 * i)
    for i, names in enumerate(("一季 1季 Q1", "二季 2季 Q2", "三季 3季 Q3", "四季 4季 Q4"), start=1)
    for name in names.split()
}
DATE = re.compile(r"(\d{4})(?:[-年](\d{1,2})(?!\d))?")
UNTIL = re.compile(r"[/至到—~－]|(?<=月)-")
SINCE = re.compile(r"以来|^自(?!.*[至到])")


def same_period(truth: str, found: str | None, year: int) -> bool:
    """Whether `found` names the months that `truth` does (an ISO interval; `..` is an open end).

    A text without a year is of the document's `year`; an open end agrees with any end in that year.
    """
    want, got = months(truth, year), months(found or "", year)
    if got == (None, None):
        return False
    return all(_agrees(w, g, year) for w, g in zip(want, got, strict=True))


def months(text: str, year: int) -> tuple[Month, Month]:
    """First and last month of a period in ISO or Chinese notation; both None where it cannot be read.

    `--06` is a month whose year the record does not know: it is the document's.
    """
    text = re.sub(r"--(?=\d\d)", f"{year}-", text)
    if text and not re.search(r"\d{4}", text):
        text = f"{year}年{text}"
    date = DATE.search(text)
    if date is None:
        return None, None
    for name, (first, last) in NAMED.items():
        if name in text:
            return (int(date[1]), first), (int(date[1]), last)
    if "截至" in text or "截止" in text:
        return None, _month(text, 12)
    start, separator, end = text, "", ""
    if cut := UNTIL.search(text):
        start, separator, end = text[: cut.start()], cut.group(), text[cut.end() :]
    if SINCE.search(text):
        return _month(start, 1), None
    if not separator:
        return _month(text, 1), _month(text, 12)
    if re.match(r"\d{1,2}月", end):
        end = f"{date[1]}年{end}"
    return _month(start, 1), _month(end, 12)


def _month(text: str, otherwise: int) -> Month:
    date = DATE.search(text)
    return (int(date[1]), int(date[2] or otherwise)) if date else None


def _agrees(want: Month, got: Month, year: int) -> bool:
    if want is None or got is None:
        other = got or want
        return other is None or other[0] == year
    return want == got
