"""What the tests need from outside the project, and how they skip without it: one clear line, or a failure in CI."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

import hypothesis
import postgres
import pytest
from places import SHARED

# a slow or loaded machine finds no fault: no test depends on the clock
hypothesis.settings.register_profile("no clock", deadline=None)
hypothesis.settings.load_profile("no clock")

# xlwings reads its key when it is first imported, whichever test that is: the evaluation key, never shipped
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")


# where the machine forbids Python to write beside the sources, the tests were compiled anew in every process
sys.dont_write_bytecode = False


def _has_uno() -> bool:
    try:
        return (
            subprocess.run(["/usr/bin/python3", "-c", "import uno"], capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


def _installed(*names: str) -> bool:
    return all(importlib.util.find_spec(name) for name in names)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip marked tests whose tool is missing; CAREERUP_REQUIRE_ALL=1 makes that a failure."""
    missing = {
        "libreoffice": ""
        if shutil.which("soffice")
        else "LibreOffice がないため省きました（apt install libreoffice-calc）",
        "uno": ""
        if _has_uno()
        else "LibreOffice の uno がないため省きました（apt install python3-uno）",
        "postgres": ""
        if postgres.binaries()
        else "PostgreSQL がないため省きました（apt install postgresql）",
        "chromium": ""
        if shutil.which("chromium") and _installed("playwright", "xlwings_server")
        else "Chromium か playwright、xlwings-server がないため省きました（apt install chromium）",
        "remote_engine": "xlwings の評価用キーを使わない設定（CAREERUP_REMOTE_ENGINE=0）のため省きました"
        if os.environ.get("CAREERUP_REMOTE_ENGINE") == "0"
        else "",
        "real": "" if (SHARED / "real").is_dir() else "../shared/real がないため省きました",
    }
    for item in items:
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))
    _long_files_first(items, missing)


def _long_files_first(items: list[pytest.Item], tools: Collection[str]) -> None:
    """Files that wait for another program stand first: at the end one core would wait for the other."""
    waiting = {item.path for item in items if any(item.get_closest_marker(tool) for tool in tools)}
    items.sort(key=lambda item: item.path not in waiting)


def pytest_collection_finish() -> None:
    """What the tests have imported stays until the end: no search for garbage goes through it again, and none comes
    before there is much to find."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """With CAREERUP_REQUIRE_ALL=1 a skip is a failure."""
    if (
        report.skipped
        and os.environ.get("CAREERUP_REQUIRE_ALL") == "1"
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real public-sector workbooks; read, never committed."""
    return SHARED / "real"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder."""
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL of our own on loopback."""
    with postgres.running(
        fsync=os.environ.get("CAREERUP_CLERK_NUMBERS") is not None
    ) as server:  # the full count is for the engine as it is used
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new register may lie, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "台帳.sqlite")
    server: postgres.Server = request.getfixturevalue("postgres_server")
    return server.database()
