"""What an answer amounts to: content, a refusal that looks like content, or a page that is not there."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from dataclasses import dataclass

from crawler.warc import Exchange, decoded

REFUSING = {401, 403, 405, 412, 209, 202, 521}
"""Statuses that the sites' guards answer with (412, 209, 202 and 521 with a script to run)."""

REDIRECTS = (301, 302, 303, 307, 308)

_CHALLENGE = re.compile(
    rb"\$_ts\b|__jsl|_\$jsl|document\.cookie\s*=\s*['\"]__jsluid|yundun|\xe7\x94\xb5\xe4\xbf\xa1\xe4\xba\x91"
)
_TAGS = re.compile(
    r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.IGNORECASE | re.DOTALL
)
_MISSING = re.compile(
    r"(?:页面|网页|文章|内容|信息)(?:不存在|未找到|找不到|已被?删除|已失效)|您(?:所)?(?:访问|查找|请求)的(?:页面|网页|内容|信息)[^。]{0,12}(?:不存在|找不到|已)"
    r"|404\s*(?:错误|not\s*found)|page\s+not\s+found",
    re.IGNORECASE,
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_SHELL_TEXT = 60
_NOTICE_TEXT = 400
_LOOK_AT = 300_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome of the index, with the reason where it is not plain."""

    outcome: str
    note: str | None = None


def judge_exchange(exchange: Exchange, limit: int) -> Verdict:
    """What became of an exchange; a body that cannot be decoded within `limit` bytes is an `error`."""
    headers = {key.lower(): value for key, value in reversed(exchange.headers)}
    try:
        body = decoded(exchange.body, headers.get("content-encoding"), limit)
    except ValueError as error:
        return Verdict("error", str(error))
    return judge(exchange.status or 0, headers, body, _html(body, headers.get("content-type")))


def _html(body: bytes, header: str | None) -> str | None:
    """A body as characters, for judging only, where it is HTML by its type or its first bytes."""
    head = body[:200].lstrip().lower()
    declared = (header or "").lower().startswith(_HTML_TYPES)
    if not declared and not head.startswith((b"<!doctype html", b"<html")):
        return None
    start = body[:_LOOK_AT]
    try:
        return getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return start.decode("gb18030", "ignore")


def judge(status: int, headers: dict[str, str], body: bytes, text: str | None) -> Verdict:
    """What became of a request: `ok`, `unchanged`, `blocked`, `soft_404`, `skipped` (a redirect) or `error`.

    `headers` have lower-case names; `body` has its content coding undone; `text` is the body as
    characters where it is HTML, else None.
    """
    if status == 304:
        return Verdict("unchanged")
    if "x-via-jsl" in headers and status >= 400:
        return Verdict("blocked", f"HTTP {status} from a guard (X-Via-JSL)")
    if status in REFUSING:
        return Verdict(
            "blocked", f"HTTP {status}" + (" with a script challenge" if is_shell(body, text) else "")
        )
    if status in REDIRECTS:
        return Verdict("skipped", f"redirects to {headers.get('location', 'nowhere')}")
    if status >= 300 or status < 200:
        return Verdict("error", f"HTTP {status}")
    if is_shell(body, text):
        return Verdict("blocked", f"HTTP {status} with nothing but a script challenge")
    if text is not None and is_missing(text):
        return Verdict("soft_404", f"HTTP {status} for a page that says it is not there")
    return Verdict("ok")


def is_shell(body: bytes, text: str | None) -> bool:
    """Whether a page only sets a challenge's script variables and shows (next to) nothing."""
    return text is not None and bool(_CHALLENGE.search(body[:_LOOK_AT])) and len(visible(text)) < _SHELL_TEXT


def is_missing(text: str) -> bool:
    """Whether a short page says that what was asked for is not there."""
    shown = visible(text[:_LOOK_AT])
    return len(shown) < _NOTICE_TEXT and bool(_MISSING.search(shown))


def visible(html: str) -> str:
    """The text of HTML without scripts, styles and tags; spaces made single."""
    return " ".join(_TAGS.sub(" ", html).split())
