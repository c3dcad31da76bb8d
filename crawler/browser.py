"""Crawling with a real browser, as a visitor would: scrapy-playwright with the system's Chromium.

An optional extra (`pip install haiguan[browser]`).  The browser is what it says it is; a page's own
scripts run in it as in anyone's, and nothing here forges a token or solves a captcha.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.middlewares.record import target_of
from crawler.middlewares.scope import is_refused_address, is_refused_host
from crawler.refusal import REFUSING, is_shell

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTLE_MS = 5000
_NOT_NEEDED = ("image", "media", "font")


class BrowserError(OSError):
    """The browser cannot be used; the message says what to install."""


def browser_settings() -> dict[str, Any]:
    """Scrapy's settings for crawling pages and lists with the system's Chromium; raises BrowserError."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if find_spec("scrapy_playwright") is None:
        raise BrowserError("crawling with a browser needs scrapy-playwright: pip install 'haiguan[browser]'")
    if executable is None:
        raise BrowserError(f"crawling with a browser needs one of {', '.join(NAMES)} on the PATH, found none")
    handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
    sandbox = os.getuid() != 0  # Chromium refuses its sandbox to root
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "DOWNLOADER_MIDDLEWARES": {"crawler.browser.BrowserMiddleware": 950},
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": executable, "chromium_sandbox": sandbox},
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.browser.is_unwanted",
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 60_000,
    }


async def is_unwanted(request: Any) -> bool:
    """Whether the browser shall not ask for something: pictures, files, and addresses that are private."""
    parts = urlsplit(request.url)
    if request.resource_type in _NOT_NEEDED or parts.scheme == "file":
        return True
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return False
    host = parts.hostname or ""
    return is_refused_host(host) or any(is_refused_address(host, found) for found in await _addresses(host))


async def _addresses(host: str) -> list[str]:
    """What a host's name stands for; nothing where it cannot be told, as behind a proxy."""
    with suppress(OSError, UnicodeError):
        found = await asyncio.get_running_loop().getaddrinfo(host, None)
        return [str(entry[4][0]) for entry in found]
    return []


class BrowserMiddleware:
    """Has pages and lists opened in the browser; files are fetched plainly."""

    def process_request(self, request: Request) -> None:
        """Mark what the browser is to open, and let its scripts come to rest."""
        if target_of(request).role in ("page", "list") and request.method == "GET":
            request.meta["playwright"] = True
            request.meta["playwright_page_methods"] = [_rest()]

    def process_response(self, request: Request, response: Response) -> Response:
        """A page whose own script has answered the challenge is content, whatever came first."""
        if not request.meta.get("playwright") or response.status not in REFUSING:
            return response
        text = response.body.decode("utf-8", "ignore")
        return response if is_shell(response.body, text) else response.replace(status=200)


def _rest() -> Any:
    return import_module("scrapy_playwright.page").PageMethod(_wait_for_rest)


async def _wait_for_rest(page: Any) -> None:
    """Until the network is quiet, or long enough: a challenge's script sets its cookie and reloads."""
    with suppress(import_module("playwright.async_api").Error):
        await page.wait_for_timeout(300)
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)
