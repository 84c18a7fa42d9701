"""Copies of a sheet inside its own workbook, with drawings, notes, print settings and print area,
as Excel itself would copy it.

What is collected per copy is written once at the end, so 1,000 copies cost 1,000 times one.
"""

from __future__ import annotations

import copy
import posixpath
import re
from typing import Any

from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import NS, REL, TYPES, WORKBOOK, Package

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OWN = ("drawing", "vmlDrawing", "comments", "printerSettings")  # each copy gets a part of its own
_SHARED = ("image", "hyperlink", "theme")  # parts that may be pointed at from several


class Copies:
    """Sheets to be added to ``package``. Call ``finish`` once at the end. Raises OfficeError."""

    @guarded()
    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook, self.types = package.xml(WORKBOOK), package.xml(TYPES)
        self.links = package.xml("xl/_rels/workbook.xml.rels")
        self.listed = self.workbook.find(f"{NS}sheets")
        self.names = self.workbook.find(f"{NS}definedNames")
        self._next: dict[str, int] = {}
        self._sheet_id = max(int(s.get("sheetId", 0)) for s in self.listed)
        self._rel_id = max(
            (int(n) for r in self.links if (n := re.sub(r"\D", "", r.get("Id", "")))), default=0
        )
        self._overrides = {e.get("PartName"): e for e in self.types.iter(f"{_TYPES}Override")}
        self._of: dict[str, tuple[Any, Any, list[Any]]] = {}
        self._count = len(self.listed)
        self._dropped: tuple[Any, str] | None = None

    @guarded()
    def rename(self, old: str, new: str) -> None:
        """Another name for a sheet, also in the defined names that point at it; one that other
        sheets' formulas point at keeps its own."""
        if self._pointed_at(old):
            return
        for sheet in self.listed:
            if sheet.get("name") == old:
                sheet.set("name", new)
        for name in self.names if self.names is not None else ():
            name.text = _renamed(name.text or "", old, new)

    @guarded()
    def drop(self, sheet_name: str, part: str) -> None:
        """Take a sheet out that nobody needs this time; one that formulas point at is only hidden."""
        order = [s.get("name") for s in self.listed]
        element = self.listed[order.index(sheet_name)]
        if self._pointed_at(sheet_name):
            element.set("state", "hidden")
            return
        self._dropped = (element, part)

    def _pointed_at(self, sheet_name: str) -> bool:
        """Do formulas of the blank's other sheets name this one?"""
        others = [part for name, part in self.package.sheets().items() if name != sheet_name]
        return any(
            sheet_name in (formula.text or "")
            for part in others
            for formula in self.package.xml(part).iter(f"{NS}f")
        )

    def _take_out(self, element: Any, part: str) -> None:
        at = list(self.listed).index(element)
        self.listed.remove(element)
        for name in list(self.names if self.names is not None else ()):
            sheet_index = int(name.get("localSheetId", -1))
            if sheet_index == at:
                self.names.remove(name)
            elif sheet_index > at:
                name.set("localSheetId", str(sheet_index - 1))
        for view in self.workbook.iter(f"{NS}workbookView"):
            for tab in ("activeTab", "firstSheet"):
                if int(view.get(tab, 0)) >= at:
                    view.set(tab, str(max(int(view.get(tab, 0)) - 1, 0)))
        self.links.remove(next(r for r in self.links if r.get("Id") == element.get(f"{{{REL}}}id")))
        self.types.remove(self._overrides["/" + part])
        self.package.remove(part)

    @guarded()
    def add(self, part: str, source: str, name: str, root: Any) -> None:
        """Append a sheet called ``name`` with the content ``root``, a copy of sheet ``source`` in
        ``part``."""
        new = self._free(part)
        for view in root.iter(f"{NS}sheetView"):
            view.attrib.pop("tabSelected", None)  # several selected sheets would be edited together
        for properties in root.iter(f"{NS}sheetPr"):
            properties.attrib.pop("codeName", None)
        self.package.write_xml(new, root)
        self._declare(part, new)
        self._relations(part, new)
        listed, link, names = self._entries(source)
        element, relation = copy.deepcopy(listed), copy.deepcopy(link)
        self._sheet_id += 1
        self._rel_id += 1
        element.set("name", name)
        element.set("sheetId", str(self._sheet_id))
        element.set(f"{{{REL}}}id", f"rId{self._rel_id}")
        relation.set("Id", f"rId{self._rel_id}")
        relation.set("Target", "/" + new)
        self.links.append(relation)
        self.listed.append(element)
        for defined_name in names:  # print area and titles
            twin = copy.deepcopy(defined_name)
            twin.set("localSheetId", str(self._count))
            twin.text = _renamed(defined_name.text or "", source, name)
            self.names.append(twin)
        self._count += 1

    def _entries(self, source: str) -> tuple[Any, Any, list[Any]]:
        """The workbook's own lines about a sheet: its entry, its relationship, its local names; looked up once."""
        if source not in self._of:
            at = [s.get("name") for s in self.listed].index(source)
            listed = copy.deepcopy(self.listed[at])
            listed.attrib.pop("state", None)
            link = next(r for r in self.links if r.get("Id") == listed.get(f"{{{REL}}}id"))
            names = [
                n
                for n in (self.names if self.names is not None else ())
                if n.get("localSheetId") == str(at)
            ]
            self._of[source] = (listed, link, names)
        return self._of[source]

    @guarded()
    def finish(self) -> Package:
        """Write the workbook's own parts."""
        if self._dropped:
            self._take_out(*self._dropped)
        for part, root in (
            (WORKBOOK, self.workbook),
            (TYPES, self.types),
            ("xl/_rels/workbook.xml.rels", self.links),
        ):
            self.package.write_xml(part, root)
        return self.package

    def _relations(self, part: str, new: str) -> None:
        """Related parts: own copies of drawings, notes and print settings, shared images; anything
        else cannot be copied."""
        rels = _rels(part)
        if rels not in self.package:
            return
        root = self.package.xml(rels)
        for r in root:
            kind = r.get("Type", "").rpartition("/")[2]
            if r.get("TargetMode") == "External" or kind in _SHARED:
                continue
            if kind not in _OWN:
                raise OfficeError("uncopiable", kind)
            old = posixpath.normpath(
                posixpath.join(posixpath.dirname("/" + part), r.get("Target"))
            ).lstrip("/")
            twin = self._free(old)
            self.package.write(twin, self.package.read(old))
            self._declare(old, twin)
            self._relations(old, twin)
            r.set("Target", "/" + twin)
        self.package.write_xml(_rels(new), root)

    def _declare(self, old: str, new: str) -> None:
        known = self._overrides.get("/" + old)
        if known is not None:
            twin = copy.deepcopy(known)
            twin.set("PartName", "/" + new)
            self.types.append(twin)
            self._overrides["/" + new] = twin

    def _free(self, part: str) -> str:
        """An unused part name of the same kind: xl/worksheets/sheet2.xml."""
        stem, dot, ending = part.rpartition(".")
        stem = re.sub(r"\d+$", "", stem)
        number = self._next.get(stem, 1)
        while (name := f"{stem}{number}{dot}{ending}") in self.package:
            number += 1
        self._next[stem] = number + 1
        return name


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _renamed(reference: str, old: str, new: str) -> str:
    """The reference with another sheet's name; names are always quoted, quotes in them doubled."""
    quoted = "'" + new.replace("'", "''") + "'!"
    written = "'" + old.replace("'", "''") + "'!"
    return re.sub(
        rf"{re.escape(written)}|(?<![\w.'\]]){re.escape(old)}!", lambda m: quoted, reference
    )
