"""The house as its syntax trees tell it: what imports what, floors, circles, lengths, sentences."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from places import ROOT

ORDER = ("validators", "workbooks", "xl")
# Libraries that take 15 ms and more to load (0.02 s lxml, 0.5 s pandas), and parts that may not be installed:
# only these, and our modules that bring them, may be imported in a function; so may what only one system has.
HEAVY = frozenset(
    (
        "alembic",
        "fastapi",
        "fontTools",
        "jpholiday",
        "lxml",
        "msoffcrypto",
        "openpyxl",
        "pandas",
        "pandera",
        "pyarrow",
        "pylopdf_fonts_jp",
        "pyopenvba",
        "rich",
        "sqlalchemy",
        "typst",
        "uvicorn",
        "xlsxwriter",
        "xlwings",
        "xlwings_server",
    )
)
ONE_SYSTEM = frozenset(("ctypes", "resource", "winreg"))
MODULE_LINES, FUNCTION_LINES, PARAMETERS = 300, 40, 5
SOURCES = sorted(p for folder in ORDER for p in (ROOT / folder).rglob("*.py"))


def own(path: Path) -> str:
    """The path as the tables of exceptions name it: xl/files/read.py."""
    return path.relative_to(ROOT).as_posix()


def dotted(path: Path) -> str:
    """The module's name: xl.files.read, and xl.files for its __init__."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's syntax tree, made when a test asks for it: every test process imports this file."""
    return ast.parse(path.read_text(encoding="utf-8"))


MODULES = {dotted(path): path for path in SOURCES}


@cache
def late(tree: ast.Module) -> frozenset[ast.ImportFrom | ast.Import]:
    """The imports that stand in a function."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in ast.walk(node):
                if isinstance(inner, (ast.ImportFrom, ast.Import)):
                    found.add(inner)
    return frozenset(found)


def names(node: ast.ImportFrom | ast.Import) -> list[str]:
    """The modules an import brings: ours to the last part, libraries by their name."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    found = []
    for alias in node.names:
        whole = f"{node.module}.{alias.name}"
        found.append(whole if whole in MODULES else node.module or "")
    return found


def typing_only(tree: ast.Module) -> set[ast.AST]:
    """Everything under ``if TYPE_CHECKING``: no import of the running program."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            found |= set(ast.walk(node))
    return found


@cache
def imports(path: Path, *, lazily: bool = True) -> frozenset[str]:
    """What a module imports when it runs, ``lazily`` also from within its functions."""
    tree = tree_of(path)
    aside = typing_only(tree) | (set() if lazily else late(tree))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.ImportFrom, ast.Import)) and node not in aside:
            found |= set(names(node))
    return frozenset(found)


@cache
def arrows() -> dict[str, set[str]]:
    """Our modules → those of ours they import."""
    return {name: {i for i in imports(path) if i in MODULES} for name, path in MODULES.items()}


def room(name: str) -> str:
    """The room a module stands in: the direct child of a top folder."""
    return ".".join(name.split(".")[:2])


