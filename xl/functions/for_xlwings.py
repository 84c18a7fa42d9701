"""What xlwings' servers know of a function (xlwings のサーバーへの届け出), as its decorators would note it: xlwings
itself is not imported, so what runs in Excel is what the tests call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xl.functions.registry import Argument


def declare(
    run: Callable[..., object],
    arguments: Sequence[Argument],
    options: Mapping[str, object],
    **others: object,
) -> None:
    """Make a function known to xlwings' servers.

    options  of each argument: how its value is converted
    others   what is not as in a function of no wizard whose value is converted as usual
    """
    parts = [
        {
            "name": a.name,
            "pos": position,
            "vba": None,
            "doc": a.help,
            "vararg": False,
            "options": dict(options),
            **({"optional": None} if a.optional else {}),
        }
        for position, a in enumerate(arguments)
    ]
    vars(run)["__xlfunc__"] = {
        "name": run.__name__,
        "sub": False,
        "args": parts,
        "argmap": {part["name"]: part for part in parts},
        "ret": {"doc": "", "options": {}},
        "category": "",
        "call_in_wizard": False,
        "volatile": False,
        "async_mode": None,
        **others,
    }


def declare_alike(
    run: Callable[..., object], known: Callable[..., object], **others: object
) -> None:
    """Make a function known as another one is, but for ``others``."""
    declared: dict[str, Any] = vars(known)["__xlfunc__"]
    vars(run)["__xlfunc__"] = {**declared, **others}
