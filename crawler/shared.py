"""One crawl over several processes or machines: a frontier in Redis, by way of scrapy-redis.

An optional extra (`pip install haiguan[redis]`).  Every process has an archive of its own; requests
are shared.  A request that a process takes is leased to it until its answer is stored and what
follows from it is in the frontier; the leases of a process that died go back to the others.

The requests are pickled: the Redis server must be one that only the crawl's own machines reach.
Each process keeps its own pauses between requests, so that a host may see as many at a time.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from scrapy import Request, Spider
from scrapy_redis.dupefilter import RFPDupeFilter
from scrapy_redis.queue import FifoQueue
from scrapy_redis.scheduler import Scheduler
from twisted.internet.task import LoopingCall

from crawler.fingerprint import request_key

LEASE_SECONDS = 60
"""How long a process may be silent before it is taken for dead."""


def frontier_settings(url: str, name: str) -> dict[str, Any]:
    """Scrapy's settings for a shared frontier: the server's URL, and a name that is new for each run."""
    return {
        "SCHEDULER": "crawler.shared.SharedScheduler",
        "DUPEFILTER_CLASS": "crawler.shared.KeyDupeFilter",
        "SCHEDULER_QUEUE_CLASS": "crawler.shared.LeasedQueue",
        "SCHEDULER_QUEUE_KEY": f"haiguan:{name}:%(spider)s:queue",
        "SCHEDULER_DUPEFILTER_KEY": f"haiguan:{name}:%(spider)s:seen",
        "SCHEDULER_PERSIST": True,
        "REDIS_URL": url,
    }


class KeyDupeFilter(RFPDupeFilter):  # type: ignore[misc]
    """scrapy-redis's set of requests seen, by the archive's key of a URL."""

    def request_fingerprint(self, request: Request) -> str:
        """The method and the key."""
        return request_key(request)


class LeasedQueue(FifoQueue):  # type: ignore[misc]
    """A list of requests in Redis; what is taken moves to the taker's own list until it is settled."""

    def __init__(self, server: Any, spider: Spider, key: str, serializer: Any = None) -> None:
        super().__init__(server, spider, key, serializer)
        self.worker = uuid4().hex
        self.leases: dict[Request, bytes] = {}
        self.lease_seconds = spider.settings.getfloat("FRONTIER_LEASE", LEASE_SECONDS)

    def pop(self, timeout: int = 0) -> Request | None:
        """Take a request, or, where there is none, one of a process that died."""
        data = self._take() or (self._take() if self.rescue() else None)
        if data is None:
            return None
        request: Request = self._decode_request(data)
        self.leases[request] = data
        return request

    def _take(self) -> bytes | None:
        data: bytes | None = self.server.lmove(self.key, self._doing(self.worker), "RIGHT", "LEFT")
        return data

    def settle(self, request: Request) -> None:
        """Give back the lease of a request that is done with."""
        self.server.lrem(self._doing(self.worker), 1, self.leases.pop(request))

    def beat(self) -> None:
        """Show that this process is alive."""
        self.server.zadd(f"{self.key}:workers", {self.worker: self._time()})

    def rescue(self) -> bool:
        """Put the leases of processes that died back into the queue; whether there were any."""
        silent_since = self._time() - self.lease_seconds
        moved = False
        for worker in self.server.zrangebyscore(f"{self.key}:workers", 0, silent_since):
            name = worker.decode()
            while self.server.lmove(self._doing(name), self.key, "RIGHT", "LEFT"):
                moved = True
            self.server.zrem(f"{self.key}:workers", name)
        return moved

    def pending(self) -> bool:
        """Whether any process has, or may still get, something to do."""
        if len(self):
            return True
        workers = (worker.decode() for worker in self.server.zrange(f"{self.key}:workers", 0, -1))
        return any(self.server.llen(self._doing(worker)) for worker in workers)

    def _doing(self, worker: str) -> str:
        return f"{self.key}:doing:{worker}"

    def _time(self) -> float:
        seconds, micros = self.server.time()
        return float(seconds) + float(micros) / 1e6


class SharedScheduler(Scheduler):  # type: ignore[misc]
    """scrapy-redis's scheduler over leases, which stays while others may still find something."""

    crawler: Any
    queue: LeasedQueue

    @classmethod
    def from_crawler(cls, crawler: Any) -> SharedScheduler:
        """Made by Scrapy."""
        scheduler: SharedScheduler = super().from_crawler(crawler)
        scheduler.crawler = crawler
        return scheduler

    def open(self, spider: Spider) -> None:
        """Open the queue, and show while it is open that this process is alive."""
        super().open(spider)
        self._beating = LoopingCall(self.queue.beat)
        self._beating.start(self.queue.lease_seconds / 4)

    def close(self, reason: str) -> None:
        """Stop; the leases of requests that were under way are left for the others."""
        self._beating.stop()
        super().close(reason)

    def next_request(self) -> Request | None:
        """A request of the frontier, leased to this process."""
        self._settle_finished()
        return self.queue.pop()

    def has_pending_requests(self) -> bool:
        """Whether to stay: there are requests, or another process is at work on some."""
        self._settle_finished()
        return self.queue.pending()

    def _settle_finished(self) -> None:
        """Settle what the engine is done with: its answer is stored, what it led to is enqueued."""
        under_way = self.crawler.engine._slot.inprogress
        for request in [request for request in self.queue.leases if request not in under_way]:
            self.queue.settle(request)
