"""A workbook as a package of parts (OPC zip): change single parts, carry every other byte of content through untouched.

openpyxl loses furigana, shapes and printer settings on saving, excelize rewrites styles; a clerk's
own workbook is therefore
edited part by part.
"""

from __future__ import annotations

import copy
import posixpath
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from validators.problems import FileProblem
from xl.files.scan import scan
from xl.files.write import new_file

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False
)


class Package:
    """The parts of one .xlsx/.xlsm. Raises Problem for a file that is no such workbook or is not safe to read."""

    def __init__(self, path: Path) -> None:
        try:
            known = zipfile.is_zipfile(path)
        except OSError:
            raise FileProblem(
                f"{path.name} を読めません。ファイルの場所と、読む権限があるかを確かめてください。"
            ) from None
        if not path.exists():
            raise FileProblem(f"{path.name} が見つかりません。ファイルの場所を確かめてください。")
        if not known:
            raise FileProblem(
                f"{path.name} は .xlsx のブックではないため、写しを作れません。Excel で .xlsx に保存し直してください。"
            )
        scan(path)
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self._order = archive.infolist()
            self._parts = {info.filename: archive.read(info) for info in self._order}
        if "xl/workbook.xml" not in self._parts:
            raise FileProblem(
                f"{path.name} は .xlsx のブックではないため、写しを作れません。Excel で .xlsx に保存し直してください。"
            )

    def copy(self) -> Package:
        """The same parts, to be changed on their own."""
        twin = copy.copy(self)
        twin._order, twin._parts = list(self._order), dict(self._parts)
        return twin

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Content of a part. Raises Problem for one that the workbook names and does not hold."""
        if part not in self._parts:
            raise FileProblem(
                f"{self.path.name} は通常の Excel と違う作りのため、写しを作れません。Excel で開き、"
                f"「Excel ブック」で保存し直してください。"
            )
        return self._parts[part]

    def xml(self, part: str) -> Any:
        """Root element of a part."""
        return etree.fromstring(self.read(part), _PARSER)

    def write(self, part: str, content: bytes) -> None:
        """Replace or add a part."""
        self._parts[part] = content

    def remove(self, part: str) -> None:
        """Take a part and its own relationships out; what pointed at it is the caller's to mend."""
        for name in (part, _rels_part(part)):
            self._parts.pop(name, None)
        self._order = [info for info in self._order if info.filename in self._parts]

    def write_xml(self, part: str, root: Any) -> None:
        """Replace or add a part from its root element."""
        self._parts[part] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def sheets(self) -> dict[str, str]:
        """Sheet name → part."""
        targets = {rid: target for rid, (_, target) in self.relations("xl/workbook.xml").items()}
        return {
            s.get("name"): targets[s.get(f"{{{REL}}}id")]
            for s in self.xml("xl/workbook.xml").iter(f"{{{MAIN}}}sheet")
        }

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, part), kind being the last word of the type, e.g. comments;
        external ones are left out."""
        rels = _rels_part(part)
        if rels not in self._parts:
            return {}
        base = posixpath.dirname("/" + part)
        return {
            r.get("Id"): (
                r.get("Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join(base, r.get("Target"))).lstrip("/"),
            )
            for r in self.xml(rels)
            if r.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to another part; its new id."""
        rels = _rels_part(part)
        if rels in self._parts:
            root = self.xml(rels)
        else:
            spaces: Any = {None: _RELS}  # lxml's stubs know no default namespace
            root = etree.Element(f"{{{_RELS}}}Relationships", nsmap=spaces)
        used = {r.get("Id") for r in root}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        relative = posixpath.relpath("/" + target, posixpath.dirname("/" + part))
        etree.SubElement(
            root,
            f"{{{_RELS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{REL}/{kind}",
            Target=relative,
        )
        self.write_xml(rels, root)
        return f"rId{number}"

    def declare(self, *, part: str = "", extension: str = "", content_type: str) -> None:
        """Name the content type of a new part or of a file extension, once."""
        root = self.xml("[Content_Types].xml")
        if extension and not any(e.get("Extension", "").lower() == extension for e in root):
            root.insert(
                0,
                etree.Element(
                    f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type
                ),
            )
        if part:
            etree.SubElement(
                root, f"{{{_TYPES}}}Override", PartName="/" + part, ContentType=content_type
            )
        self.write_xml("[Content_Types].xml", root)

    def free_part(self, pattern: str) -> str:
        """First part name of ``xl/comments{}.xml`` and the like that is not taken."""
        return next(
            name for n in range(1, 10_000) if (name := pattern.format(n)) not in self._parts
        )

    def save(self, target: Path, *, force: bool = False) -> None:
        """Write all parts to a temporary name, then move. Raises Problem."""
        with new_file(target, [self.path], force=force) as temporary:
            self.write_to(temporary)

    def write_to(self, path: Path) -> None:
        """Write all parts, those of the original in their order."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            known = set()
            for info in self._order:
                known.add(info.filename)
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                archive.writestr(entry, self._parts[info.filename])
            for part, content in self._parts.items():
                if part not in known:
                    archive.writestr(
                        zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
                    )


def _rels_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
