"""What keeps strangers out: who may ask, who may write, and what a page may load."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'; style-src 'self'"
)
OURS = _POLICY
"""For our pages: our own script and style files and pictures, nothing inline, nothing from elsewhere."""

PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
"""For charts, whose lines carry their style; they load nothing."""

THEIRS = _POLICY.replace("img-src 'self'", "img-src 'self' data:") + " 'unsafe-inline'"
"""For Datasette's own pages, whose tables carry a style, and whose style carries pictures."""

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


def guarded(app: App, host: str) -> App:
    """The app, behind the checks of Host and Origin, each answer with the headers that bind the browser."""

    async def checked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        complaint = refusal(scope["method"], _headers(scope), host)
        if complaint:
            await _refuse(send, complaint)
        else:
            await app(scope, receive, _with_headers(send))

    return checked


def refusal(method: str, headers: Mapping[str, str], host: str) -> str | None:
    """Why a request is refused, or None.

    On loopback the Host must be a loopback name: another one is a stranger's page that made its name
    point here.  What writes must come from a page of this very address.
    """
    asked = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    if host in LOOPBACK and asked not in LOOPBACK:
        return f"this house answers to {', '.join(sorted(LOOPBACK))} only, not to {asked!r}"
    if method in ("GET", "HEAD", "OPTIONS"):
        return None
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != headers.get("host"):
        return "a note can be written from this house's own pages only"
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "a note can be written from this house's own pages only"
    return None


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _with_headers(send: Send) -> Send:
    async def sending(event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            headers = list(event.get("headers") or [])
            if not any(name.lower() == b"content-security-policy" for name, _ in headers):
                headers.append((b"content-security-policy", THEIRS.encode()))
            event = {**event, "headers": headers + _HEADERS}
        await send(event)

    return sending


async def _refuse(send: Send, complaint: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": complaint.encode()})
