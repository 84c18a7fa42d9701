"""``python -m xl.ribbon.pipe``: the buttons and the functions for LibreOffice, a line of JSON in and a line out."""

from __future__ import annotations

import sys
from typing import Any

from validators.problems import own_fault
from workbooks.calc.pipe import decoded, encoded
from xl import ribbon, udfs


def answer(request: dict[str, Any]) -> Any:
    """The answer to one request: ``press`` [button, facts] and ``told`` give steps, ``call`` [name, values]
    what the cell shows."""
    if "press" in request:
        return ribbon.pressed(*request["press"])
    if "told" in request:
        return ribbon.told(request["told"])
    name, values = request["call"]
    try:
        return getattr(udfs, name)(*values)
    except Exception as error:
        return f"※{own_fault(error)}"


def main() -> None:
    """Answer until LibreOffice closes the pipe."""
    out, sys.stdout = sys.stdout, sys.stderr  # whatever else prints does not get into an answer
    for line in sys.stdin:
        out.write(encoded(answer(decoded(line))) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
