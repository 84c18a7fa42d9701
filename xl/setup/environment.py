"""The Python environment (この Python): whether another package claims the name of one of our folders."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from validators.problems import Problem

_TWIN = "validators"  # of PyPI: its folder has the name of ours, and the last one installed overwrites the other


def clash() -> Problem | None:
    """The sentence about a package that shares a folder with ours, None where none is installed."""
    try:
        found = version(_TWIN)
    except PackageNotFoundError:
        return None
    return Problem("environment-shared", package=f"{_TWIN} {found}")
