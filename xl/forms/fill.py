"""Fill a blank: values into the places of its sheet, a sheet for each page, everything else of the
file carried through untouched."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from validators.text import to_text
from workbooks.forms.blank import Target
from workbooks.forms.pages import Page, with_reissue
from workbooks.forms.spread import spread, true_date, written
from workbooks.forms.texts import BEHIND, part_of, says_more
from xl.files.package import faults_of
from xl.forms.boxes import fill_boxes
from xl.forms.letters import fit_cell, shrink_day, shrink_repeated
from xl.forms.looks import referred
from xl.forms.names import sheet_name, unique
from xl.forms.template import ANNEX, Template
from xl.ooxml.cells import SheetCells, put
from xl.ooxml.copies import Copies
from xl.ooxml.package import NS, Package
from xl.ooxml.runs import splice
from xl.ooxml.sheets import forget_formulas
from xl.ooxml.styles import Styles

ANNEX_HEADINGS = ("番号", "研修種別", "研修時間数", "評価方法")


def fill(
    template: Template, pages: Sequence[Page], done: Callable[[str], None] = lambda name: None
) -> Package:
    """The template's workbook with one sheet per page (and 別紙 where needed). The template itself
    is not written. Raises Problem."""
    with faults_of(template.path):
        return _filled(template, pages, done)


def _filled(template: Template, pages: Sequence[Page], done: Callable[[str], None]) -> Package:
    package = template.package
    styles, copies = Styles(package), Copies(package)
    form, name = package.xml(template.part), template.blank.sheet
    used = {n.casefold() for n in template.sheets if n != name}
    count = len(template.slots)
    groups = [pages[at : at + count] for at in range(0, len(pages), count)]
    sheets = [sheet_name(group[0], used) for group in groups]
    for number, (group, sheet) in enumerate(zip(groups, sheets, strict=True)):
        root = copy.deepcopy(form)
        fill_group(template, root, group, styles)
        fill_boxes(template, group)
        if number:
            copies.add(template.part, name, sheet, root)
        else:
            package.write_xml(template.part, root)
        if template.annex and template.annex_root is not None:
            _annex(template, copies, group[0], number, used)
        for page in group:
            done(page.number)
    if len(groups) > 1:
        fill_boxes(template, groups[0])  # a copy has taken the shapes with it, each time another's
    copies.rename(name, sheets[0])
    styles.save()
    whole = copies.finish()
    if any(template.formulas.values()):
        recalculate(whole)
    if len(pages) % count:
        forget_formulas(whole)  # those of the form left over are gone
    return whole


def hide_others(template: Template, package: Package) -> None:
    """Hide the sheets of a blank that are no page of the form (記入例, 注意), so that they are not printed;
    one that shows the form's values by formulas is printed with it. LibreOffice prints a hidden sheet that has a
    print area, so that goes."""
    root, printed = package.xml("xl/workbook.xml"), {template.blank.sheet, ANNEX}
    sheets, parts = list(root.iter(f"{NS}sheet")), package.sheets()
    for sheet in sheets:
        name = sheet.get("name", "")
        if name not in template.sheets or name in printed or name not in parts:
            continue
        formulas = template.formulas.get(parts[name], {}).values()
        if not any(template.blank.sheet in formula for formula in formulas):
            sheet.set("state", "hidden")
    unseen = {str(n) for n, s in enumerate(sheets) if s.get("state", "visible") != "visible"}
    for area in list(root.iter(f"{NS}definedName")):
        if area.get("name") == "_xlnm.Print_Area" and area.get("localSheetId") in unseen:
            area.getparent().remove(area)
    for names in list(root.iter(f"{NS}definedNames")):
        if len(names) == 0:
            root.remove(names)
    seen = [n for n, sheet in enumerate(sheets) if sheet.get("state", "visible") == "visible"]
    for view in root.iter(f"{NS}workbookView"):
        if seen and int(view.get("activeTab", 0)) not in seen:
            view.set("activeTab", str(seen[0]))
    package.write_xml("xl/workbook.xml", root)


def recalculate(package: Package) -> None:
    """Have the program that opens the workbook work out every formula anew."""
    root = package.xml("xl/workbook.xml")
    calc = root.find(f"{NS}calcPr")
    if calc is None:
        calc = root.makeelement(f"{NS}calcPr")
        before = [
            root.find(f"{NS}{name}") for name in ("definedNames", "externalReferences", "sheets")
        ]
        last = next(e for e in before if e is not None)
        last.addnext(calc)
    calc.set("fullCalcOnLoad", "1")
    package.write_xml("xl/workbook.xml", root)


def fill_group(template: Template, root: Any, group: Sequence[Page], styles: Styles) -> None:
    """Put the persons of one sheet into its forms; a form that is left over is emptied, so that no
    certificate without a name goes out."""
    for number in range(len(template.slots)):
        view = template.at(number)
        if number < len(group):
            fill_sheet(view, root, group[number], styles)
        else:
            cells = SheetCells(root)
            for at in (view.blank.texts.keys() | view.blank.formulas) - view.blank.boxes.keys():
                put(cells.at(*at), "")


def fill_sheet(template: Template, root: Any, page: Page, styles: Styles) -> None:
    """Put one page's values into a sheet's root element."""
    cells = SheetCells(root)
    page = with_reissue(page, "再交付" in template.located.targets)
    in_cells = [t for t in template.located.all if t.at not in template.blank.boxes]
    for target in in_cells:
        _fill(template, cells, target, page, styles)
    for name in page.drop:
        for target in in_cells:
            if target.place.name == name:
                _drop(template, cells, target)
    _stale(template, cells)
    shrink_repeated(template, cells, page, styles)


def _fill(
    template: Template, cells: SheetCells, target: Target, page: Page, styles: Styles
) -> None:
    if target.how in ("cells", "tick"):
        texts = spread(target, page, template.blank)
        for at, text in texts.items() if isinstance(texts, dict) else ():
            put(cells.at(*at), text)
            fit_cell(template, cells.at(*at), at, styles, one_line=False)
        return
    value = written(target, page)
    if value is None:
        return
    cell = cells.at(*target.at)
    if target.how == "here":
        _replace(template, cell, target.pattern, target.wrap.format(value))
    elif target.how == "behind":
        _replace(template, cell, BEHIND, value)
    elif isinstance(day := true_date(target, page, template.blank), dt.date):
        put(cell, day, date_1904=template.date_1904)
        shrink_day(template, cell, target.at, value, styles)
        return
    else:
        put(cell, value)
    one_line = target.place.shrink and target.how == "cell"
    fit_cell(template, cell, target.at, styles, one_line=one_line)


def _stale(template: Template, cells: SheetCells) -> None:
    """Take the old result out of every formula that looks at a cell just filled in."""
    filled = {at for target in template.located.all for at in target.positions}
    for at, formula in template.formulas[template.part].items():
        if filled.isdisjoint(referred(formula, template.blank.sheet)):
            continue
        cell = cells.at(*at)
        for value in cell.findall(f"{NS}v"):
            cell.remove(value)
        cell.attrib.pop("t", None)


def _replace(template: Template, cell: Any, pattern: str, value: str) -> None:
    """Replace the part of a cell's text that matches."""
    match = re.search(pattern, template.text(cell))
    if match:
        _put_in(template, cell, match.span(), value)
    else:
        put(cell, to_text(template.text(cell)))


