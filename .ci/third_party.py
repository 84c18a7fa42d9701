"""Write THIRD-PARTY.md from the installed metadata: .venv/bin/python .ci/third_party.py

What the wheel itself carries of others' work (the add-in's VBA module, the municipality table) is
named by hand at the head; what pip brings along is read, walking the requirements of ``careerup``.
"""

import re
from importlib import metadata
from pathlib import Path

HEAD = """# Third-party work

careerup itself is BSD-3-Clause (LICENSE). Inside this repository stand works of others:

| what | where | licence |
|---|---|---|
| xlwings' VBA module and add-in template | `workbooks/addin/` (built into `careerup.xlam`) | BSD-3-Clause, `workbooks/addin/xlwings-LICENSE.txt` |
| 全国地方公共団体コード (総務省) | `validators/data/municipalities.csv` | facts only (codes and names), source named in the file |
| wording of 様式第1号–第4号 (雇児保発0401第1号) | `workbooks/templates/` | official document, no copyright (著作権法13条) |

pip installs these beside it. `server`, `postgres`, `parquet` mark what only an extra brings.

| package | licence | brought by |
|---|---|---|
"""  # noqa: E501 (a row of a table is one line)
SHORT = {
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "mit license": "MIT",
    "sil open font license 1.1 (ofl-1.1)": "OFL-1.1 (embedded in PDFs)",
    "python software foundation license": "PSF-2.0",
}
EXTRAS = ("postgres", "parquet", "server")


def canonical(name: str) -> str:
    """The package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(name: str, extras: tuple[str, ...]) -> list[tuple[str, str]]:
    """(package, extra or "") that a distribution requires."""
    found = []
    for line in metadata.requires(name) or []:
        package = canonical(re.match(r"[A-Za-z0-9._-]+", line)[0])
        extra = re.search(r"extra\s*==\s*['\"](\w+)['\"]", line)
        if extra and extra[1] not in extras:
            continue
        found.append((package, extra[1] if extra else ""))
    return found


def licence(name: str) -> str:
    """SPDX expression, else the classifier, else the first words of the licence field."""
    data = metadata.metadata(name)
    if data.get("License-Expression"):
        return data["License-Expression"]
    for line in data.get_all("Classifier") or []:
        if line.startswith("License ::"):
            last = line.rpartition(" :: ")[2]
            return SHORT.get(last.lower(), last)
    return (data.get("License") or "?").splitlines()[0][:60]


def table() -> str:
    """The page."""
    seen: dict[str, str] = {}
    waiting = requirements("careerup", EXTRAS)
    while waiting:
        package, extra = waiting.pop(0)
        if package in seen or package == "careerup":
            continue
        try:
            metadata.metadata(package)
        except metadata.PackageNotFoundError:  # another platform's, e.g. pywin32
            continue
        seen[package] = extra
        waiting += [(name, extra) for name, own in requirements(package, ()) if not own]
    rows = [f"| {name} | {licence(name)} | {extra} |" for name, extra in sorted(seen.items())]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    Path(__file__).parents[1].joinpath("THIRD-PARTY.md").write_text(table(), encoding="utf-8")
