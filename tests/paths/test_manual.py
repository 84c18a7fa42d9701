"""The manual ships as one page and one PDF, made of its text, the ribbon, the commands and the pictures of today."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from command import careerup, one_sentence
from places import ROOT

from workbooks import manual

sys.path.insert(0, str(ROOT / ".ci"))
import manual_pages

PAGE = manual.content("manual.html").decode()


def test_it_is_made_of_what_is_there_today() -> None:
    """``python .ci/manual_pages.py`` makes it anew after a change of its text, a button or a command."""
    made_of = manual_pages.digest()
    assert f'content="{made_of}"' in PAGE, "run .ci/manual_pages.py"
    assert f"made-of-{made_of}".encode() in manual.content("manual.pdf"), "run .ci/manual_pages.py"


def test_the_page_needs_no_other_file_and_no_network() -> None:
    targets = re.findall(r'(?:src|href)="([^"]+)"', PAGE)
    assert len(targets) > 20 and all(t.startswith("data:image/") for t in targets)


def test_every_button_and_command_is_in_it() -> None:
    from xl.cli import _parser

    for button in manual_pages.ribbon_picture.buttons():
        assert f"<td>{button.get('label')}</td>" in PAGE
    for command in _parser().choices():
        assert f"careerup {command}" in PAGE


def test_each_task_fits_on_its_page() -> None:
    """A heading of a task begins a page, and no task needs a second one."""
    text = (ROOT / "workbooks" / "manual" / "manual.md").read_text(encoding="utf-8")
    tasks = text.count("\n## ")
    pages = len(re.findall(rb"/Type\s*/Page\b", manual.content("manual.pdf")))
    assert pages == tasks + 1


def test_the_command_shows_it_and_copies_it(tmp_path: Path) -> None:
    shown = careerup("manual", cwd=tmp_path)
    assert shown.returncode == 0 and "manual.html です" in shown.stdout
    copied = careerup("manual", "--out", "冊子", cwd=tmp_path)
    assert copied.returncode == 0, copied.stderr
    assert {p.name for p in (tmp_path / "冊子").iterdir()} == set(manual.NAMES.values())
    assert (tmp_path / "冊子" / "careerup_使い方.pdf").read_bytes().startswith(b"%PDF")
    assert "既にあります" in one_sentence(careerup("manual", "--out", "冊子", cwd=tmp_path))


@pytest.mark.parametrize("name", manual.NAMES)
def test_it_is_in_the_wheel(name: str) -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = project["tool"]["setuptools"]
    assert "workbooks.manual" in tools["packages"]
    assert f"*{Path(name).suffix}" in tools["package-data"]["*"]
