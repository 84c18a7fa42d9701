"""A long string that stands in many cells is refused before it is laid out, however the file spells it."""

from __future__ import annotations

from pathlib import Path

import pytest
from nasty import MAIN, REL, book

from validators.problems import Problem
from xl.files import read as closed
from xl.files.long_texts import lengths
from xl.files.scan import scan

LONG = f"<si><t>{'あ' * 32_767}</t></si>"
RUN = f"<r><t>{'あ' * 80}</t></r>"
RUNS = f"<si>{RUN * 400}</si>"
# what the cells hold, and what the part of the strings does before the string 0 or in place of it
SPELLINGS = {
    "as Excel does": ("<v>0</v>", LONG),
    "a formula before the value": ("<f>A1</f><v>0</v>", LONG),
    "an inline text before the value": ("<is/><v>0</v>", LONG),
    "zeros before the number": ("<v>000000000000</v>", LONG),
    "what is no number": ("<v>x</v>", LONG),
    "an entity": ("<v>&#48;</v>", LONG),
    "a comment before the value": ("<!-- --><v>0</v>", LONG),
    "two values": ("<v>1</v><v>0</v>", LONG),
    "many short runs": ("<v>0</v>", RUNS),
    "ends in a comment": ("<v>0</v>", f"<!--</si></si>-->{LONG}"),
    "an end in an instruction": ("<v>0</v>", f"<?x </si>?>{LONG}"),
    "an end in CDATA": ("<v>0</v>", LONG.replace("<t>", "<t><![CDATA[</si>]]></t><t>")),
    "ends in comments among short texts": ("<v>0</v>", RUNS.replace("<r>", "<!--</si>--><r>")),
    "a string in a string": ("<v>1</v>", f"<si><si><t>a</t></si></si>{LONG}"),
}


def cells(content: str) -> str:
    return "".join(f'<row r="{n}"><c r="C{n}" t="s">{content}</c></row>' for n in range(3, 2003))


def written(path: Path, content: str, strings: str) -> Path:
    parts = {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'}
    book(path, cells(content), parts=parts)
    return path


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_it_is_refused_however_it_is_spelled(tmp_path: Path, spelling: str) -> None:
    path = written(tmp_path / "名簿.xlsx", *SPELLINGS[spelling])
    with pytest.raises(Problem, match="文字が多すぎて"):
        scan(path)


def test_it_is_looked_for_where_the_reader_looks(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "others.xml")), 1
        )
    )
    parts = {
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{LONG}</sst>',
        "xl/others.xml": f'<sst xmlns="{MAIN}"><si><t>備考</t></si></sst>',
    }
    book(path, cells("<v>0</v>"), parts=parts)
    with pytest.raises(Problem, match="文字が多すぎて"):
        scan(path)


def test_long_strings_that_stand_once_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "名簿.xlsx", "<v>1</v>", f"{LONG}<si><t>備考</t></si>")
    (grid,) = closed.read(path).grids
    assert "備考" in grid.rows[-1] and len(grid.rows) == 2002


@pytest.mark.parametrize(("prefix", "cut"), [("", 10_000), ("", 7), ("x:", 50)])
def test_each_keeps_the_number_by_which_cells_name_it(prefix: str, cut: int) -> None:
    texts = ["短い", "", "あ" * 101, "い" * 90, "う" * 200]
    strings = "".join(f"<{prefix}si><{prefix}t>{text}</{prefix}t></{prefix}si>" for text in texts)
    part = f'<{prefix}sst xmlns:x="{MAIN}" xmlns="{MAIN}">{strings}</{prefix}sst>'.encode()
    found = lengths(lambda: (part[at : at + cut] for at in range(0, len(part), cut)))
    assert list(found) == [2, 4] and found[4] - found[2] == 99 * 3
