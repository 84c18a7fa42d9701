"""Speed of the forms as ratios against peers in the same run; prints, asserts nothing.

    python tests/benchmarks/bench_forms.py [certificates]        default 1000

One workbook of N certificates against openpyxl copying the same blank's sheet N times and saving; one
PDF of N certificates, on the standard blank and on a blank of a prefecture's own, against LibreOffice
converting the workbook of the latter. Seconds are CPU time of a process and its children, for other
work on the machine does not count; each process imports and reads first and is timed inside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = """
import os, sys; from pathlib import Path
from workbooks import templates
from workbooks.forms.pages import Page
from xl.forms import background, fill, typeset
from xl.forms.template import Template
def now():
    return sum(os.times()[:4])
count, out = int(sys.argv[1]), Path(sys.argv[2])
letters = [chr(c) for c in range(0x4E00, 0x9FA0) if len(chr(c).encode("cp932", "ignore")) == 2]
names = [f"架{letters[n * 7 % len(letters)]}　{letters[n * 11 % len(letters)]}子" for n in range(count)]
pages = [Page(f"1025024{n:05}", name, {
    "修了証番号": f"1025024{n:05}", "保育士登録番号": f"群馬県-{n:06}", "氏名": name,
    "生年月日": f"平成{n % 30 + 1}年{n % 12 + 1}月{n % 28 + 1}日", "研修種別": "食育・アレルギー対応",
    "交付年月日": "令和7年11月23日",
    "発行者": "一般社団法人みなかみ保育研修会\\n群馬県利根郡みなかみ町後閑1\\n代表理事　架空　花子"})
    for n, name in enumerate(names, 1)]
blank = templates.blank("certificate", framed=len(sys.argv) > 3)
template = Template(blank, "certificate").complete()
start = now()
"""
BOOK = "fill.fill(template, pages).write_to(out)"
PDF = "out.write_bytes(typeset.compile_pdf(template, pages))"
OWN = "out.write_bytes(background.compile_own(template, pages, lambda name: None))"
ARCHIVE = (
    "out.write_bytes(background.compile_own(template, pages, lambda name: None, archive=True))"
)
EACH = """
for page in pages:
    out.write_bytes(background.compile_own(template.fresh(), [page], lambda name: None))
"""
OPENPYXL = """
import openpyxl
start = now()
book = openpyxl.load_workbook(blank)
first = book.worksheets[0]
places = {"F7": "保育士登録番号", "F8": "氏名", "F9": "生年月日", "E13": "研修種別", "B15": "交付年月日"}
for page in pages:
    sheet = book.copy_worksheet(first)
    for cell, place in {**places, "E18": "発行者"}.items():
        sheet[cell] = page.values[place]
    sheet["F3"] = f"第{page.number}号"
    sheet.print_area = "A1:L18"
book.remove(first)
book.save(out)
"""
END = """
print(now() - start, int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024)
"""


def run(code: str, count: int, out: Path, *more: str) -> tuple[float, str]:
    """(seconds, size and peak in words) of one process."""
    done = subprocess.run(
        [sys.executable, "-c", PAGES + code + END, str(count), str(out), *more],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(out.parent)},
    )
    seconds, peak = done.stdout.split()
    return float(seconds), f"{out.stat().st_size / 1e6:.2f} MB, peak {peak} MB"


def office(book: Path) -> float:
    """Seconds LibreOffice takes to print a workbook."""
    before = sum(os.times()[2:4])
    home = (book.parent / "home").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", book.parent, book], capture_output=True, check=True)
    return sum(os.times()[2:4]) - before


def main(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        ours, words = run(BOOK, count, folder / "ours.xlsx")
        theirs, other = run(OPENPYXL, count, folder / "openpyxl.xlsx")
        print(f"{count} certificates in one workbook: {ours:.2f} s, {words}")
        print(f"  openpyxl copy_worksheet: {theirs:.2f} s, {other}: ours in {ours / theirs:.2f}")
        standard, words = run(PDF, count, folder / "ours.pdf")
        print(f"{count} certificates in one PDF, standard blank: {standard:.2f} s, {words}")
        if not shutil.which("soffice"):
            return
        first, words = run(OWN, count, folder / "own.pdf", "framed")
        print(f"{count} certificates in one PDF, own blank drawn for the first time: {first:.2f} s")
        own, words = run(OWN, count, folder / "own.pdf", "framed")
        print(f"{count} certificates in one PDF, own blank as drawn then: {own:.2f} s, {words}")
        archive, words = run(ARCHIVE, count, folder / "own.pdf", "framed")
        print(f"  the same as PDF/A-2a: {archive:.2f} s, {words}")
        each, _ = run(EACH, count // 10, folder / "own.pdf", "framed")
        print(f"  {count // 10} files of one certificate each: {each:.2f} s")
        run(BOOK, count, folder / "own.xlsx", "framed")
        slow = office(folder / "own.xlsx")
        print(
            f"  LibreOffice, the same workbook: {slow:.1f} s: {slow / first:.1f} × as long as our first run of a"
            f" blank, {slow / own:.1f} × as long as a later one, {slow / archive:.1f} × as long as PDF/A"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
