"""What a file is that holds no workbook (ファイルの種類): told by its content, with what to do about it.

Looked for only after the file was refused, in bounded memory; nothing of such a file is opened.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from contextlib import suppress
from itertools import islice
from pathlib import Path

from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.text import nearest as nearest_word
from validators.text import quoted

SPREADSHEET = (
    b"application/vnd.oasis.opendocument.spreadsheet"  # stands first in an .ods, not packed
)
BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".csv", ".ods")
_ADDRESS = re.compile(r"(https?|ftp):[\\/]", re.IGNORECASE)
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".tmp")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"MSCF\0\0\0\0", b"\x1f\x8b")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PICTURES_INSIDE = (b"ftypheic", b"ftypmif1", b"ftypavif")  # after a length of four bytes
# first bytes → rule
_HEADS = (
    (b"%PDF", "file-pdf"),
    (bytes.fromhex("4C0000000114020000000000C000000000000046"), "file-shortcut"),
    (b"{\\rtf", "file-word"),
    (b"SQLite format 3\0", "file-register"),
    (b"\0\1\0\0Standard Jet DB\0", "file-access"),
    (b"\0\1\0\0Standard ACE DB\0", "file-access"),
    (b"\0\5\x16\7", "file-of-mac"),  # AppleDouble: ._名簿.xlsx
    (b"\0\0\0\1Bud1", "file-of-mac"),  # .DS_Store
    (b"PK\5\6", "file-zip"),  # a zip with nothing in it
    (b"MZ", "file-program"),
)
# names of streams in an OLE file → rule
_STREAMS = (
    ("WordDocument", "file-word"),
    ("PowerPoint Document", "file-slides"),
    ("__properties_version1.0", "file-mail"),
)
_ENDINGS = {  # formats of Japanese offices whose content has no plain mark
    ".jtd": "file-ichitaro",
    ".jtdc": "file-ichitaro",
    ".xdw": "file-docuworks",
    ".xbd": "file-docuworks",
    ".eml": "file-mail",
    ".url": "file-link",
    ".webloc": "file-link",
}
# a part of a zip → rule
_PARTS = (
    ("word/document.xml", "file-word"),
    ("ppt/presentation.xml", "file-slides"),
    ("Index/Document.iwa", "file-iwork"),
    ("Index.zip", "file-iwork"),
    ("AndroidManifest.xml", "file-program"),
)
_IWORK = {".pages": "file-pages", ".key": "file-keynote", ".numbers": "file-numbers"}
_MAX_OLE = 4 << 20  # bytes of an OLE file looked through for the names of its streams
_MAX_NAMES = 5000  # of a folder or a zip


def named(path: Path, head: bytes) -> Problem | None:
    """The sentence that says what a refused file is, None where that is not known."""
    rule = _rule(path, head)
    if rule == "file-zip":
        return _zip(path)
    if rule == "file-register":
        return Problem(rule, name=path.name, path=quoted(path))
    return Problem(rule, name=path.name) if rule else None


def _rule(path: Path, head: bytes) -> str:
    for start, rule in _HEADS:
        if head.startswith(start):
            return rule
    if path.suffix.lower() in _UNFINISHED:
        return "file-unfinished"
    if head.startswith(_PICTURES) or head[4:12] in _PICTURES_INSIDE or head[8:12] == b"WEBP":
        return "file-picture"
    if head.startswith(_ARCHIVES) or re.match(rb".{2}-lh[\w]-", head, re.DOTALL):
        return "file-archive"
    if head.startswith(b"PK\x03\x04"):
        return _zip_rule(path, head)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _ole_rule(path) or _ENDINGS.get(path.suffix.lower(), "")
    if b"docs.google.com" in head and head.lstrip()[:1] == b"{":
        return "file-google"
    return _ENDINGS.get(path.suffix.lower(), "")


def _ole_rule(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        content = file.read(_MAX_OLE)
        for stream, rule in _STREAMS:
            if stream.encode("utf-16-le") in content:
                return rule
    return ""


def _zip_rule(path: Path, head: bytes) -> str:
    names = _names(path)
    for part, rule in _PARTS:
        if part in names and rule == "file-iwork":
            return _IWORK.get(path.suffix.lower(), "file-numbers")
        if part in names:
            return rule
    if "mimetype" in names and "content.xml" in names:  # OpenDocument: a text, a presentation
        return "" if SPREADSHEET in head else "file-word"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or not names:
        return ""  # a workbook after all, or a zip that nobody can look into
    return "file-zip"


def _names(path: Path) -> list[str]:
    """The names in a zip, in the code of a Japanese PC where the zip does not say its own."""
    found = []
    with (
        suppress(OSError, ValueError, zipfile.BadZipFile, NotImplementedError),
        zipfile.ZipFile(path) as archive,
    ):
        for info in islice(archive.infolist(), _MAX_NAMES):
            name = info.filename
            if not info.flag_bits & 0x800:  # no UTF-8: zipfile has taken it for cp437
                with suppress(UnicodeError):
                    name = name.encode("cp437").decode("cp932")
            found.append(name)
    return found


def _zip(path: Path) -> Problem:
    names = _names(path)
    if not names:
        return Problem("file-zip-empty", name=path.name)
    books = [name for name in names if _is_book(Path(name))]
    if not books:
        return Problem("file-zip-other", name=path.name)
    inside = "、".join(Path(name).name for name in books[:3]) + (" など" if books[3:] else "")
    return Problem("file-zip", name=path.name, inside=inside)


def folder(path: Path) -> Problem:
    """A folder where a file was meant."""
    if rule := _IWORK.get(path.suffix.lower()):  # a package of a Mac is a folder elsewhere
        return Problem(rule, name=path.name)
    books = [name for name in _beside(path) if Path(name).suffix.lower() in BOOKS]
    name = path.name or path.resolve().name or str(path)
    if not books:
        return Problem("file-folder", name=name)
    return Problem("file-folder-of-books", name=name, all=quoted(path / "*.xlsx"))


def missing(path: Path) -> Problem:
    """A file that is not there, with the one beside it that is nearest in name."""
    if prefectures.number(path.name) is not None:
        return Problem("command-prefecture-bare", name=path.name)
    if _ADDRESS.match(str(path)):
        return Problem("file-on-the-web", name=path.name)
    pieces = [Path(piece) for piece in re.split(r"[,、，;；]", str(path)) if piece]
    if len(pieces) > 1 and all(map(exists, pieces)):
        files = " ".join(map(quoted, pieces))
        return Problem("file-missing-joined", name=path.name, files=files)
    near = nearest(path)
    if not near:
        return Problem("file-missing", name=path.name)
    if near.suffix.lower() == ".lnk":
        return Problem("file-shortcut", name=near.name)
    return Problem("file-missing-near", name=path.name, near=quoted(near))


def nearest(path: Path) -> Path | None:
    """The file in the same folder that was probably meant, None where none is near."""
    plain = {_plain(name): name for name in _beside(path.parent)}
    wanted = _plain(path.name)
    if wanted in plain:
        return path.with_name(plain[wanted])
    for ending in (*BOOKS, ".lnk"):  # no ending, or another: Explorer does not show it
        for stem in (wanted, Path(wanted).stem):
            if stem + ending in plain:
                return path.with_name(plain[stem + ending])
    stems: dict[str, str] = {}  # the ending alone makes no likeness: 設定.xlsx is not 指定.xlsx
    for sound, name in sorted(plain.items(), key=lambda one: not _is_book(Path(one[0]))):
        stems.setdefault(Path(sound).stem, name)
    near = nearest_word(Path(wanted).stem, stems, 0.7)
    return path.with_name(stems[near]) if near else None


def _is_book(path: Path) -> bool:
    """A workbook by its name, but for what a Mac lays beside each file."""
    return path.suffix.lower() in BOOKS and not path.name.startswith("._")


def _plain(name: str) -> str:
    """A name as it sounds: full-width letters, case, and letters with their marks apart (from a Mac) as one."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(plain.split()).rstrip(".")


def _beside(place: Path) -> list[str]:
    with suppress(OSError):
        names = (entry.name for entry in islice(place.iterdir(), _MAX_NAMES))
        return sorted(name for name in names if not name.startswith(("~$", ".")))
    return []


def exists(path: Path) -> bool:
    """Is there such a file or folder? A name that is too long for the system is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
