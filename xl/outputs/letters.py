"""文書: the 督促 that are due; every letter as files: Word (.docx), a mail draft (.eml) and plain text."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from validators.eras import wareki
from validators.guideline.coverage import Coverage
from workbooks.letters.letter import Letter
from workbooks.results.sheet import clean
from workbooks.roster.records import Understood
from xl.files.write import make_folder, new_files

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger

# the letters, and the sentences (rule, params) on what could not be written
Made = tuple[Sequence[Letter], Sequence[tuple[str, dict[str, str]]]]
FONT = "ＭＳ 明朝"  # on every Windows PC with Office, as letters of an office have it
_SIZE = 10.5
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def docx(letter: Letter) -> bytes:
    """The letter on A4: number and day on the right, the addressee, the sender on the right, subject, text."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(25)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(_SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    moment = dt.datetime(letter.day.year, letter.day.month, letter.day.day)
    document.core_properties.author = "careerup"
    document.core_properties.title = clean(letter.subject)
    document.core_properties.created = document.core_properties.modified = moment

    def line(text: str, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
        paragraph = document.add_paragraph(clean(text))
        paragraph.paragraph_format.space_after = Pt(0)
        if align is not None:
            paragraph.alignment = align
        return paragraph

    for text in filter(None, (letter.reference, wareki(letter.day))):
        line(text, WD_ALIGN_PARAGRAPH.RIGHT)
    addressee, _, rest = letter.text.partition("\n")
    line("")
    line(addressee)
    for text in letter.sender:
        line(text, WD_ALIGN_PARAGRAPH.RIGHT)
    line("")
    line(letter.subject, WD_ALIGN_PARAGRAPH.CENTER).runs[0].bold = True
    line("")
    for text in rest.strip("\n").split("\n"):
        line(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def eml(letter: Letter) -> bytes:
    """A draft that Outlook and Thunderbird open to be read, completed and sent; to the mail address of the
    body's 連絡先 where one stands there."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(clean(letter.subject).split())
    found = _MAIL.search(letter.body.contact)
    if found:
        message["To"] = found[0]
    message["X-Unsent"] = "1"
    sender = ("", *letter.sender) if letter.sender else ()
    message.set_content("\n".join((clean(letter.text), *map(clean, sender), "")), cte="base64")
    return message.as_bytes()


def txt(letter: Letter) -> bytes:
    """Plain text that Notepad shows as it is."""
    return clean(letter.whole()).replace("\n", "\r\n").encode("utf-8-sig")


FORMATS: Mapping[str, Callable[[Letter], bytes]] = {"docx": docx, "eml": eml, "txt": txt}


def targets(folder: Path, letters: Sequence[Letter], formats: Sequence[str]) -> list[list[Path]]:
    """For each letter its files: 差戻し_02_名称.docx; the report's name behind it where a body gets several."""
    stems = [f"{one.title}_{one.body.number:02}_{_plain(one.body.name)}" for one in letters]
    shared = Counter(stems)
    taken: Counter[str] = Counter()
    paths = []
    for stem, one in zip(stems, letters, strict=True):
        name = f"{stem}_{_plain(Path(one.file).stem)}" if shared[stem] > 1 and one.file else stem
        taken[name] += 1
        name += f"_{taken[name]}" if taken[name] > 1 else ""
        paths.append([folder / f"{name}.{ending}" for ending in formats])
    return paths


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z一-龥ぁ-んァ-ヶー々_-]", "", text)[:40]


def overdue(coverage: Coverage, came: Understood, register: Ledger | None) -> Made:
    """督促 of what a 指定台帳 plans and neither came in as a roster nor was taken by the register, which is closed."""
    from workbooks.letters import reports

    received = reports.received_in(came)
    if register:
        from workbooks.ledger.holders import reported

        with closing(register):
            received |= reported(register)
    letters, unread = reports.overdue(coverage, received, came.today, came.profile)
    return letters, [("letters-unread", {"bodies": "、".join(unread)})] if unread else []


def write(
    folder: Path,
    letters: Sequence[Letter],
    formats: Sequence[str],
    inputs: Iterable[Path],
    *,
    force: bool = False,
) -> list[list[Path]]:
    """All files of all letters or none; the folder is made. Raises Problem."""
    make_folder(folder)
    paths = targets(folder, letters, formats)
    contents = [FORMATS[ending](one) for one in letters for ending in formats]
    with new_files([p for of_letter in paths for p in of_letter], inputs, force=force) as temporary:
        for path, content in zip(temporary, contents, strict=True):
            path.write_bytes(content)
    return paths
