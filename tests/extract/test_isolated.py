"""A run over many inputs outlives whatever any one of them does."""

import ctypes
import os
import signal
import subprocess
import sys
import textwrap
import time
from itertools import count, islice

import pytest

from extract.isolated import LOOK_AHEAD, Failure, run_isolated
from extract.limits import MIB, Limits
from extract.readers import UnreadableSource

QUICK = Limits(seconds=1.0, memory_mb=1024)


def work(task):
    """What the tasks of these tests do in a worker."""
    match task:
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "hoard":
            return len(bytearray(4096 * MIB))
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "junk":
            raise UnreadableSource("bytes of nothing", "fetch it again")
        case "fault":
            raise KeyError("row_17")
        case "late":
            raise TimeoutError("of a library's own")
        case "unpicklable":
            return lambda: None
        case "limits":
            import resource

            return resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0]
        case "slow":
            time.sleep(0.3)
    return f"done {task}"


def outcomes(tasks, **options):
    return list(run_isolated(work, tasks, limits=QUICK, **options))


def kind_of(outcome):
    return outcome.kind if isinstance(outcome, Failure) else outcome


@pytest.mark.parametrize("workers", [1, 2])
def test_every_input_gets_one_outcome_in_its_place(workers):
    tasks = ["a", "sleep", "b", "hoard", "c", "crash", "d", "exit", "e", "junk", "f", "fault", "g"]
    assert [kind_of(outcome) for outcome in outcomes(tasks, workers=workers)] == [
        "done a",
        "time",
        "done b",
        "memory",
        "done c",
        "crash",
        "done d",
        "crash",
        "done e",
        "unreadable",
        "done f",
        "error",
        "done g",
    ]


@pytest.mark.parametrize(
    ("task", "kind", "reason", "advice"),
    [
        ("spin", "time", "more than 1 seconds", "raise the limit seconds"),
        ("hoard", "memory", "more than 1024 MiB", "raise the limit memory_mb"),
        ("crash", "crash", "signal 11", "report it with the document"),
        ("exit", "crash", "exit code 3", "report it with the document"),
        ("junk", "unreadable", "bytes of nothing", "fetch it again"),
        ("fault", "error", "KeyError: 'row_17'", "report it with the document"),
        ("late", "error", "TimeoutError: of a library's own", "report it"),
        ("unpicklable", "error", "pickle", "report it"),
    ],
)
def test_a_failure_says_what_happened_and_what_to_do(task, kind, reason, advice):
    (failure,) = outcomes([task])
    assert isinstance(failure, Failure)
    assert (failure.uri, failure.kind) == (task, kind)
    assert reason in failure.reason and advice in failure.advice
    assert "Traceback" not in failure.reason + failure.advice


def test_only_a_fault_of_the_program_keeps_its_traceback_apart():
    fault, junk = outcomes(["fault", "junk"])
    assert "Traceback" in fault.debug and "row_17" in fault.debug
    assert junk.debug == ""


def test_the_name_of_an_input_can_be_given():
    (failure,) = outcomes(["junk"], uri_of=lambda task: f"file:{task}.txt")
    assert failure.uri == "file:junk.txt"


def test_a_worker_has_its_memory_and_processor_time_bounded():
    ((memory, seconds),) = outcomes(["limits"])
    assert memory == QUICK.memory_mb * MIB
    assert QUICK.seconds < seconds < 60


def test_the_time_limit_is_each_inputs_own():
    assert [kind_of(outcome) for outcome in outcomes(["slow"] * 6)] == ["done slow"] * 6


def test_no_input_gives_no_outcome():
    assert outcomes([]) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_an_endless_stream_is_taken_a_few_ahead(workers):
    taken = []
    stream = (taken.append(number) or f"n{number}" for number in count())
    run = run_isolated(work, stream, workers=workers, limits=QUICK)
    assert list(islice(run, 5)) == [f"done n{number}" for number in range(5)]
    assert len(taken) <= 5 + LOOK_AHEAD * workers
    run.close()


def test_an_error_of_the_stream_itself_is_raised_and_ends_the_workers():
    def stream():
        yield "a"
        raise OSError("the list is gone")

    with pytest.raises(OSError, match="the list is gone"):
        outcomes(stream())


def _lives(process: int) -> bool:
    """Whether a process is still there after the moment that the system takes to clear one away."""
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def test_ctrl_c_ends_a_run_at_once_and_leaves_nobody_behind(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(
        textwrap.dedent(
            """
            import os, signal, time
            from extract.isolated import run_isolated

            def work(task):
                os.write(1, f"{os.getpid()}\\n".encode())  # at one stroke: two workers write to one pipe
                time.sleep(60)

            if __name__ == "__main__":
                signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background ignores it
                try:
                    list(run_isolated(work, range(9), workers=2))
                except KeyboardInterrupt:
                    print("stopped", flush=True)
            """
        )
    )
    run = subprocess.Popen(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    workers = [int(run.stdout.readline()) for _ in range(2)]
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (out.strip(), err) == ("stopped", "")
    assert not any(map(_lives, workers))
