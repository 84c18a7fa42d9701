"""The way from LibreOffice to careerup (Python への管): one process of careerup's own Python, a line of JSON there and
a line back. No port is opened."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import threading
from typing import Any

_NO_WINDOW = 0x08000000


def encoded(value: Any) -> str:
    """One line; a date as an object of one key."""
    return json.dumps(value, ensure_ascii=False, default=_date)


def decoded(line: str) -> Any:
    """What ``encoded`` wrote."""
    return json.loads(line, object_hook=_dated)


def _date(value: Any) -> dict[str, str]:
    if isinstance(value, dt.date):
        return {"date": dt.datetime(*value.timetuple()[:6]).isoformat()}
    raise TypeError(type(value).__name__)


def _dated(found: dict[str, Any]) -> Any:
    return dt.datetime.fromisoformat(found["date"]) if set(found) == {"date"} else found


class Silent(Exception):
    """The process could not be started, or ended without an answer."""


class Pipe:
    """The process, started when it is first needed and again after it ended.

    python  its program
    path    the folder with careerup's packages
    """

    def __init__(self, python: str, path: str) -> None:
        self._python, self._path = python, path
        self._process: subprocess.Popen[str] | None = None
        self._one = threading.Lock()

    def ask(self, request: Any) -> Any:
        """The answer to one request. Raises Silent."""
        with self._one:
            process = self._running()
            assert process.stdin and process.stdout
            try:
                process.stdin.write(encoded(request) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except OSError:
                line = ""
            if not line:
                process.kill()
                process.wait()
                self._process = None
                raise Silent
            return decoded(line)

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            # LibreOffice's own settings would lead our Python into LibreOffice's library
            env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
            try:
                self._process = subprocess.Popen(
                    [self._python, "-X", "utf8", "-m", "xl.ribbon.pipe"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    env={**env, "PYTHONPATH": self._path},
                    creationflags=_NO_WINDOW if os.name == "nt" else 0,
                )
            except OSError:
                raise Silent from None
        return self._process
