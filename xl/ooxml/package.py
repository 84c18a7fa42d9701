"""A workbook as a package of parts (OPC zip): single parts change, every other byte of content is carried through."""

from __future__ import annotations

import copy
import io
import posixpath
import shutil
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO

from lxml import etree

from xl.ooxml.errors import OfficeError, guarded

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = f"{{{MAIN}}}"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False
)
_CHUNK = 1 << 20
# an entry's own level of compression, the only one that counts; public from Python 3.13 on
_LEVEL = "compress_level" if hasattr(zipfile.ZipInfo, "compress_level") else "_compresslevel"
WORKBOOK = "xl/workbook.xml"
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"


class Package:
    """The parts of one .xlsx/.xlsm, or .docx (``main`` its document), read when they are asked for.

    Part names are equal in any case, as the format has it. Every method raises OfficeError and
    nothing else, but for the disk's own OSError.
    """

    def __init__(self, source: Path | BinaryIO, main: str = WORKBOOK) -> None:
        self._changed: dict[str, bytes] = {}
        self._streams: dict[str, Callable[[], Iterable[bytes]]] = {}
        self._infos: dict[str, zipfile.ZipInfo] = {}
        with guarded():
            try:
                self._archive = zipfile.ZipFile(source)
            except zipfile.BadZipFile:
                raise OfficeError("no-workbook") from None
            for info in self._archive.infolist():  # of two parts of one name the later counts
                self._infos[info.filename.replace("\\", "/")] = info
        self._spelled = {part.casefold(): part for part in self._infos}
        if main not in self:
            raise OfficeError("no-workbook")

    def copy(self) -> Package:
        """The same parts, to be changed on their own; the file itself is shared."""
        twin = copy.copy(self)
        twin._changed, twin._infos = dict(self._changed), dict(self._infos)
        twin._spelled, twin._streams = dict(self._spelled), dict(self._streams)
        return twin

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._spelled

    def parts(self) -> list[str]:
        """The name of every part, as it is spelled."""
        return list(self._spelled.values())

    def check(self) -> None:
        """Unpack every part once, in bounded memory: a picture with a bad checksum is told before
        anything is done. Raises OfficeError."""
        for part, info in self._infos.items():
            with guarded(part), self._archive.open(info) as stream:
                while stream.read(_CHUNK):
                    pass

    def read(self, part: str) -> bytes:
        """Content of a part."""
        with guarded(self._spelled.get(part.casefold(), part)), self.source(part)() as stream:
            return stream.read()

    def source(self, part: str) -> Callable[[], IO[bytes]]:
        """What opens the content of a part, as it is now, to be read piece by piece."""
        spelling = self._spelled.get(part.casefold())
        if spelling is None:
            raise OfficeError("unusual", part)
        if spelling in self._streams:
            self.write(spelling, b"".join(self._streams[spelling]()))
        content = self._changed.get(spelling)
        if content is not None:
            return lambda: io.BytesIO(content)
        return partial(self._archive.open, self._infos[spelling])

    def xml(self, part: str) -> Any:
        """Root element of a part."""
        with guarded(part):
            return etree.fromstring(self.read(part), PARSER)

    def write(self, part: str, content: bytes) -> None:
        """Replace or add a part."""
        spelling = self._spelled.setdefault(part.casefold(), part)
        self._streams.pop(spelling, None)
        self._changed[spelling] = content

    def stream(self, part: str, content: Callable[[], Iterable[bytes]]) -> None:
        """Replace a part by what ``content()`` gives piece by piece while the package is written."""
        spelling = self._spelled.setdefault(part.casefold(), part)
        self._streams[spelling] = content

    def remove(self, part: str) -> None:
        """Take a part and its own relationships out; what pointed at it is the caller's to mend."""
        for name in (part, _rels_part(part)):
            spelling = self._spelled.pop(name.casefold(), None)
            if spelling is not None:
                self._changed.pop(spelling, None)
                self._streams.pop(spelling, None)
                self._infos.pop(spelling, None)

    @guarded()
    def write_xml(self, part: str, root: Any) -> None:
        """Replace or add a part from its root element."""
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.write(part, content)

    @guarded()
    def sheets(self) -> dict[str, str]:
        """Sheet name → part, for every sheet that says both."""
        targets = {rid: target for rid, (_, target) in self.relations(WORKBOOK).items()}
        found: dict[str, str] = {}
        for sheet in self.xml(WORKBOOK).iter(f"{NS}sheet"):
            name, rid = sheet.get("name"), sheet.get(f"{{{REL}}}id")
            if name is not None and rid in targets:
                found[name] = targets[rid]
        return found

    @property
    @guarded()
    def date_1904(self) -> bool:
        """Does the workbook count days from 1904 on, as old Macs do?"""
        properties = self.xml(WORKBOOK).find(f"{NS}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @guarded()
    def related(self, part: str, kind: str, default: str = "") -> str:
        """The part of a kind that a part points at, e.g. the workbook's styles."""
        return next((t for k, t in self.relations(part).values() if k == kind), default)

    @guarded()
    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (kind, part), kind being the last word of the type, e.g. comments;
        external ones and such as say no type or target are left out."""
        rels = _rels_part(part)
        if rels not in self:
            return {}
        base = posixpath.dirname("/" + part)
        found: dict[str, tuple[str, str]] = {}
        for relation in self.xml(rels):
            rid, kind, target = (relation.get(name) for name in ("Id", "Type", "Target"))
            if relation.get("TargetMode") != "External" and rid and kind and target:
                place = posixpath.normpath(posixpath.join(base, target.replace("\\", "/")))
                found[rid] = (kind.rpartition("/")[2], place.lstrip("/"))
        return found

    @guarded()
    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to another part; its new id."""
        rels = _rels_part(part)
        if rels in self:
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

    @guarded()
    def declare(self, *, part: str = "", extension: str = "", content_type: str) -> None:
        """Name the content type of a new part or of a file extension, once."""
        root = self.xml(TYPES)
        if extension and not any(e.get("Extension", "").lower() == extension for e in root):
            kind = etree.Element(
                f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type
            )
            root.insert(0, kind)
        if part:
            etree.SubElement(
                root, f"{{{_TYPES}}}Override", PartName="/" + part, ContentType=content_type
            )
        self.write_xml(TYPES, root)

    def free_part(self, pattern: str) -> str:
        """First part name of ``xl/comments{}.xml`` and the like that is not taken."""
        number = 1
        while (name := pattern.format(number)) in self:
            number += 1
        return name

    def write_to(self, target: Path | BinaryIO, level: int | None = None) -> None:
        """Write all parts, those of the original in their order; what was not changed is streamed.

        level  of compression, 1 for the fastest to 9 for the smallest; zlib's own 6 where it is not given
        """
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, info in self._infos.items():
                entry = zipfile.ZipInfo(part, _date(info))
                stored = info.compress_type == zipfile.ZIP_STORED
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                entry.external_attr = info.external_attr
                setattr(entry, _LEVEL, level)
                if part in self._streams:
                    with guarded(part), archive.open(entry, "w", force_zip64=True) as new:
                        new.writelines(self._streams[part]())
                    continue
                if part in self._changed:
                    archive.writestr(entry, self._changed[part])
                    continue
                entry.file_size = info.file_size
                with (
                    guarded(part),
                    self._archive.open(info) as old,
                    archive.open(entry, "w") as new,
                ):
                    shutil.copyfileobj(old, new, _CHUNK)
            for part, content in self._changed.items():
                if part not in self._infos:
                    new_info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
                    archive.writestr(new_info, content, zipfile.ZIP_DEFLATED)


def _date(info: zipfile.ZipInfo) -> tuple[int, int, int, int, int, int]:
    """The part's date; some writers give the 0th of the 0th month."""
    _, month, day = info.date_time[:3]
    return info.date_time if 1 <= month <= 12 and 1 <= day <= 31 else (1980, 1, 1, 0, 0, 0)


def _rels_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
