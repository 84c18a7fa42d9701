"""Names of the sheets and files a run of forms writes: what Excel and Windows take, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbooks.forms.pages import Page

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\[\]]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)", re.IGNORECASE)
_SHEET_LENGTH, _FILE_LENGTH = 31, 120
_FILE_BYTES = 220  # of the 255 that Linux and a NAS give a name, ending and number left over
_MOST = 100_000


def sheet_name(page: Page, used: set[str]) -> str:
    """The name of a page's sheet; ``used`` (casefolded) takes it up."""
    return unique("_".join(p for p in (page.number, page.name) if p), used)


def unique(wanted: str, used: set[str]) -> str:
    """A sheet name Excel takes: 31 characters, nothing forbidden, not there yet."""
    base = "".join(_FORBIDDEN.sub("・", wanted).split()).strip("'") or "様式"
    for n in range(1, _MOST):
        tail = f"({n})" if n > 1 else ""
        name = _cut(base, _SHEET_LENGTH - len(tail)) + tail
        if name.casefold() not in used:
            used.add(name.casefold())
            return name
    raise AssertionError("more sheets of one name than a workbook holds")


def file_names(pages: Sequence[Page], pattern: str, ending: str, title: str) -> list[str]:
    """One name per page after the profile's pattern; what Windows forbids is replaced, a name given
    twice gets a number."""
    names: list[str] = []
    used: set[str] = set()
    for page in pages:
        text = pattern.replace("{number}", page.number).replace("{name}", page.name)
        text = text.replace("{form}", title)
        base = _FORBIDDEN.sub("・", "".join(text.split())).strip(" ._") or title
        if _RESERVED.fullmatch(base.split(".")[0]):
            base = f"{title}_{base}"
        base = _cut(base, _FILE_LENGTH).encode()[:_FILE_BYTES].decode(errors="ignore")
        names.append(_free(base, ending, used))
    return names


def _free(base: str, ending: str, used: set[str]) -> str:
    for n in range(1, _MOST):
        name = f"{base}{'' if n == 1 else f'({n})'}{ending}"
        if name.casefold() not in used:
            used.add(name.casefold())
            return name
    raise AssertionError("more files of one name than a folder holds")


def _cut(text: str, length: int) -> str:
    """At most ``length`` UTF-16 units, as Excel counts; characters beyond the basic plane are not halved."""
    while len(text.encode("utf-16-le")) // 2 > length:
        text = text[:-1]
    return text
