"""``careerup`` alone and ``--version`` (はじめの案内): apart, because asking for the version takes long."""

from __future__ import annotations

from importlib import metadata

from validators.messages.commands import GUIDE


def version() -> str:
    """The installed version, or "0" in a source tree that is not installed."""
    try:
        return metadata.version("careerup")
    except metadata.PackageNotFoundError:
        return "0"


def show(program: str) -> int:
    """Print where to begin; the exit status."""
    print(GUIDE.format(program=program, version=version()), end="")
    return 0


def show_version(program: str) -> int:
    """Print the version; the exit status."""
    print(f"{program} {version()}")
    return 0
