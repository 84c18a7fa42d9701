"""README's and the manual's pictures, made anew from what the demo and the commands write, and the manual with
them: python .ci/pictures.py [--manual-only] (needs LibreOffice and poppler-utils)."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci")]
import manual_pages  # noqa: E402
from PIL import Image  # noqa: E402

from workbooks.samples import filings, ledgers, rosters  # noqa: E402
from xl.cli import main  # noqa: E402

IMAGES = ROOT / ".github" / "images"
TODAY = ("--today", "2026-07-06")
PLACE = ("--prefecture", "群馬県")
ISSUER = ("--issuer", "群馬県知事　架空　三郎")
INTAKE = ("--designations", "指定台帳.xlsx", "--received-on", "2026-02-20", "--reply", "返送")
STAFF = [
    (row[2], row[4], role)
    for row, role in zip(
        rosters.clean_rows(), ("副主任保育士", "専門リーダー", "職務分野別リーダー"), strict=False
    )
]
COMMANDS = (  # after the demo, in its folder
    ["check", "roster", "名簿.xlsx", *INTAKE, "--out", "受付.xlsx", *PLACE],
    ["check", "designations", "指定台帳.xlsx", "--publish", "周知", "--out", "周知.xlsx", *PLACE],
    ["compare", "名簿_正しい見本.xlsx", "名簿.xlsx", "--out", "突合.xlsx"],
    ["tidy", "名簿.xlsx", "--out", "整えた名簿.xlsx"],
    ["settings", "--out", "設定.xlsx"],
    ["ledger", "import", "名簿_正しい見本.xlsx", "--new", "--ledger", "台帳.sqlite", *PLACE],
    ["ledger", "extract", "--to", "埼玉県", "--out", "提供.xlsx", "--ledger", "台帳.sqlite"],
    ["form", "renewal", "更新の届出.xlsx", "--out", "届出書", *PLACE],
    [
        "check",
        "eligibility",
        "職員.xlsx",
        "名簿_正しい見本.xlsx",
        "--out",
        "職員_検証結果.xlsx",
        *PLACE,
    ],
    ["ledger", "statistics", "--out", "集計.xlsx", "--ledger", "台帳.sqlite"],
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the page of a workbook that holds ``words``, its top ``height`` (pixels at 115 dpi; 0 all of it)."""

    name: str
    book: str
    words: str = ""
    height: int = 0
    dpi: int = 115


SHOTS = (
    Shot("report", "名簿_検証結果", height=410),
    Shot("rows", "名簿_検証結果", "行ごとの指摘", 430),
    Shot("marked", "名簿_印付き", height=290),
    Shot("applications", "指定申請台帳_検証結果", height=175),
    Shot("designations", "指定台帳_検証結果", height=190),
    Shot("letters", "指定台帳_検証結果", "更新のお知らせ", 330),
    Shot("public", "周知/指定研修一覧", height=150),
    Shot("completion", "受講者名簿_検証結果", height=200),
    Shot("numbered", "修了者名簿", height=170),
    Shot("receipt", "返送/*", height=300),
    Shot("comparison", "突合", height=330),
    Shot("settings", "設定", height=430),
    Shot("extract", "提供", height=170),
    Shot("statistics", "集計", height=430),
    Shot("form1", "修了証/修了証", dpi=60),
    Shot("form2", "様式/指定申請書", dpi=60),
    Shot("form3", "様式/指定通知書", dpi=60),
    Shot("form4", "届出書/*", dpi=60),
    Shot("eligibility", "職員_検証結果", height=190),
)


def shoot(work: Path) -> None:
    """Every picture, from the workbooks below ``work``."""
    pages: dict[Path, Path] = {}
    for shot in SHOTS:
        found = sorted(work.glob(f"{shot.book}.xlsx"))
        if not found:
            raise SystemExit(f"{shot.book}: not written")
        book = found[0]
        if book not in pages:
            pages[book] = _pdf(book, work / "pdf")
        _picture(pages[book], shot)
        print(shot.name, flush=True)


def _pdf(book: Path, folder: Path) -> Path:
    own = f"-env:UserInstallation=file://{folder}/office"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(book)], check=True, capture_output=True, timeout=180)
    return folder / f"{book.stem}.pdf"


def _picture(pdf: Path, shot: Shot) -> None:
    page = 1
    if shot.words:
        told = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
        texts = told.stdout.decode().split("\f")
        first = [n for n, text in enumerate(texts, 1) if shot.words in text[:200]]
        page = first[0] if first else 1
    with tempfile.TemporaryDirectory() as folder:
        crop = ["-x", "40", "-y", "52", "-W", "1255", "-H", str(shot.height)] if shot.height else []
        only = ["-png", "-r", str(shot.dpi), "-f", str(page), "-l", str(page), *crop]
        subprocess.run(["pdftoppm", *only, pdf, f"{folder}/page"], check=True)
        image = Image.open(next(Path(folder).glob("page*.png"))).convert("RGB")
        image.quantize(64, dither=Image.Dither.NONE).save(
            IMAGES / f"{shot.name}.png", optimize=True
        )


def run(folder: Path) -> None:
    """The demo in ``folder``, then the commands that write the other outputs."""
    _main(["demo", str(folder), *TODAY])
    renewals = [("指定申請台帳", filings.HEADINGS, filings.RENEWALS)]
    ledgers.write(folder / "更新の届出.xlsx", renewals)
    ledgers.write(folder / "職員.xlsx", [("職員", ("氏名", "生年月日", "役職"), STAFF)])
    here = Path.cwd()
    os.chdir(folder)
    try:
        for words in COMMANDS:
            dated = words[0] in ("check", "compare", "form")
            _main([*words, *(TODAY if dated else ())])
    finally:
        os.chdir(here)


def _main(words: list[str]) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as told:
        status = main(words)
    if status not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: {status}\n{told.getvalue()}")


if __name__ == "__main__":
    if "--manual-only" not in sys.argv:
        with tempfile.TemporaryDirectory() as work:
            run(Path(work) / "careerup-demo")
            shoot(Path(work) / "careerup-demo")
    manual_pages.write()
