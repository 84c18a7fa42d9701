"""書体: what a font of a blank looks like, as far as our own PDF can show it: Mincho or Gothic, bold, a colour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from xl.ooxml.package import NS

# fonts without Japanese letters are shown by the PC's Gothic
_GOTHIC = re.compile(
    r"ゴシック|gothic|メイリオ|meiryo|sans|calibri|arial|aptos|segoe|helvetica|tahoma|verdana",
    re.IGNORECASE,
)
_MINCHO = re.compile(r"明朝|mincho|serif|times|century|cambria", re.IGNORECASE)
_OWN_LOOK = re.compile(r"創英|丸|まる|ポップ|楷書|行書|教科書|UB$|EB$|Black|Heavy", re.IGNORECASE)
_BLACK = ("FF000000", "00000000")
_ODD = ("i", "u", "strike", "outline", "shadow", "vertAlign")
_USUAL = 11.0


@dataclass(frozen=True, slots=True)
class Face:
    """One font. ``colour`` is "#RRGGBB", "" for black; ``plain``: our own PDF shows it as it is."""

    size: float = _USUAL
    gothic: bool = False
    bold: bool = False
    colour: str = ""
    plain: bool = True


def face(font: Any) -> Face:
    """The look of a ``font`` of styles.xml or an ``rPr`` of a text's run."""
    size = font.find(f"{NS}sz")
    name = next(
        (e.get("val", "") for t in ("name", "rFont") if (e := font.find(f"{NS}{t}")) is not None),
        "",
    )
    colour, known = _colour(font.find(f"{NS}color"))
    gothic, mincho = (
        _GOTHIC.search(name),
        _MINCHO.search(name) if "sans" not in name.casefold() else None,
    )
    odd = any(_on(font.find(f"{NS}{tag}")) for tag in _ODD)
    return Face(
        float(size.get("val", _USUAL)) if size is not None else _USUAL,
        gothic is not None and mincho is None,
        _on(font.find(f"{NS}b")),
        colour,
        known and not odd and bool(gothic or mincho) and _OWN_LOOK.search(name) is None,
    )


def _on(element: Any) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false", "none", "baseline")


def _colour(element: Any) -> tuple[str, bool]:
    """(colour, is it known): a colour of the theme but its black is not looked up."""
    if element is None or element.get("auto") or element.get("indexed") in ("8", "64"):
        return "", True
    if element.get("theme") is not None:
        return "", element.get("theme") == "1" and not float(element.get("tint", 0))
    rgb = element.get("rgb", "")
    if rgb.upper() in _BLACK:
        return "", True
    return (f"#{rgb[-6:]}", True) if re.fullmatch(r"[0-9A-Fa-f]{6,8}", rgb) else ("", False)
