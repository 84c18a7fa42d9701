"""OfficeError: the one exception of this room, for a workbook that is not written as Office Open XML says."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Kind = Literal["no-workbook", "unusual", "damaged-part", "uncopiable"]

# What lxml, zipfile and plain Python raise where an element, attribute, part or number is not as expected.
_FAULTS = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    SyntaxError,  # lxml's error for a part that is no XML
    RecursionError,
    StopIteration,
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class OfficeError(Exception):
    """A workbook that cannot be edited part by part.

    kind    no-workbook: not a zip with a workbook in it · unusual: written as Excel never does ·
            damaged-part: ``detail`` cannot be unpacked · uncopiable: the sheet has a part of the
            kind ``detail`` that cannot be copied
    """

    def __init__(self, kind: Kind, detail: str = "") -> None:
        self.kind, self.detail = kind, detail
        super().__init__(f"{kind} {detail}".strip())


@contextmanager
def guarded(part: str = "") -> Iterator[None]:
    """Whatever goes wrong inside for the sake of the workbook's content is an OfficeError. Also a decorator."""
    try:
        yield
    except OfficeError:
        raise
    except _FAULTS as error:
        raise OfficeError("unusual", part) from error
    except _DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's trouble, not the workbook's
        raise OfficeError("damaged-part", part) from error
