"""The progress bar (進み具合) on the clerk's terminal, for work that takes longer than a second; and the Esc
key that stops a button of Excel."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbooks.asking import Stopped
from workbooks.results.sheet import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0  # seconds of work before a bar is worth showing
_FEW = 2  # steps that are shown as "busy", not as a share


def stop_on_escape() -> None:
    """Raises Stopped when Esc is held down; only Windows can tell. Asked between the stages of a button, when
    nothing has been written yet."""
    if sys.platform == "win32" and ctypes.windll.user32.GetAsyncKeyState(0x1B) & 0x8000:
        raise Stopped


@contextmanager
def progress(total: int, label: str) -> Iterator[Bar]:
    """Show a bar on stderr over ``total`` steps (a file each, and the check): at once for several files,
    else once the work takes longer than a second; nothing when stderr is no terminal."""
    bar = Bar(total, label)
    try:
        yield bar
    finally:
        bar.close()


class Bar:
    """The bar of ``progress``. It appears by itself from a timer, so one long step shows it too."""

    def __init__(self, total: int, label: str) -> None:
        self.total, self.label, self.done = total, label, 0
        self._lock = threading.Lock()
        # both at once or none: the timer's thread shares the bar only when it is whole
        self._shown: tuple[Progress, TaskID] | None = None
        self._timer = threading.Timer(0 if total > _FEW else _PATIENCE, self._show)
        self._timer.daemon = True
        if sys.stderr.isatty():
            self._timer.start()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        with self._lock:
            if self.done >= self.total:
                return
            bar = Progress(
                # no markup: a file may be called 名簿[1].xlsx
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TaskProgressColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            task = bar.add_task(self.label, total=self.total if self.total > _FEW else None)
            bar.update(task, completed=self.done)
            bar.start()
            self._shown = bar, task

    def advance(self, name: str = "") -> None:
        """One more step is done, in any thread; ``name`` says which file it was."""
        with self._lock:
            self.done += 1
            if self._shown is not None:
                bar, task = self._shown
                text = one_line(f"{self.label} {name}")
                bar.update(task, completed=self.done, description=text)

    def close(self) -> None:
        """Take the bar away."""
        self.done = self.total
        self._timer.cancel()
        with self._lock:
            if self._shown is not None:
                self._shown[0].stop()
                self._shown = None
