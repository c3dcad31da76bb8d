"""A small polite client for the services that hold other archives."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

_BUSY = (429, 500, 502, 503, 504)


class FetchError(OSError):
    """A service did not answer as it should; the message names the URL."""


@dataclass(slots=True)
class Client:
    """One request at a time, `delay` seconds apart; a busy service is waited for and asked again."""

    user_agent: str
    delay: float = 2.0
    tries: int = 4
    longest_wait: float = 300.0
    timeout: float = 60.0
    _last: dict[str, float] = field(default_factory=dict)

    def get(
        self, url: str, *, limit: int, first_byte: int | None = None, length: int = 0
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of a URL, or of a range of its bytes.

        Raises FetchError where no answer comes, or one of more than `limit` bytes.
        """
        headers = {"User-Agent": self.user_agent}
        if first_byte is not None:
            headers["Range"] = f"bytes={first_byte}-{first_byte + length - 1}"
        for attempt in range(self.tries):
            self._wait(url)
            try:
                status, answer, body = self._once(urllib.request.Request(url, headers=headers), limit)
            except (OSError, HTTPException) as error:
                if attempt + 1 == self.tries:
                    raise FetchError(f"{url}: no answer after {self.tries} tries: {error}") from error
                status, answer = 503, {}
            if status not in _BUSY or attempt + 1 == self.tries:
                break
            self._pause(answer, attempt)
        if len(body) > limit:
            raise FetchError(f"{url}: expected at most {limit} bytes")
        return status, answer, body

    def _once(self, request: urllib.request.Request, limit: int) -> tuple[int, dict[str, str], bytes]:
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                headers = {key.lower(): value for key, value in answer.headers.items()}
                return answer.status, headers, answer.read(limit + 1)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read(limit + 1)

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        since = time.monotonic() - self._last.get(host, float("-inf"))
        time.sleep(max(0.0, self.delay - since))
        self._last[host] = time.monotonic()

    def _pause(self, answer: dict[str, str], attempt: int) -> None:
        asked = answer.get("retry-after", "")
        seconds = float(asked) if asked.isdigit() else self.delay * 2**attempt
        time.sleep(min(seconds, self.longest_wait))
