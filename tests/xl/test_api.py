"""``import careerup``: typed results of the commands, and the installed name."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from places import ROOT

import xl.api as careerup
from workbooks.samples import ledgers, rosters

WHERE = {"prefecture": "群馬県", "today": "2026-07-06"}


def test_a_roster_is_checked_as_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    rosters.write(path, rosters.messy_rows())
    report = careerup.check_roster(path, prefecture="群馬県", today="R8.7.6")
    assert report.summary()["error"] == 8 and not report.clear
    assert {f.cell for f in report.findings if f.severity == "error"} and report.tables[
        0
    ].rows == 16
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["applications", "designations", "participants"])
def test_desk(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "台帳.xlsx"
    getattr(ledgers, f"write_{kind}")(path)
    check = getattr(careerup, f"check_{kind}")
    report = check([path], prefecture=10, today=dt.date(2026, 7, 6))
    assert report.tables and report.findings and report.lists


def test_numbers_and_forms(tmp_path: Path) -> None:
    path, numbered = tmp_path / "名簿.xlsx", tmp_path / "写し.xlsx"
    rows = rosters.clean_rows()
    at = rosters.HEADINGS.index("修了証番号")
    rows[-1][at] = ""
    rosters.write(path, rows)
    given = careerup.number(path, numbered, **WHERE)  # type: ignore[arg-type]
    assert len(given) == 1 and len(given[0].number) == 12 and numbered.exists()
    with pytest.raises(careerup.Problem, match="既にあります"):
        careerup.number(path, numbered, **WHERE)  # type: ignore[arg-type]
    made = careerup.fill_form(
        "certificate",
        numbered,
        tmp_path / "修了証",
        issuer=["群馬県知事　架空　三郎"],
        **WHERE,  # type: ignore[arg-type]
    )
    assert made and all(p.exists() for p in made)


def test_small_ones() -> None:
    assert careerup.deadline(dt.date(2026, 9, 5)) == dt.date(2026, 7, 5)
    with pytest.raises(careerup.Problem, match="研修分野「造園」"):
        careerup.certificate_number("群馬県", "2025-06-01", 1, "造園", 1)
    with pytest.raises(ValueError, match="連番"):
        careerup.certificate_number("群馬県", "2025-06-01", 1, 1, 100000)


def test_a_slip_is_no_silent_answer(tmp_path: Path) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.clean_rows())
    with pytest.raises(TypeError, match=r"perfecture.*prefecture"):
        careerup.check_roster(tmp_path / "名簿.xlsx", perfecture=10)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="no file"):
        careerup.check_roster([])
    with pytest.raises(ValueError, match=r"A \| B \| C"):
        careerup.deadline("2026-09-05", "Z")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"certificate \| application"):
        careerup.fill_form("certificat", tmp_path / "名簿.xlsx", tmp_path / "修了証")
    with pytest.raises(careerup.Problem, match=r"もしかして: .*名簿\.xlsx"):
        careerup.check_roster(tmp_path / "名薄.xlsx")
    with pytest.raises(careerup.Problem, match="もしかして: 群馬県"):
        careerup.check_roster(tmp_path / "名簿.xlsx", prefecture="郡馬")


def test_every_package_is_installed() -> None:
    """pyproject names each package, since ``careerup`` is mapped to a folder of another name."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "setuptools"
    ]
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for top in ("validators", "workbooks", "xl")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert set(setuptools["packages"]) == found | {"careerup"}
    assert setuptools["package-dir"] == {"careerup": "xl/api"}
    for folder in ("validators", "workbooks", *setuptools["package-dir"].values()):
        assert (ROOT / folder / "py.typed").exists(), (
            folder
        )  # else mypy takes nothing of it from outside
