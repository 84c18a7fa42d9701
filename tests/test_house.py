"""The house: imports run one way, each outside library is touched in the rooms named for it, VBA
and names stay ASCII."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import house
import house_today
import pytest
from house import ORDER, SOURCES
from places import ROOT

# library → the only rooms (path prefixes) that may import it
ROOMS = {
    "xlwings": ("xl/live/",),
    "python_calamine": ("xl/files/excel.py",),
    "pandas": ("validators/schemas/",),
    "pandera": ("validators/schemas/",),
    "lxml": ("xl/ooxml/",),
    "xlsxwriter": (
        "xl/outputs/style.py",
        "xl/outputs/report.py",
        "xl/outputs/listing.py",
        "xl/outputs/long_list.py",
        "xl/outputs/whole_rows.py",
        "xl/outputs/settings.py",
        "xl/outputs/tables.py",
        "workbooks/plain_zip.py",
        "workbooks/samples/",
        "workbooks/addin/",
        "workbooks/templates/",
    ),
    "docx": ("xl/outputs/letters.py",),
    "typst": ("xl/forms/typeset.py",),
    "fonttools": ("xl/forms/fonts.py",),
    "sqlalchemy": ("workbooks/ledger/",),
    "alembic": ("workbooks/ledger/",),
    "psycopg": (),  # SQLAlchemy's driver
    "pyarrow": ("xl/outputs/tables.py",),
    "msoffcrypto": ("xl/outputs/tables.py", "xl/files/encrypted.py"),
    "rich": ("xl/commands/terminal.py", "xl/progress.py"),
    "openpyxl": (),  # it may never save a user's workbook; the tests use it
    "pyopenvba": ("workbooks/addin/",),
}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(house.tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def test_arrows_and_rooms() -> None:
    for path in SOURCES:
        name = house.own(path)
        level = ORDER.index(name.split("/")[0])
        for target in imported(path):
            top = target.split(".")[0].lower()
            if top in ORDER:
                assert ORDER.index(top) <= level, (
                    f"{name} imports {target}: arrows run xl → workbooks → validators"
                )
            if top in ROOMS:
                assert any(name.startswith(room) for room in ROOMS[top]), f"{name} imports {target}"


def test_no_circle_between_files() -> None:
    assert house.circles(house.arrows()) == []


@pytest.mark.parametrize("top", ORDER)
def test_no_circle_between_rooms(top: str) -> None:
    assert house.circles(house.rooms(top)) == []


# what goes on from a check: it takes the records the check understood (law 4)
TAKERS = (
    "workbooks/applications/filing.py",
    "workbooks/comparison/",
    "workbooks/eligibility/completed.py",
    "workbooks/forms/certificates.py",
    "workbooks/ledger/completions.py",
    "workbooks/letters/",
    "workbooks/numbering/",
    "workbooks/roster/receiving.py",
)
READERS = frozenset(
    (
        "agency.read",
        "agency_number.read",
        "certificate.read",
        "dates.read_date",
        "fields.read",
        "names.read_name",
        "read_date",
        "read_field",
        "read_fiscal_year",
        "read_minutes",
        "read_name",
        "registration.read",
        "wareki.read_date",
    )
)


def test_nobody_reads_a_cell_again_that_the_check_has_read() -> None:
    for path in SOURCES:
        if house.own(path).startswith(TAKERS):
            calls = (node for node in ast.walk(house.tree_of(path)) if isinstance(node, ast.Call))
            again = READERS & {ast.unparse(call.func) for call in calls}
            assert not again, f"{house.own(path)}: take the record's value instead of {again}"


def test_few_rooms_on_few_floors() -> None:
    rooms = house.rooms("xl")
    assert len(rooms) <= 16, sorted(rooms)
    # __main__ is the door of cli under another name: ``python -m xl``
    floors = {name: house.floor(rooms, name) for name in rooms if name != "xl.__main__"}
    assert max(floors.values()) <= 6, floors


def test_sizes() -> None:
    """A module fits on a few screens, a function on one, and nobody has to count parameters."""
    for path in SOURCES:
        name = house.own(path)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= house_today.LONG_MODULES.get(name, house.MODULE_LINES), name
        longest = house_today.LONG_FUNCTIONS.get(name, house.FUNCTION_LINES)
        for function, length, parameters in house.lengths(path):
            assert length <= longest, f"{name}: {function} has {length} lines"
            assert parameters <= house.PARAMETERS, f"{name}: {function} has {parameters} parameters"


def test_imports_stand_at_the_top() -> None:
    """Only a heavy library, or a module of ours that brings one, is imported in a function."""
    slow = house.heavy()
    for path in SOURCES:
        assert house.light_late_imports(path, slow) == 0, house.own(path)


def test_sentences_stand_in_messages() -> None:
    """What a clerk reads stands in validators/messages, where it can be reviewed on one page."""
    for path in SOURCES:
        if not house.own(path).startswith("validators/messages/"):
            allowed = house_today.SENTENCES.get(house.own(path), 0)
            assert house.sentences(path) <= allowed, house.own(path)


def test_no_dialog_names_an_option_of_the_command_line() -> None:
    from validators.messages import Door, rules

    for name, rule in rules().items():
        if not name.startswith(("command-", "option-")):  # said at the command line alone
            assert "--" not in rule.text + rule.action_at(Door.EXCEL), name


def test_exceptions_name_files_that_exist() -> None:
    """The tables of exceptions may only get shorter: a file that went takes its exception with it."""
    for table in (
        house_today.LONG_MODULES,
        house_today.LONG_FUNCTIONS,
        house_today.SENTENCES,
    ):
        for name in table:
            assert (ROOT / name).is_file(), name


def test_every_module_says_what_it_is_for() -> None:
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if text.strip():
            assert ast.get_docstring(house.tree_of(path)), path
        assert text.count("\n") <= 600, f"{path} hides two modules"


def test_top_level_is_the_users_choice() -> None:
    allowed = {
        "xl",
        "workbooks",
        "validators",
        "tests",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "THIRD-PARTY.md",
    }
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True
    )  # what a demo or a build leaves lying is not ours
    names = {line.split("/")[0].strip('"') for line in listed.stdout.splitlines()} or allowed
    assert {name for name in names if not name.startswith(".")} <= allowed


def test_public_functions_are_documented() -> None:
    for path in SOURCES:
        for node in house.tree_of(path).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{path}: {node.name}"


def test_a_local_name_is_a_noun() -> None:
    """No ``told``, ``more``, ``left`` or ``own`` alone: the name says what was told, or whose it is."""
    found = [f"{house.own(path)} {name}" for path in SOURCES for name in house.bare_names(path)]
    assert not found, found


def test_clerks_japanese_has_one_home() -> None:
    """Sentences of rules stand in validators/messages only; a rule id is defined once and its
    sentence can be filled."""
    from validators import messages

    tables = messages.tables()
    assert sum(map(len, tables)) == len(messages.rules())
    for name, rule in messages.rules().items():
        assert name == name.lower() and rule.severity in messages.SEVERITIES and rule.title
        assert not rule.text.endswith("。") and not rule.action.endswith("。")


def test_the_formulas_start_without_pandas() -> None:
    code = (
        "import xl.udfs, xl.ribbon.pipe, sys\nassert xl.udfs.CERTNO('北海道', '2017-06-01', 1, '乳児保育', 1) == "
        "'011701100001'\nprint([m for m in ('pandas', 'pandera', 'numpy') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert out.stdout.strip() == "[]"


def test_every_dependency_is_named_with_its_licence() -> None:
    """THIRD-PARTY.md is written by .ci/third_party.py; a new dependency has to be put there."""
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"]]
    for extra in set(extras) - {"test"}:
        wanted += extras[extra]
    for line in wanted:
        name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", line)[0]).lower()  # type: ignore[index]
        assert f"| {name} |" in page or name == "careerup", f"run .ci/third_party.py for {name}"


def test_ooxml_could_leave_the_project() -> None:
    """It imports nothing of ours but A1 arithmetic."""
    for path in (ROOT / "xl/ooxml").rglob("*.py"):
        ours = {name for name in imported(path) if name.split(".")[0] in ORDER}
        assert {n for n in ours if not n.startswith("xl.ooxml")} <= {"workbooks.a1"}, path
