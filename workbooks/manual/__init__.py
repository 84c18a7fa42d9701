"""The manual (使い方の冊子): ``manual.md`` is its text, ``manual.html`` and ``manual.pdf`` are made of it with
the pictures of the demo by ``.ci/pictures``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

NAMES = {
    "manual.html": "careerup_使い方.html",
    "manual.pdf": "careerup_使い方.pdf",
}  # → beside a clerk


def content(name: str) -> bytes:
    """One of ``NAMES`` as it ships."""
    return (files(__name__) / name).read_bytes()


def page() -> Path:
    """The manual as a page for the browser."""
    return Path(str(files(__name__) / "manual.html"))
