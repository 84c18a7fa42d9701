"""The door of the formulas: each function of the registry, spread over ranges (arrays in, arrays
out), for xlwings' servers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validators.messages import Door, sentence_of
from validators.text import is_blank, to_text
from workbooks.grid import excel_error
from xl.functions.catalogue import FUNCTIONS
from xl.functions.for_xlwings import declare
from xl.functions.registry import Function

Array = list[list[object]]
# every range comes as rows, an argument left out as None
_AS_ROWS = {"ndim": 2, "err_to_str": True}


def spread(function: Function) -> Callable[..., object]:
    """The function over scalars and ranges: ranges of one shape, single rows or columns and scalars
    are combined cell by cell."""

    def run(*handed: object) -> object:
        values = [_shown(value) for value in handed]
        if function.whole:
            return _clean(function.evaluate(values))
        arrays = _arrays(function, values)
        if all(len(a) == len(a[0]) == 1 for a in arrays):
            return _clean(function.evaluate([a[0][0] for a in arrays]))
        height, width = max(len(a) for a in arrays), max(len(a[0]) for a in arrays)
        if any(len(a) not in (1, height) or len(a[0]) not in (1, width) for a in arrays):
            return "※" + sentence_of("function-range-size", Door.CELL)
        columns = [_flat(a, height, width) for a in arrays]
        flat = function.over(columns)
        if width == 1:
            return [[_clean(v)] for v in flat]
        return [[_clean(v) for v in flat[i * width : (i + 1) * width]] for i in range(height)]

    run.__name__ = run.__qualname__ = function.name
    run.__doc__ = function.help
    declare(
        run,
        function.arguments,
        _AS_ROWS,
        ret={"doc": function.help, "options": {}},
        category="careerup",
        call_in_wizard=True,
    )
    return run


def _arrays(function: Function, values: Sequence[object]) -> list[Sequence[Sequence[object]]]:
    """The arguments as rows; a list over several cells becomes one cell, or one for each row of the others."""
    arrays = [_array(v) for v in values]
    listed = [a.listed for a in function.arguments[: len(arrays)]]
    spread = [a for a, is_list in zip(arrays, listed, strict=True) if not is_list]
    height = max((len(a) for a in spread), default=1)
    return [
        _one_list(a, height) if is_list else a for a, is_list in zip(arrays, listed, strict=True)
    ]


def _one_list(array: Sequence[Sequence[object]], height: int) -> list[list[object]]:
    rows = array if len(array) == height > 1 else [[v for row in array for v in row]]
    made: list[list[object]] = []
    for row in rows:
        given = [v for v in row if not is_blank(v)]
        made.append([given[0] if len(given) == 1 else "、".join(to_text(v) for v in given)])
    return made


def _shown(value: object) -> object:
    """The value with every error of Excel's as the text its cell shows, never as blank or as a number."""
    if isinstance(value, (list, tuple)):
        return [_shown(inner) for inner in value]
    error = excel_error(value)
    return value if error is None else error


def _array(value: object) -> Sequence[Sequence[object]]:
    if not isinstance(value, (list, tuple)):
        return [[value]]
    if not value:
        return [[None]]
    return value if isinstance(value[0], (list, tuple)) else [value]


def _flat(array: Sequence[Sequence[object]], height: int, width: int) -> list[object]:
    if len(array) == height and len(array[0]) == width:
        return [row[0] for row in array] if width == 1 else [v for row in array for v in row]
    return [
        array[i if len(array) > 1 else 0][j if len(array[0]) > 1 else 0]
        for i in range(height)
        for j in range(width)
    ]


def _clean(value: object) -> object:
    return "" if value is None else value


_SPREAD = {function.name: spread(function) for function in FUNCTIONS.values()}


def __getattr__(name: str) -> Callable[..., object]:
    """The function of a formula, for xlwings, which asks this module for it by its name."""
    try:
        return _SPREAD[name]
    except KeyError:
        raise AttributeError(name) from None
