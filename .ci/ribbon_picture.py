"""Draw the tab from the ribbon XML with its real labels (a drawing, not a screenshot): ribbon_picture.py OUT.svg"""

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))
from workbooks.addin.build import _UI, ribbon_xml
from xl.setup.addin import BUTTONS

GREY = 'stroke="#c8c8c8"'
FONTS = "Noto Sans CJK JP, Noto Sans JP, Yu Gothic, sans-serif"


def buttons() -> Iterator[ElementTree.Element]:
    """The buttons of the tab in their order."""
    yield from _tab().iter(_UI + "button")


def _tab() -> ElementTree.Element:
    return next(ElementTree.fromstring(ribbon_xml(BUTTONS).encode()).iter(_UI + "tab"))


def drawn(framed: Collection[str] = ()) -> str:
    """The tab as SVG; with ``framed`` only the groups of these buttons, the buttons framed in red."""
    tab = _tab()
    x, parts = 16, []
    for group in tab:
        ids = {button.get("id") for button in group}
        if framed and not ids & set(framed):
            continue
        start, small, widest = x, 0, 0
        for button in group:
            label = escape(button.get("label", ""))
            frame = 'stroke="#d00000" stroke-width="3"' if button.get("id") in framed else ""
            if button.get("size") == "large":
                width = max(96, 14 * len(label) + 12)
                middle = x + width / 2
                parts.append(
                    f'<rect x="{x}" y="52" width="{width}" height="84" rx="4" fill="#fff" '
                    f"{frame or GREY}/>"
                    f'<rect x="{middle - 14}" y="62" width="28" height="28" rx="3" fill="#217346"/>'
                    f'<text x="{middle}" y="118" text-anchor="middle" font-size="14">{label}</text>'
                )
                x += width + 10
                small = 0
            else:
                if small == 3:
                    x, small, widest = x + widest + 12, 0, 0
                y = 54 + small * 28
                width = 34 + 14 * len(label)
                widest = max(widest, width)
                if frame:
                    parts.append(
                        f'<rect x="{x - 4}" y="{y - 4}" width="{width}" height="25" rx="3" '
                        f'fill="none" {frame}/>'
                    )
                parts.append(
                    f'<rect x="{x}" y="{y}" width="16" height="16" rx="2" fill="#217346"/>'
                    f'<text x="{x + 22}" y="{y + 13}" font-size="14">{label}</text>'
                )
                small += 1
        x += widest + 10
        parts.append(
            f'<text x="{(start + x) / 2}" y="160" text-anchor="middle" font-size="12" '
            f'fill="#555">{escape(group.get("label", ""))}</text>'
            f'<line x1="{x}" y1="52" x2="{x}" y2="164" stroke="#d0d0d0"/>'
        )
        x += 16
    width = max(x + 10, 760)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="176" font-family="{FONTS}">'
        f'<rect width="100%" height="100%" fill="#f3f3f3"/><rect x="12" y="8" width="160" height="30" '
        f'fill="#fff"/><text x="92" y="29" text-anchor="middle" font-size="15" fill="#217346">'
        f"{escape(tab.get('label', ''))}</text>"
        f'<rect x="12" y="36" width="160" height="2" fill="#217346"/>{"".join(parts)}</svg>'
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(drawn(), encoding="utf-8")
