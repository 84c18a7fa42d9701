"""Damaged inner XML, fixed seeds: every command that edits a workbook ends with a copy or with one sentence.

CAREERUP_FUZZ=5000 tries as many seeds instead of 450.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from damage import MARKUP

from validators.problems import Problem
from validators.profile import default
from workbooks import templates
from workbooks.forms.pages import Page
from workbooks.plan import CellMark, Fill
from workbooks.samples import rosters
from xl.files import read as closed
from xl.forms.fill import fill
from xl.forms.template import Template
from xl.outputs.marked_copy import mark
from xl.outputs.numbered_copy import write_copy
from xl.outputs.tidied_copy import tidy

SEEDS = int(os.environ.get("CAREERUP_FUZZ", "450"))
BATCH = 50
PICTURE = bytes.fromhex(
    "89504E470D0A1A0A0000000D4948445200000001000000010802000000907753DE0000000C4944415408D763F8CFC0000003010100"
    "18DD8DB00000000049454E44AE426082"
)


def roster(path: Path) -> None:
    """A messy roster with notes, a picture, hidden rows and a table of formats."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("名簿")
        day = book.add_format({"num_format": "yyyy/m/d", "font_strikeout": True})
        for column, heading in enumerate(rosters.HEADINGS):
            sheet.write_string(0, column, heading)
        for number, row in enumerate(rosters.messy_rows()[:6], 1):
            for column, value in enumerate(row):
                if hasattr(value, "year"):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
        sheet.write_comment("A2", "係のメモ")
        sheet.insert_image("P2", "a.png", {"image_data": io.BytesIO(PICTURE)})
        sheet.set_column("C:D", 20, day)
        sheet.set_row(3, 20, day, {"hidden": True})
        sheet.merge_range("P10:Q11", "")


Parts = dict[str, bytes]


def damaged(chance: random.Random, parts: Parts) -> Parts:
    """One to three changes in parts that the commands touch; now and then a part is missing."""
    made = dict(parts)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(sorted(n for n in made if n.endswith((".xml", ".rels", ".vml"))))
        if chance.random() < 0.05:
            made.pop(name)
        else:
            try:
                made[name] = chance.choice(MARKUP)(chance, made[name])
            except (IndexError, ValueError):  # nothing left to change
                made[name] = b""
    return made


def packed(chance: random.Random | None, path: Path, parts: Parts) -> None:
    """As a zip; now and then an entry says it is encrypted, of an unknown compression, or has another checksum."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        if chance is not None and chance.random() < 0.15:
            told = chance.choice(archive.infolist())
            kind = chance.randrange(3)
            told.flag_bits |= 1 if kind == 0 else 0
            told.compress_type = 97 if kind == 1 else told.compress_type
            told.CRC ^= 1 if kind == 2 else 0


def _tidied(source: Path, target: Path) -> None:
    tidy(source, target, default())


def _marked(source: Path, target: Path) -> None:
    mark(
        source,
        target,
        [CellMark("名簿", "C3", "error", "文"), CellMark("名簿", "J40", "warning", "文")],
    )


def _numbered(source: Path, target: Path) -> None:
    write_copy(source, target, [Fill("名簿", "O3", "102504100001"), Fill("名簿", "C50", "=1+1")])


def _form(source: Path, target: Path) -> None:
    template = Template(source, "certificate").complete()
    pages = [
        Page("1", "架空　花", {"修了証番号": "102504100001", "氏名": "架空　花"}, cell="名簿!C3")
    ] * 2
    fill(template, pages).write_to(target)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Parts]:
    folder = tmp_path_factory.mktemp("元")
    roster(folder / "名簿.xlsx")
    shutil.copyfile(templates.blank("certificate"), folder / "様式.xlsx")
    found: dict[str, Parts] = {}
    for name in ("名簿", "様式"):
        with zipfile.ZipFile(folder / f"{name}.xlsx") as archive:
            found[name] = {i.filename: archive.read(i) for i in archive.infolist()}
    return found


COMMANDS = {
    "tidy": ("名簿", _tidied),
    "marked": ("名簿", _marked),
    "number": ("名簿", _numbered),
    "form": ("様式", _form),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_undamaged_workbook_passes(
    parts: dict[str, Parts], tmp_path: Path, command: str
) -> None:
    name, run = COMMANDS[command]
    packed(None, tmp_path / "元.xlsx", parts[name])
    run(tmp_path / "元.xlsx", tmp_path / "写し.xlsx")
    assert closed.read(tmp_path / "写し.xlsx").grids


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_a_copy_or_a_sentence(parts: dict[str, Parts], tmp_path: Path, first: int) -> None:
    outcomes = set()
    for seed in range(first, min(first + BATCH, SEEDS)):
        chance = random.Random(seed)
        name, run = list(COMMANDS.values())[seed % len(COMMANDS)]
        source, target = tmp_path / f"{seed}.xlsx", tmp_path / f"{seed}写し.xlsx"
        packed(chance, source, damaged(chance, parts[name]))
        try:
            run(source, target)
            outcomes.add("copied")
        except Problem as problem:
            text = str(problem)
            assert text.endswith("。") and text.count("\n") == 0, seed
            assert run is _form or not target.exists(), seed
            outcomes.add("refused")
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error
    assert outcomes == {"copied", "refused"}
