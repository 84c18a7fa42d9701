"""The font of our own PDFs: Noto Serif JP (SIL OFL), with IPAmj明朝 for the rest of the
government's characters where it is installed.

A character without a glyph is told, never printed as a blank; a variation sequence (IVS) counts as one character.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from validators.problems import Problem

_CLUSTER = re.compile("(?s).[\ufe00-\ufe0f\U000e0100-\U000e01ef]?")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_IPAMJ = "ipamjm.ttf"
_FOLDERS = (
    r"C:\Windows\Fonts",
    "/usr/share/fonts/truetype/ipamj",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
)


@dataclass(frozen=True, slots=True)
class Font:
    """What one font file can print. ``widths`` are advances in em by character; ``sequences`` are
    (character, selector)."""

    path: Path
    family: str
    widths: dict[str, float]
    sequences: frozenset[tuple[str, str]]

    def has(self, cluster: str) -> bool:
        """Is there a glyph for a character, or for a character with its variation selector?"""
        if len(cluster) > 1:
            return (cluster[0], cluster[1]) in self.sequences
        return cluster in self.widths


def available(*, gothic: bool = False) -> tuple[Font, ...]:
    """The fonts in the order they are asked; with Noto Sans JP first for a text set in Gothic. Raises Problem when
    the PDF parts are not installed."""
    return _gothic_first() if gothic else _mincho()


@cache
def _gothic_first() -> tuple[Font, ...]:
    return (_read(_package().sans_path()), *_mincho())


@cache
def _mincho() -> tuple[Font, ...]:
    folders = [Path(f).expanduser() for f in _FOLDERS]
    if local := os.environ.get("LOCALAPPDATA"):
        folders.append(Path(local) / "Microsoft" / "Windows" / "Fonts")
    ipamj_files = [f / _IPAMJ for f in folders if (f / _IPAMJ).is_file()]
    return (_read(_package().serif_path()), *(_read(path) for path in ipamj_files[:1]))


def _package() -> Any:
    try:
        import pylopdf_fonts_jp
    except ImportError:
        raise Problem("pdf-part-missing", part="pylopdf-fonts-jp") from None
    return pylopdf_fonts_jp


def _read(path: Path) -> Font:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        parts: Mapping[str, Any] = {tag: font[tag] for tag in ("head", "hmtx", "cmap", "name")}
        units, advances = parts["head"].unitsPerEm, parts["hmtx"].metrics
        widths = {
            chr(code): advances[glyph][0] / units
            for code, glyph in parts["cmap"].getBestCmap().items()
        }
        tables = [t for t in parts["cmap"].tables if t.format == 14]
        sequences = frozenset(
            (chr(base), chr(selector))
            for t in tables
            for selector, listed in t.uvsDict.items()
            for base, _ in listed
        )
        return Font(path, str(parts["name"].getBestFamilyName()), widths, sequences)


def runs(text: str, fonts: Sequence[Font]) -> list[tuple[int, str]]:
    """The text cut where the font changes: (number of the font, piece). What no font has goes to the first."""
    if fonts[0].widths.keys() >= set(text):  # nearly always
        return [(0, text)]
    found: list[tuple[int, str]] = []
    for cluster in _CLUSTER.findall(text):
        number = next((n for n, font in enumerate(fonts) if font.has(cluster)), 0)
        if found and found[-1][0] == number:
            found[-1] = (number, found[-1][1] + cluster)
        else:
            found.append((number, cluster))
    return found


def missing(text: str, fonts: Sequence[Font]) -> list[str]:
    """Characters (with their variation selector) that no font can print, once each."""
    return list(
        dict.fromkeys(
            c
            for c in _CLUSTER.findall(text)
            if c not in "\n\r\t" and not any(font.has(c) for font in fonts)
        )
    )


def width(text: str, fonts: Sequence[Font]) -> float:
    """Length of one line in em."""
    first = fonts[0].widths
    return sum(
        first[c]
        if c in first
        else next((f.widths[c] for f in fonts if c in f.widths), 0.0 if _SELECTOR.match(c) else 1.0)
        for c in text
    )
