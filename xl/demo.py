"""``careerup demo``: invented workbooks, the main job run on them, and what to open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from validators.profile import default
from workbooks.problems import FileProblem
from workbooks.samples import ledgers, rosters
from xl import check, closed, printing, terminal

TODAY = dt.date(2026, 6, 30)    # the samples are of fiscal year 2025


def run(folder: Path) -> int:
    """Write the samples into an empty or new folder, check them, say what to open. Raises FileProblem."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileProblem(f"{folder} は空のフォルダーではありません。新しいフォルダーの名前を付けてください（careerup demo 名前）。")
    folder.mkdir(parents=True, exist_ok=True)
    clean, messy = folder / "名簿_正しい見本.xlsx", folder / "名簿.xlsx"
    designations, applications = folder / "指定台帳.xlsx", folder / "指定申請台帳.xlsx"
    rosters.write(clean, rosters.clean_rows())
    rosters.write(messy, rosters.messy_rows())
    ledgers.write(designations, "指定台帳", ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS)
    ledgers.write(applications, "指定申請台帳", ledgers.APPLICATION_HEADINGS, ledgers.APPLICATIONS)
    profile = default().for_prefecture(10)
    for path in (clean, messy):
        print(f"\n■ careerup check roster {path.name} --prefecture 群馬県 --designations {designations.name}")
        report = check.rosters([path], profile, TODAY, designations=designations)
        marked = folder / "名簿_印付き.xlsx" if path is messy else None
        report, outputs = check.write_outputs(report, [path], marked=marked)
        terminal.show(report, outputs=outputs)
    certificates = ["form", "certificate", clean.name, "--out", "修了証"]
    for pdf in (False, True):
        print(f"\n■ careerup {' '.join(certificates)}{' --pdf' if pdf else ''} --issuer …")
        order = printing.Order("certificate", profile, TODAY, issuer=("群馬県知事　架空　三郎",), pdf=pdf)
        printing.run(closed.read(clean), order, folder / "修了証")
    print(
        f"\n見本はすべて架空の人です。{folder} の 名簿_検証結果.xlsx を Excel で開き、「セル」を押すと直すセルに移ります。"
        "\n自分の名簿は careerup check roster 名簿.xlsx --prefecture 群馬県 で確かめられます。"
        f"\n{applications.name} は指定申請の見本です。"
    )
    return 0