def _put_in(template: Template, cell: Any, span: tuple[int, int], value: str) -> None:
    """Put a value in place of a part of a cell's text; the runs before and behind keep their fonts,
    the value takes the first's."""
    rich, (start, end) = template.rich(cell), span
    if rich is None:
        whole = to_text(template.text(cell))
        put(cell, whole[:start] + value + whole[end:])
        return
    inline = copy.deepcopy(rich)
    inline.tag = f"{NS}is"
    texts = [t for t in inline.iter(f"{NS}t") if t.getparent().tag != f"{NS}rPh"]
    for text in splice(texts, start, end, value):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for reading in list(
        inline.iter(f"{NS}rPh")
    ):  # furigana behind the value moves along, over the replaced part it goes
        if int(reading.get("sb", 0)) >= end:
            for edge in ("sb", "eb"):
                reading.set(edge, str(int(reading.get(edge, 0)) + len(value) - (end - start)))
        elif int(reading.get("eb", 0)) > start:
            inline.remove(reading)
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    cell.append(inline)


def _drop(template: Template, cells: SheetCells, target: Target) -> None:
    """Take label and blank away; a row that holds nothing else is hidden, so that no gap stays."""
    if says_more(target, template.blank, template.located.all):
        cell = cells.at(*target.at)
        text = to_text(template.text(cell))
        span = part_of(target, text, shared=True) if text else None
        if span:
            _put_in(template, cell, span, "")
        return
    taken = {*target.positions, *([target.label] if target.label else [])}
    for at in taken:
        put(cells.at(*at), "")
    rows = {row for row, _ in taken}
    others = {at for slot in template.slots for at in slot.blank.texts}
    others |= {at for s in template.slots for t in s.located.all for at in t.positions}
    others -= taken
    if len(rows) == 1 and not any(at[0] in rows for at in others):
        row = cells.row(target.at[0])
        area = template.blank.area(target.at)
        if area.top == area.bottom:
            row.set("hidden", "1")


def _annex(template: Template, copies: Copies, page: Page, number: int, used: set[str]) -> None:
    """別紙 behind its form, as many sheets as its rows need: the blank's own sheet for the first,
    copies for the others; one nobody needs goes."""
    part = template.sheets[ANNEX]
    for turn, rows in enumerate(annex_sheets(template, page)):
        root = copy.deepcopy(template.annex_root)
        fill_annex(template, root, page, rows)
        if number or turn:
            copies.add(part, ANNEX, unique(f"{ANNEX}_{page.name}", used), root)
        else:
            template.package.write_xml(part, root)
    if not page.annex and not number:
        copies.drop(ANNEX, part)


def annex_sheets(template: Template, page: Page) -> list[range]:
    """Which rows of a page's 別紙 stand on which sheet."""
    if not (template.annex and template.annex_blank and page.annex):
        return []
    room = max(1, template.annex.rows(template.annex_blank))
    return [
        range(start, min(start + room, len(page.annex)))
        for start in range(0, len(page.annex), room)
    ]


def fill_annex(template: Template, root: Any, page: Page, rows: range) -> None:
    """Put these rows of a page's several kinds into the table of 別紙."""
    assert template.annex
    cells, annex = SheetCells(root), template.annex
    if annex.name:
        put(cells.at(*annex.name), page.name)
    for at, i in enumerate(rows):
        line = (str(i + 1), *page.annex[i])
        for heading, text in zip(ANNEX_HEADINGS, line, strict=True):
            if heading in annex.columns:
                put(cells.at(annex.first_row + at, annex.columns[heading]), text)
