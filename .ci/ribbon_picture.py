"""Draw the tab from the ribbon XML with its real labels (a drawing, not a screenshot): ribbon_picture.py OUT.svg"""

import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parents[1]))
from workbooks.addin.build import _UI, ribbon_xml
from xl.setup.addin import BUTTONS

root = ElementTree.fromstring(ribbon_xml(BUTTONS).encode())
tab = next(root.iter(_UI + "tab"))
x, parts = 16, []
for group in tab:
    start, small = x, 0
    for button in group:
        label = escape(button.get("label"))
        if button.get("size") == "large":
            parts.append(
                f'<rect x="{x}" y="52" width="96" height="84" rx="4" fill="#fff" stroke="#c8c8c8"/><rect '
                f'x="{x + 34}" y="62" width="28" height="28" rx="3" fill="#217346"/>'
                f'<text x="{x + 48}" y="118" text-anchor="middle" font-size="14">{label}</text>'
            )
            x += 106
            small = 0
        else:
            y = 56 + small * 28
            parts.append(
                f'<rect x="{x}" y="{y}" width="16" height="16" rx="2" fill="#217346"/><text x="{x + 24}" '
                f'y="{y + 13}" font-size="14">{label}</text>'
            )
            small += 1
    x += 130 if small else 10
    parts.append(
        f'<text x="{(start + x) / 2}" y="160" text-anchor="middle" font-size="12" '
        f'fill="#555">{escape(group.get("label"))}</text>'
        f'<line x1="{x}" y1="52" x2="{x}" y2="164" stroke="#d0d0d0"/>'
    )
    x += 16
Path(sys.argv[1]).write_text(
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{x + 10}" height="176" font-family="Noto Sans CJK JP, '
    f'Yu Gothic, sans-serif">'
    f'<rect width="100%" height="100%" fill="#f3f3f3"/><rect x="12" y="8" width="160" height="30" fill="#fff"/>'
    f'<text x="92" y="29" text-anchor="middle" font-size="15" fill="#217346">{escape(tab.get("label"))}</te'
    f'xt><rect x="12" y="36" width="160" height="2" fill="#217346"/>'
    f"{''.join(parts)}</svg>",
    encoding="utf-8",
)