def rooms(top: str) -> dict[str, set[str]]:
    """The rooms of one top folder → those of its rooms they import."""
    found: dict[str, set[str]] = {}
    for name, targets in arrows().items():
        if name.split(".")[0] != top or name == top:
            continue
        inside = {room(t) for t in targets if t.split(".")[0] == top and t != top}
        found.setdefault(room(name), set()).update(inside - {room(name)})
    return found


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Groups of nodes that reach each other, each sorted."""
    reach = {node: _reached(graph, node) for node in graph}
    found = []
    for node in sorted(graph):
        group = sorted({node} | {other for other in reach[node] if node in reach.get(other, ())})
        if len(group) > 1 and group not in found:
            found.append(group)
    return found


def _reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        for target in graph.get(ahead.pop(), ()):
            if target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen


def floor(graph: Mapping[str, set[str]], node: str) -> int:
    """1 on the ground; else one above the highest it imports. For graphs without circles."""
    return 1 + max((floor(graph, target) for target in graph[node]), default=0)


def heavy() -> set[str]:
    """Our modules that bring a heavy library as soon as they are imported."""
    graph = {
        name: {i for i in imports(path, lazily=False) if i in MODULES}
        for name, path in MODULES.items()
    }
    direct = {
        name
        for name, path in MODULES.items()
        if {i.split(".")[0] for i in imports(path, lazily=False)} & HEAVY
    }
    importers: dict[str, set[str]] = {name: set() for name in MODULES}
    for name, targets in graph.items():
        for target in targets:
            importers[target].add(name)
    return direct.union(*(_reached(importers, name) for name in direct))


def light_late_imports(path: Path, slow: set[str]) -> int:
    """Imports in functions for which there is no reason: neither heavy nor bringing what is."""
    count = 0
    for node in late(tree_of(path)):
        for name in names(node):
            if name.split(".")[0] not in HEAVY | ONE_SYSTEM and name not in slow:
                count += 1
    return count


def lengths(path: Path) -> Iterator[tuple[str, int, int]]:
    """Each function of a module: its name, its lines, its parameters (self and cls not counted)."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            count = sum(a.arg not in ("self", "cls") for a in taken)
            yield node.name, (node.end_lineno or first) - first + 1, count


BARE = frozenset(("told", "more", "left", "own"))
# who names one of these beside ``left`` speaks of a place on a sheet or a page
SIDES = frozenset(("right", "top", "row", "column", "x", "width"))


def bare_names(path: Path) -> Iterator[str]:
    """Functions that give a local or an argument a name that says nothing: ``own`` what?

    ``left`` may stand where the same function also names another side, a row or a column.
    """
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = list(ast.walk(node))
            bound = {
                x.id for x in inner if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store)
            }
            bound |= {x.arg for x in inner if isinstance(x, ast.arg)}
            for name in sorted(BARE & bound):
                if name != "left" or not bound & SIDES:
                    yield f"{node.name}: {name}"


_NO_SENTENCE = frozenset(("rstrip", "removesuffix", "endswith", "join", "replace"))


def sentences(path: Path) -> int:
    """Texts that end in 。, help of functions, options and the ribbon excepted, and no docstrings."""
    tree = tree_of(path)
    aside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("help", "description", "epilog"):
            aside |= set(ast.walk(node))
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("Argument", "function"):
            aside |= set(ast.walk(node))
        if isinstance(node, ast.JoinedStr):
            aside |= set(node.values[:-1])
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            aside.add(node.value)  # a docstring
        if isinstance(called, ast.Attribute) and called.attr in _NO_SENTENCE:
            assert isinstance(node, ast.Call)
            aside |= {*node.args, called.value}
    return sum(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) > 1
        and node.value.endswith("。")
        and node not in aside
        for node in ast.walk(tree)
    )


def today() -> str:
    """The tables of ``house_today.py`` as the tree stands now: ``python tests/support/house.py`` prints them."""
    slow = heavy()
    tables: dict[str, dict[str, int]] = {
        "LONG_MODULES": {},
        "LONG_FUNCTIONS": {},
        "MANY_PARAMETERS": {},
        "LATE_IMPORTS": {},
        "SENTENCES": {},
    }
    for path in SOURCES:
        found = (
            ("LONG_MODULES", len(path.read_text(encoding="utf-8").splitlines()), MODULE_LINES),
            ("LONG_FUNCTIONS", max((n for _, n, _ in lengths(path)), default=0), FUNCTION_LINES),
            ("MANY_PARAMETERS", max((n for *_, n in lengths(path)), default=0), PARAMETERS),
            ("LATE_IMPORTS", light_late_imports(path, slow), 0),
            ("SENTENCES", 0 if "messages" in path.parts else sentences(path), 0),
        )
        for table, count, limit in found:
            if count > limit:
                tables[table][own(path)] = count
    return "\n".join(f"{name} = {table!r}" for name, table in tables.items())


if __name__ == "__main__":
    print(today())
