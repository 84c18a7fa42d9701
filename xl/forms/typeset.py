"""The fast way to a PDF: the boxes of filled standard blanks set by typst, with an embedded font,
without Excel or LibreOffice."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.forms.pages import Page
from workbooks.forms.titles import TITLES
from xl.forms import fill as forms
from xl.forms import fonts
from xl.forms.fit import best_fit
from xl.forms.page import PAGE, Box, Format, Room, SheetLayout
from xl.forms.template import ANNEX, Template
from xl.ooxml.styles import Styles

_HEAD = """#set document(title: {title}, date: datetime(year: {day.year}, month: {day.month}, day: {day.day}))
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#set text(font: {family}, lang: "ja", region: "JP", fallback: false, cjk-latin-spacing: none,
top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: 0.32em, spacing: 0.32em, justify: false, linebreaks: "simple")
#let t(x, y, s, b) = place(top + left, dx: x * 1pt, dy: y * 1pt, text(size: s * 1pt, b))
#let c(x, y, w, h, a, s, l, r, edge, b) = place(top + left, dx: x * 1pt, dy: y * 1pt, block(width: w
* 1pt, height: h * 1pt,
  stroke: edge, inset: (left: l * 1pt, right: r * 1pt, top: 1pt,
  bottom: 1pt), align(a, text(size: s * 1pt, b))))
