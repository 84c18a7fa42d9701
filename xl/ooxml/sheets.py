"""Sheets taken out of a workbook (シートを除く) with everything that only they used, their texts among it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import MAIN, NS, TYPES, WORKBOOK, Package

_STRINGS = "sharedStrings"
_RELS = "xl/_rels/workbook.xml.rels"
_APP, _CORE = "docProps/app.xml", "docProps/core.xml"


@guarded()
def drop_sheets(package: Package, names: Collection[str]) -> None:
    """Take the named sheets out of a workbook; one at least has to stay. Raises OfficeError.

    Parts that only they pointed at go with them, and every shared text that no other sheet shows is
    emptied: what stood on them can be found nowhere in the file.
    """
    sheets = package.sheets()
    gone = {name: part for name, part in sheets.items() if name in names}
    kept = [part for name, part in sheets.items() if name not in names]
    if not gone:
        return
    if not kept:
        raise OfficeError("unusual", WORKBOOK)
    root = package.xml(WORKBOOK)
    _forget(root, gone)
    package.write_xml(WORKBOOK, root)
    needed = _reached(package, kept)
    for part in _reached(package, list(gone.values())) - needed:
        _remove(package, part)
    forget_formulas(package)
    for part in kept:
        _unlink(package, part, gone)
    _empty_texts(package, kept)
    _forget_titles(package, gone)


def forget_formulas(package: Package) -> None:
    """Take out the list of formulas, which Excel makes anew: some of those it names are gone."""
    chain = package.related(WORKBOOK, "calcChain")
    if chain:
        _remove(package, chain)


def _forget(root: Any, gone: Collection[str]) -> None:
    """The sheets' entries, names that belong to them, and which sheet lies in front."""
    sheets = root.find(f"{NS}sheets")
    places: dict[int, int] = {}
    kept = 0
    for index, sheet in enumerate(list(sheets)):
        if sheet.get("name") in gone:
            sheets.remove(sheet)
            continue
        places[index] = kept
        kept += 1
    for name in list(root.iter(f"{NS}definedName")):
        sheet_index = name.get("localSheetId")
        if sheet_index is None:
            continue
        if int(sheet_index) in places:
            name.set("localSheetId", str(places[int(sheet_index)]))
        else:
            name.getparent().remove(name)
    for names in list(root.iter(f"{NS}definedNames")):
        if len(names) == 0:
            root.remove(names)
    for view in root.iter(f"{NS}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            view.attrib.pop(attribute, None)


def _reached(package: Package, parts: list[str]) -> set[str]:
    """These parts and all that they point at, one through another."""
    found: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if part in found or part not in package:
            continue
        found.add(part)
        waiting += [target for _, target in package.relations(part).values()]
    return found


def _remove(package: Package, part: str) -> None:
    package.remove(part)
    types = package.xml(TYPES)
    for override in list(types):
        if override.get("PartName", "").lstrip("/").casefold() == part.casefold():
            types.remove(override)
    package.write_xml(TYPES, types)
    relations = package.relations(WORKBOOK)
    root = package.xml(_RELS)
    for relation in list(root):
        _, target = relations.get(relation.get("Id", ""), ("", ""))
        if target.casefold() == part.casefold():
            root.remove(relation)
    package.write_xml(_RELS, root)


def _unlink(package: Package, part: str, gone: Collection[str]) -> None:
    """Links into the sheets that are gone, with the cells that say nothing else."""
    root = package.xml(part)
    starts = tuple(f"{quoted}!" for name in gone for quoted in (name, f"'{name}'"))
    dead = [h for h in root.iter(f"{NS}hyperlink") if h.get("location", "").startswith(starts)]
    if not dead:
        return
    cells = {cell.get("r"): cell for cell in root.iter(f"{NS}c")}
    for link in dead:
        cell = cells.get(link.get("ref"))
        if cell is not None and cell.find(f"{NS}f") is None:
            cell.attrib.pop("t", None)
            for child in list(cell):
                cell.remove(child)
        parent = link.getparent()
        parent.remove(link)
        if len(parent) == 0:
            parent.getparent().remove(parent)
    package.write_xml(part, root)


def _empty_texts(package: Package, kept: list[str]) -> None:
    part = package.related(WORKBOOK, _STRINGS)
    if not part or part not in package:
        return
    used: set[int] = set()
    for sheet in kept:
        for cell in package.xml(sheet).iter(f"{NS}c"):
            value = cell.find(f"{NS}v")
            if cell.get("t") == "s" and value is not None and value.text:
                used.add(int(value.text))
    root = package.xml(part)
    for index, text in enumerate(root.iterchildren(f"{NS}si")):
        if index not in used:
            for child in list(text):
                text.remove(child)

            text.append(text.makeelement(f"{{{MAIN}}}t"))
    package.write_xml(part, root)


def _forget_titles(package: Package, gone: Collection[str]) -> None:
    """The list of sheet names among the file's properties (Excel writes it anew), and a title that
    was the name of a sheet that is gone."""
    for part, tags in ((_APP, ("TitlesOfParts", "HeadingPairs")), (_CORE, ("title",))):
        if part not in package:
            continue
        root = package.xml(part)
        for child in list(root):
            tag = child.tag.rpartition("}")[2]
            if tag in tags and (part == _APP or child.text in gone):
                root.remove(child)
        package.write_xml(part, root)
