"""Any function on many inputs, each in a process that may be slow, greedy or crash without harm to the run."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import resource
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from extract.limits import DEFAULT_LIMITS, MIB, Limits
from extract.readers.errors import UnreadableSource

Item = TypeVar("Item")
Result = TypeVar("Result")

LOOK_AHEAD = 4
"""Inputs for each worker that are taken before their turn, so that one slow input idles nobody."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no result.

    `kind`: `time`, `memory`, `crash`, `unreadable` or `error` (a fault of ours); `debug` holds a
    traceback for whoever mends it, and is not for the user.
    """

    uri: str
    reason: str
    advice: str
    kind: str
    debug: str = ""


def run_isolated(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    uri_of: Callable[[Item], str] = str,
    workers: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Result | Failure]:
    """The outcome of `function` for every item, in their order, as they come.

    `function` must be picklable (defined at the top of a module), and so must items and results.
    At most `LOOK_AHEAD * workers` items are taken before the outcome of the oldest is given.
    Closing the iterator, or Ctrl-C, ends the workers.
    """
    with contextlib.closing(_Crew(function, uri_of, workers, limits)) as crew:
        for item in items:
            crew.begin(item)
            if len(crew.pending) >= LOOK_AHEAD * workers:
                yield crew.finish_oldest()
        while crew.pending:
            yield crew.finish_oldest()


class _Crew(Generic[Item, Result]):
    """A pool of workers, and the items that they were given, oldest first."""

    def __init__(
        self, function: Callable[[Item], Result], uri_of: Callable[[Item], str], workers: int, limits: Limits
    ) -> None:
        self.pending: deque[tuple[Item, ProcessFuture[bytes]]] = deque()
        self._function, self._uri_of, self._workers, self._limits = function, uri_of, workers, limits
        self._context = _context(function.__module__)
        self._pool = self._new_pool()

    def begin(self, item: Item) -> None:
        """Hand an item to the workers."""
        arguments = (self._function, item, self._uri_of(item), self._limits)
        self.pending.append((item, self._pool.schedule(_run, args=arguments, timeout=self._limits.seconds)))

    def finish_oldest(self) -> Result | Failure:
        """Wait for the outcome of the oldest item."""
        item, future = self.pending.popleft()
        try:
            outcome: Result | Failure = pickle.loads(future.result())
            return outcome
        except Exception as error:
            if isinstance(error, BrokenProcessPool):
                self._begin_anew()
            return _lost(self._uri_of(item), error, self._limits)

    def close(self) -> None:
        """End the workers, whatever they are at."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            initializer=_prepare_worker,
            initargs=(self._limits.memory_mb,),
            context=self._context,
        )

    def _begin_anew(self) -> None:
        """A new pool for the items that a broken one left undone."""
        self.close()
        self._pool = self._new_pool()
        undone = list(self.pending)
        self.pending.clear()
        for item, _ in undone:
            self.begin(item)


def _context(module: str) -> BaseContext:
    """Workers forked from a small server that has the function's module loaded: safe with threads, quick."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _prepare_worker(memory_mb: int) -> None:
    """In a new worker: leave Ctrl-C to the parent, bound the address space, outlive nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_AS, memory_mb * MIB)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this worker when its parent has gone: one started while the pool stops is stopped by nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _run(function: Callable[[Item], Result], item: Item, uri: str, limits: Limits) -> bytes:
    """In a worker: the function's result, or what became of it, pickled.

    Pickled here, because a result that cannot be, or needs too much memory, is a failure like any other.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * limits.seconds) + 5)
    try:
        return pickle.dumps(function(item), pickle.HIGHEST_PROTOCOL)
    except UnreadableSource as error:
        failure = Failure(uri, error.reason, error.advice, "unreadable")
    except MemoryError:
        reason = f"needed more than {limits.memory_mb} MiB of memory"
        failure = Failure(uri, reason, "raise the limit memory_mb, or split the document", "memory")
    except Exception as error:
        failure = _fault(uri, error)
    return pickle.dumps(failure)


def _limit(what: int, soft: int) -> None:
    hard = resource.getrlimit(what)[1]
    soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    with contextlib.suppress(ValueError, OSError):  # a system without this limit has the time limit left
        resource.setrlimit(what, (soft, hard))


def _lost(uri: str, error: Exception, limits: Limits) -> Failure:
    """What became of an item whose worker gave no answer."""
    code = error.exitcode if isinstance(error, ProcessExpired) else None
    if isinstance(error, TimeoutError) or code == -signal.SIGXCPU:
        reason = f"took more than {limits.seconds:g} seconds"
        return Failure(uri, reason, "raise the limit seconds, or leave the document out", "time")
    if isinstance(error, (ProcessExpired, BrokenProcessPool)):
        cause = f"signal {-code}, {signal.strsignal(-code)}" if code and code < 0 else f"exit code {code}"
        advice = "run it again; if it dies again, report it with the document"
        return Failure(uri, f"the process that worked on it died ({cause})", advice, "crash")
    return _fault(uri, error)


def _fault(uri: str, error: Exception) -> Failure:
    advice = "this is a fault in the program: report it with the document"
    trace = "".join(traceback.format_exception(error))
    return Failure(uri, f"{type(error).__name__}: {error}", advice, "error", trace)
