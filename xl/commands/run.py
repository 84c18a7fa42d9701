"""The running half of a command (実行), found by its name so that declaring a command imports nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast


def runner(name: str) -> Callable[..., int]:
    """The function behind ``module:function``, its module imported now."""
    module, _, function = name.partition(":")
    return cast("Callable[..., int]", getattr(import_module(module), function))
