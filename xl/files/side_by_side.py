"""Files read side by side (並べて読む): a run over many files shares them with processes of its own.

The run reads from the first file on, as it would alone; its workers take files from the last one back, until both
meet. Nothing depends on the workers: what none was started for, has begun or could finish, the run reads itself. So
the results, their order, and the first file that is refused are those of a run alone.

Files and results pass through a worker's standard input and output. Both end with the run, however it ends: no worker
outlives it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from validators.problems import Problem
from validators.reading import Note
from xl.files.process import another

T = TypeVar("T")

WORTH = 1 << 20  # bytes of all files; less is read before a worker has started
_MOST = 4  # workers
_AHEAD = 2  # files that a worker has been given: it need not wait for the next
_PIPE = 1 << 20  # bytes of results on their way, where the system can be asked
_TURN = 0.0005  # seconds until a result that has come is taken over, while the run reads on


@contextmanager
def side_by_side(
    work: Callable[[Path], T],
    paths: Sequence[Path],
    done: Callable[[str], None],
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Iterator[T]]:
    """What ``work`` gives for each path, in their order.

    work       a function that can be pickled, as its results can; of what it raises only Problem may be expected
    done       told the name of every file once it is read, from any thread
    meanwhile  what the run has to do anyway, done while workers start; not called where there are none

    The iterator raises what ``work`` raises for the first path that it raises for.
    """
    shared: _Shared[T] = _Shared(paths, done)
    workers: list[_Worker[T]] = []
    turn = sys.getswitchinterval()
    try:
        with suppress(OSError):  # a locked-down machine: what has started so far has to do
            for _ in range(_workers(paths)):
                workers.append(_Worker(work, shared))
        if workers:
            sys.setswitchinterval(_TURN)
            meanwhile()
        yield _results(work, shared)
    finally:
        sys.setswitchinterval(turn)
        for worker in workers:
            worker.stop()


def _results(work: Callable[[Path], T], shared: _Shared[T]) -> Iterator[T]:
    for number, path in enumerate(shared.paths):
        answer = None if shared.take(number) else shared.answer(number)
        if answer is None:
            result = work(path)
            shared.done(path.name)
        elif answer.refusal:
            raise Problem(answer.refusal.rule, **answer.refusal.params)
        else:
            result = answer.result
        yield result


def _workers(paths: Sequence[Path]) -> int:
    """How many workers are worth starting: none for few files, on one processor, or in a process that is not ours to
    multiply: Excel's, a frozen one, another's worker."""
    multiprocessing = sys.modules.get("multiprocessing")
    if (
        len(paths) < 2
        or not sys.executable
        or getattr(sys, "frozen", False)
        or "xlwings" in sys.modules
        or threading.current_thread() is not threading.main_thread()
        or (multiprocessing and multiprocessing.parent_process())
        or sum(map(_size, paths)) < WORTH
    ):
        return 0
    return min(_processors() - 1, _MOST, len(paths) // 2)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # whoever reads it says what is wrong


def _processors() -> int:
    """Those this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    """What a worker says of a file: its result, or why it is refused."""

    result: T
    refusal: Note | None = None


class _Shared(Generic[T]):
    """The files that are still to be taken, and the workers' answers."""

    def __init__(self, paths: Sequence[Path], done: Callable[[str], None]) -> None:
        self.paths, self.done = paths, done
        self._first, self._last = 0, len(paths)  # those between are not taken yet
        self._answers: dict[int, _Answer[T] | None] = {}
        self._changed = threading.Condition()

    def take(self, number: int) -> bool:
        """Take this file; False where a worker has it."""
        with self._changed:
            if number < self._last:
                self._first = number + 1
            return number < self._last

    def take_last(self) -> int | None:
        """Take the last file that nobody has, None where all are taken."""
        with self._changed:
            if self._first >= self._last:
                return None
            self._last -= 1
            return self._last

    def put(self, number: int, answer: _Answer[T] | None) -> None:
        """Keep the answer for a file, None where there is none."""
        if answer is not None:
            self.done(self.paths[number].name)
        with self._changed:
            self._answers[number] = answer
            self._changed.notify()

    def answer(self, number: int) -> _Answer[T] | None:
        """Wait for the answer for a file that a worker has."""
        with self._changed:
            while number not in self._answers:
                self._changed.wait(1)  # in turns: Windows would not let Ctrl-C through
            return self._answers.pop(number)


class _Worker(threading.Thread, Generic[T]):
    """A process that reads files, and the thread that gives them to it. Raises OSError where none can be started."""

    def __init__(self, work: Callable[[Path], T], shared: _Shared[T]) -> None:
        super().__init__(daemon=True)
        self._work, self._shared = work, shared
        self._process = subprocess.Popen(
            **another("from xl.files.side_by_side import child; child()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_PIPE,
            pipesize=_PIPE if sys.platform == "linux" else -1,
        )
        self.start()

    def run(self) -> None:
        given: deque[int] = deque()
        try:
            self._send(self._work)
            self._receive()  # it has started: until then the run takes the files
            while True:
                while len(given) < _AHEAD and (number := self._shared.take_last()) is not None:
                    given.append(number)
                    self._send(self._shared.paths[number])
                if not given:
                    break
                answer = self._receive()
                self._shared.put(given.popleft(), answer)
        except Exception:  # whatever was lost with it, the run reads again
            pass
        finally:
            for number in given:
                self._shared.put(number, None)

    def _send(self, what: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(pickle.dumps(what))
        self._process.stdin.flush()

    def _receive(self) -> _Answer[T] | None:
        assert self._process.stdout
        # to be trusted as this process is: the worker does what the run would do itself
        answer: _Answer[T] | None = pickle.load(self._process.stdout)
        return answer

    def stop(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


def child() -> None:
    """The other side: takes the work, then one path after the other, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends its workers
    gc.disable()
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing printed gets between the answers
    with suppress(EOFError, BrokenPipeError):
        work = pickle.load(given)
        ready = None
        answers.write(pickle.dumps(ready))
        while True:
            answers.flush()
            answers.write(_answered(work, pickle.load(given)))


def _answered(work: Callable[[Path], object], path: Path) -> bytes:
    """The answer as bytes; what nobody expects is left to the run, which meets it again and tells."""
    try:
        return pickle.dumps(_Answer(work(path)))
    except Problem as problem:
        return pickle.dumps(_Answer(None, problem.note))
    except Exception:
        return pickle.dumps(None)