"""
_HORIZONTAL = {"center": "center", "right": "right"}
_VERTICAL = {"top": "top", "center": "horizon"}
_DAY = dt.date(2000, 1, 1)
# kinds of lines of a cell's border, as typst draws them; the others are thin
_LINES = {
    "double": "2pt",
    "medium": "1.2pt",
    "thick": "2pt",
    "dotted": '(thickness: 0.6pt, dash: "dotted")',
    "dashed": '(thickness: 0.6pt, dash: "dashed")',
}
_BOLD = 0.03  # em
_INSET = 1.0  # points above and below the lines of a box, as in ``c`` of the head
_LINE = 1.32  # em from line to line, as the head sets them
_PAD = 2.0  # points between a cell's edge and its text
_INDENT = 8.0  # points a step of indent


def compile_pdf(
    template: Template, pages: Sequence[Page], done: Callable[[str], None] = lambda name: None
) -> bytes:
    """One PDF with a page for each of ``pages`` and its 別紙. Raises Problem when typst is not installed."""
    known = fonts.available()
    with tempfile.TemporaryDirectory() as work:
        source = markup(template, pages, known, done)
        return compile_source(source, known, Path(work), archive=True)


def compile_source(
    source: str, known: Sequence[fonts.Font], folder: Path, *, archive: bool = False
) -> bytes:
    """The PDF of a typst source whose pictures lie in ``folder``, tagged in the order of the source.

    archive  as PDF/A-2a: for long-term keeping, with the structure a reading voice needs; typst
             embeds no page of another PDF in such a file
    Raises Problem without typst.
    """
    pdf_options = {"pdf_standards": ["a-2a"]} if archive else {}
    return _compiled(source, known, folder, pdf_options)[0]


def compile_drawing(source: str, known: Sequence[fonts.Font], folder: Path) -> bytes:
    """The first page of a typst source as SVG. Raises Problem without typst."""
    return _compiled(source, known, folder, {"format": "svg"})[0]


def compile_picture(source: str, known: Sequence[fonts.Font], folder: Path, ppi: float) -> bytes:
    """The first page of a typst source as PNG. Raises Problem without typst."""
    return _compiled(source, known, folder, {"format": "png", "ppi": ppi})[0]


def _compiled(
    source: str, known: Sequence[fonts.Font], folder: Path, options: Mapping[str, Any]
) -> list[bytes]:
    """What typst makes of a source: one PDF, or a picture a page."""
    try:
        import typst
    except ImportError:
        raise Problem("pdf-part-missing", part="typst") from None
    if known[1:] and f"font: {quoted(known[1].family)}" in source:
        # typst takes folders: Windows' own has a thousand fonts
        shutil.copyfile(known[1].path, folder / known[1].path.name)
    found = typst.Fonts(False, False, [str(known[0].path.parent), str(folder)])
    written = folder / "pages.typ"
    written.write_text(source, encoding="utf-8")
    made: Any = typst.compile(
        str(written),
        root=str(folder),
        font_paths=found,
        ignore_system_fonts=True,
        timestamp=dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
        **options,
    )
    return made if isinstance(made, list) else [bytes(made)]


def head(
    title: str, size: tuple[float, float], pages: Sequence[Page], known: Sequence[fonts.Font]
) -> str:
    """The settings of a document of pages without margins, dated as its first page is."""
    return _HEAD.format(
        title=quoted(title),
        width=size[0],
        height=size[1],
        family=quoted(known[0].family),
        day=next((d for place, d in pages[0].dates.items() if place != "生年月日"), _DAY),
    )


def markup(
    template: Template,
    pages: Sequence[Page],
    known: Sequence[fonts.Font],
    done: Callable[[str], None],
) -> str:
    """The typst source. What all pages of one shape share is laid out once; a page adds only the
    boxes that hold its values."""
    parts = [head(TITLES[template.form], PAGE, pages, known)]
    shapes: dict[_Shape, list[Box | str]] = {}
    shared = {
        n: v for n, v in pages[0].values.items() if all(page.values.get(n) == v for page in pages)
    }  # the issuer, mostly field and date
    for number, page in enumerate(pages):
        shape = (
            frozenset(page.values),
            page.drop,
            frozenset(n for n, v in page.values.items() if "\n" in v),
        )
        if shape not in shapes:
            boxes = _shaped(template, shape, shared)
            definitions, shapes[shape] = _runs(f"form{len(shapes)}", boxes, known)
            parts.append(definitions)
        values = {_token(n, shape): value for n, value in page.values.items()}
        parts.append("#pagebreak()\n" if number else "")
        for piece in shapes[shape]:
            if isinstance(piece, Box):
                text = "".join(values.get(word, word) for word in _TOKEN.split(piece.text))
                piece = place(piece, text, known)
            parts.append(f"#{piece}\n")
        parts += _annexes(template, page, known)
        done(page.number)
    return "".join(parts)


def _runs(
    name: str, boxes: Sequence[Box], known: Sequence[fonts.Font]
) -> tuple[str, list[Box | str]]:
    """What the pages of one shape share, defined once, and the order of a page: names of shared runs
    and boxes with a value in turn, so that a value is read behind its label."""
    definitions, order = "", list[Box | str]()
    run: list[str] = []
    for box in [*boxes, None]:
        if box is not None and _START not in box.text:
            run.append(f"  {place(box, box.text, known)}\n")
            continue
        if run:
            run_name = f"{name}x{len(order)}"
            definitions += f"#let {run_name} = {{\n{''.join(run)}}}\n"
            order.append(run_name)
            run = []
        if box is not None:
            order.append(box)
    return definitions, order


def _annexes(template: Template, page: Page, known: Sequence[fonts.Font]) -> list[str]:
    """The sheets of 別紙 behind a page."""
    parts = []
    for rows in forms.annex_sheets(template, page):
        assert template.annex_blank
        root = template.package.xml(template.sheets[ANNEX])
        forms.fill_annex(template, root, page, rows)
        layout = SheetLayout(template, template.annex_blank)
        parts.append("#pagebreak()\n")
        parts += [f"#{place(box, box.text, known)}\n" for box in layout.boxes(root)]
    return parts


_Shape = tuple[
    frozenset[str], frozenset[str], frozenset[str]
]  # places with a value, lines dropped, values of several lines
_START, _END = "\ue000", "\ue001"
_TOKEN = re.compile(f"({_START}[^{_END}]+{_END})")


def _token(place: str, shape: _Shape) -> str:
    """What stands for the value of a place while a shape is laid out."""
    return f"{_START}{place}" + ("\n" if place in shape[2] else "") + _END


def _shaped(template: Template, shape: _Shape, shared: Mapping[str, str]) -> list[Box]:
    root, styles = template.package.xml(template.part), Styles(template.package)
    forms.fill_sheet(
        template,
        root,
        Page(
            "", "", {place: shared.get(place, _token(place, shape)) for place in shape[0]}, shape[1]
        ),
        styles,
    )
    styles.save()
    return SheetLayout(template, template.blank).boxes(root)


class OverfullError(ValueError):
    """A text that goes into its box at no size."""


def place(box: Box, text: str, known: Sequence[fonts.Font], *, strict: bool = False) -> str:
    """The typst markup of one text in its box, as large and over as many lines as fit; ``strict``: or an
    OverfullError."""
    style = box.format
    if style.gothic:
        known = fonts.available(gothic=True)
    left = _PAD + (style.indent * _INDENT if style.horizontal == "left" else 0)
    room = Room(box.width - left - _PAD, box.height - 2 * _INSET, style)
    found = best_fit(text, room, one_line=style.shrink, leading=_LINE) if text else None
    if strict and text and found is None:
        raise OverfullError
    size = found.size if found else style.size
    wrap = style.wrap or bool(found and found.wrap)
    lines = text.split("\n")
    body = " + linebreak() + ".join(
        "text()[]"
        if not line
        else " + ".join(_run(n, t, known) for n, t in fonts.runs(line, known))
        for line in lines
    )
    body = _lettered(style, body)
    if len(lines) == 1 and not wrap and not style.edges:
        # one line needs no paragraph of its own: a third of the time
        free = room.width - fonts.width(text, known) * size
        x = box.x + left + {"center": free / 2, "right": free}.get(style.horizontal, 0.0)
        y = box.y + {"top": 1.0, "center": (box.height - size) / 2}.get(
            style.vertical, box.height - size - 1
        )
        return f"t({x:.2f}, {y:.2f}, {size:.2f}, {body})"
    align = (
        f"{_HORIZONTAL.get(style.horizontal, 'left')} + {_VERTICAL.get(style.vertical, 'bottom')}"
    )
    numbers = ", ".join(f"{v:.2f}" for v in (box.x, box.y, box.width, box.height))
    return (
        f"c({numbers}, {align}, {size:.2f}, {left:.1f}, {_PAD}, {_stroke(style)}, {body or '[]'})"
    )


def _stroke(style: Format) -> str:
    """The lines round a box."""
    if not style.edges:
        return "none"
    lines = {_LINES.get(kind, "0.6pt") for _, kind in style.edges}
    if len(style.edges) == 4 and len(lines) == 1:
        return lines.pop()
    return "(" + ", ".join(f"{s}: {_LINES.get(k, '0.6pt')}" for s, k in style.edges) + ")"


def _lettered(style: Format, body: str) -> str:
    """The body in its colour, and bold: the font has one weight, so its outlines are drawn as well."""
    look = [f'fill: rgb("{style.colour}")'] if style.colour else []
    if style.bold:
        paint = f'rgb("{style.colour}")' if style.colour else "black"
        look.append(f"stroke: (thickness: {_BOLD}em, paint: {paint})")
    return f"text({', '.join(look)}, {body or '[]'})" if look else body


def _run(number: int, text: str, known: Sequence[fonts.Font]) -> str:
    family = known[number].family
    if family == fonts.available()[0].family:
        return f"text({quoted(text)})"
    return f"text(font: {quoted(family)}, {quoted(text)})"


def quoted(text: str) -> str:
    """A text as a string of typst."""
    escaped = re.sub(r'[\x00-\x1f"\\]', lambda m: f"\\u{{{ord(m[0]):x}}}", text)
    return f'"{escaped}"'
