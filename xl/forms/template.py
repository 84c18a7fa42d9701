"""A blank (ひな形) as parts of its file: its texts, merges, names and protection, ready for
``workbooks.forms.locate``."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from validators.text import LONGEST
from validators.values.dates import read_date, to_wareki
from workbooks.a1 import column_number, reference_area
from workbooks.forms.annex import locate_annex
from workbooks.forms.blank import IN_BOX, Blank, Position, Target
from workbooks.forms.holes import holes
from workbooks.forms.slots import Slot, slots_of
from workbooks.forms.titles import called
from xl.files.package import faults_of, opened
from xl.forms import drawings
from xl.forms.looks import Looks, column_widths, header_texts, hidden, referred
from xl.forms.named import locks, named_places
from xl.ooxml import ordinary
from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import NS, WORKBOOK

ANNEX = "別紙"
_EXAMPLE = re.compile(r"記入例|記載例|入力例|作成例|見本|サンプル|手引|注意")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")


class Template:
    """One workbook with a form on it: the sheet where most places are found, and where they are.

    strict  may it be in the Strict form of Office Open XML? It is put into the ordinary one, and that is told
    Raises Problem.
    """

    def __init__(self, path: Path, form: str, *, strict: bool = False) -> None:
        self.ending = ordinary.ending(path)
        if self.ending not in (".xlsx", ".xlsm"):
            raise Problem("blank-not-a-workbook", file=path.name)
        self.package, self.form, self.path = opened(path), form, path
        with faults_of(path):
            ordinary.from_template(self.package)
            self.strict = ordinary.is_strict(self.package)
            if self.strict and strict:
                ordinary.transitional(self.package)
        if self.strict and not strict:
            raise Problem("blank-strict", file=path.name)
        self._measured: dict[int, dict[Position, Any]] = {}
        self.measured = self._of(0)
        try:
            with guarded():
                found = self._best()
        except OfficeError:
            found = None
        if found is None:
            raise Problem("blank-odd", file=path.name)
        self.part, whole, self.slots = found
        self.blank, self.located = self.slots[0].blank, self.slots[0].located
        self.notes = [n for slot in self.slots for n in holes(slot.blank, slot.located, form)]
        for at, formula in self.formulas[self.part].items():
            if "#REF!" in formula and whole.prints(at):
                self.notes.append(Note("blank-formula-broken", {"cell": whole.where(at)}))
        if self.strict:
            self.notes.insert(0, Note("blank-ordinary", {"file": path.name}))
        self.annex_blank = (
            self._blank(ANNEX, self.sheets[ANNEX])
            if ANNEX in self.sheets and whole.sheet != ANNEX
            else None
        )
        self.annex = locate_annex(self.annex_blank) if self.annex_blank else None
        self.annex_root = self.package.xml(self.sheets[ANNEX]) if self.annex else None

    def _best(self) -> tuple[str, Blank, tuple[Slot, ...]] | None:
        """The sheet where most places are found, and each form on it."""
        self._at: dict[str, dict[Position, int]] = {}
        self.sheets = self.package.sheets()
        self.strings = self._strings()
        self.date_1904 = self.package.date_1904
        self.styles_part = self.package.related(WORKBOOK, "styles", "xl/styles.xml")
        formats = self.package.xml(self.styles_part)
        self.formulas: dict[str, dict[Position, str]] = {}
        self.typed: dict[str, set[Position]] = {}  # cells that hold a text, not a number
        self.lines: dict[str, list[drawings.Line]] = {}
        self._shapes: Any = None
        usable = all(
            formats.find(f"{NS}{name}") is not None
            for name in ("fonts", "fills", "borders", "cellXfs")
        )
        sheets = self.sheets.items() if usable else ()
        if usable:
            self.looks = Looks.of(formats)
        blanks = [
            (part, self._blank(name, part))
            for name, part in sheets
            if part.startswith("xl/worksheets/")
        ]  # a chart sheet holds no cells
        found = [(part, blank, slots_of(blank, self.form)) for part, blank in blanks]
        to_fill = [f for f in found if not _EXAMPLE.search(f[1].sheet)]
        return max(to_fill or found, key=lambda f: len(f[2][0].located.targets), default=None)

    def at(self, number: int) -> Template:
        """This blank with the places of its ``number``-th form: the same package, another person's."""
        view = copy.copy(self)
        view.blank, view.located = self.slots[number].blank, self.slots[number].located
        view.measured = self._of(number)
        return view

    def _of(self, number: int) -> dict[Position, Any]:
        """What ``page.rooms_of`` measured once of the ``number``-th form."""
        return self._measured.setdefault(number, {})

    def add(self, number: int, target: Target) -> None:
        """Take one more spot to write on the ``number``-th form."""
        slots = list(self.slots)
        located = slots[number].located.plus(target)
        slots[number] = replace(slots[number], located=located)
        self.slots = tuple(slots)
        self.located = self.slots[0].located
        self._of(number).clear()

    def keep(self, targets: Mapping[str, Target]) -> None:
        """Fill in no other places than these, on each form of the page."""
        names = targets.keys()
        self.slots = tuple(replace(slot, located=slot.located.only(names)) for slot in self.slots)
        self.located = self.slots[0].located

    def fresh(self) -> Template:
        """The same blank, unfilled, without opening and searching its file again."""
        twin = copy.copy(self)
        twin.package = self.package.copy()
        return twin

    def drawn(self, part: str) -> Any:
        """The shapes of the blank as they came, to be written into."""
        if self._shapes is None:
            self._shapes = self.package.xml(part)
        return copy.deepcopy(self._shapes)

    def styles_at(self, sheet: str) -> dict[Position, int]:
        """Format number of every cell of a sheet read: the form's or 別紙."""
        return self._at[self.sheets[sheet]]

    def complete(self) -> Template:
        """Itself, when nothing is missing. Raises Problem that tells all that is wrong together."""
        found = self.located
        reasons = [sentence(note) for note in found.problems]
        if found.missing:
            places = "、".join(f"「{m}」" for m in found.missing)
            reasons.insert(0, sentence(Note("blank-places-missing", {"places": places})))
        if reasons:
            raise Problem(
                "blank-unusable",
                file=self.path.name,
                sheet=self.blank.sheet,
                form=called(self.form),
                reasons="".join(reasons).removesuffix("。"),
            )
        return self

    def text(self, cell: Any) -> str:
        """What a cell shows: shared, inline or worked-out text; furigana is left out."""
        rich = self.rich(cell)
        if rich is not None:
            return "".join(
                t.text or "" for t in rich.iter(f"{NS}t") if t.getparent().tag != f"{NS}rPh"
            )
        value = cell.find(f"{NS}v")
        return "" if value is None or value.text is None else str(value.text)

    def rich(self, cell: Any) -> Any:
        """The text element of a cell with its runs and furigana, or None where the cell holds no text."""
        if cell.get("t") == "inlineStr":
            return cell.find(f"{NS}is")
        value = cell.find(f"{NS}v")
        if (
            cell.get("t") == "s"
            and value is not None
            and str(value.text).isdigit()
            and int(value.text) < len(self.strings)
        ):
            return self.strings[int(value.text)]
        return None

    def _strings(self) -> list[Any]:
        part = self.package.related(WORKBOOK, "sharedStrings")
        return list(self.package.xml(part).iter(f"{NS}si")) if part in self.package else []

    def _blank(self, name: str, part: str) -> Blank:
        root = self.package.xml(part)
        texts, formulas, styled, self.typed[part] = self._cells(root)
        self._at[part] = styled
        self.formulas[part] = formulas
        merges = tuple(reference_area(m.get("ref", "")) for m in root.iter(f"{NS}mergeCell"))
        named = named_places(self.package, self.form, name, list(self.sheets))
        printed = named.printed
        drawing = drawings.drawing_of(self.package, part)
        shapes = self.package.xml(drawing) if drawing else ()
        self.lines[part] = drawings.lines_of(shapes)
        boxes = {(IN_BOX + n, 1): line for n, line in enumerate(self.lines[part])}
        looks = self.looks
        framed = [at for at, style in styled.items() if style in looks.bordered]
        used = [*texts, *framed, *((m.bottom, m.right) for m in (*merges, *printed))]
        return Blank(
            self.path.name,
            name,
            texts | {at: line.text for at, line in boxes.items()},
            merges,
            named.places,
            named.broken,
            frozenset(formulas),
            frozenset(at for text in formulas.values() for at in referred(text, name)),
            locks(root, styled, looks.unlocked),
            max((row for row, _ in used), default=1),
            max((column for _, column in used), default=1),
            printed[0] if printed else None,
            frozenset(styled),
            frozenset(framed),
            frozenset(at for at, style in styled.items() if style in looks.dated),
            column_widths(root),
            drawings.whole_texts(shapes),
            called={at: f"テキストボックス{at[0] - IN_BOX + 1}" for at in boxes},
            boxes={at: line.area for at, line in boxes.items()},
            unwanted=named.unwanted,
            around=header_texts(root),
        )

    def _cells(
        self, root: Any
    ) -> tuple[dict[Position, str], dict[Position, str], dict[Position, int], set[Position]]:
        """Texts, formulas and format numbers of a sheet's cells, and which texts are typed."""
        texts: dict[Position, str] = {}
        formulas: dict[Position, str] = {}
        styled: dict[Position, int] = {}
        typed: set[Position] = set()
        rows, columns = hidden(root)
        for cell in root.iter(f"{NS}c"):
            reference = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell.get("r", ""))
            if reference is None:
                continue
            at = (int(reference[2]), column_number(reference[1]))
            styled[at] = int(cell.get("s", 0))
            unseen = at[0] in rows or at[1] in columns  # an old label nobody sees names nothing
            if (text := self._shown(cell)).strip() and not unseen:
                # a label is shorter; what is longer is somebody's text
                texts[at] = text[:LONGEST]
                if self.rich(cell) is not None:
                    typed.add(at)
            if (formula := cell.find(f"{NS}f")) is not None:
                formulas[at] = formula.text or ""
        return texts, formulas, styled, typed

    def _shown(self, cell: Any) -> str:
        """What a cell shows; a day of a date's format as it is written out."""
        text = self.text(cell)
        dated = cell.get("t", "n") == "n" and int(cell.get("s", 0)) in self.looks.dated
        day = (
            read_date(float(text), date_1904=self.date_1904).value
            if dated and _NUMBER.fullmatch(text)
            else None
        )
        return to_wareki(day) if day else text
