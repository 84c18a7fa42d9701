"""Speed of the forms as ratios against peers in the same run; prints, asserts nothing.

    python tests/benchmarks/bench_forms.py [certificates]        default 1000

One workbook of N certificates against openpyxl copying the same blank's sheet N times and saving;
one PDF of N certificates against
LibreOffice converting that workbook; size and peak memory at N and at N / 4. Every measurement is
the best of three (LibreOffice:
of one) in a process of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = """
import sys, time; from pathlib import Path
from workbooks import templates
from workbooks.forms.pages import Page
count, out = int(sys.argv[1]), Path(sys.argv[2])
def kanji(code):
    try:
        return len(code.encode("cp932")) == 2
    except UnicodeEncodeError:
        return False
letters = [c for c in map(chr, range(0x4E00, 0x9FA0)) if kanji(c)]
names = [f"架{letters[n * 7 % len(letters)]}　{letters[n * 11 % len(letters)]}子" for n in range(count + 1)]
pages = [Page(f"1025024{n:05}", names[n], {
    "修了証番号": f"1025024{n:05}", "保育士登録番号": f"群馬県-{n:06}", "氏名": names[n],
    "生年月日": f"平成{n % 30 + 1}年{n % 12 + 1}月{n % 28 + 1}日", "研修種別":
    "食育・アレルギー対応", "交付年月日": "令和7年11月23日",
    "発行者":
    "一般社団法人みなかみ保育研修会\\n群馬県利根郡みなかみ町後閑1\\n代表理事　架空　花子"}) for n in
    range(1, count + 1)]
"""
BOOK = (
    PAGES
    + """
from xl import forms; from xl.blanks import Template
start = time.perf_counter()
forms.fill(Template(templates.blank("certificate"), "certificate").complete(), pages).write_to(out)
print("SECONDS", time.perf_counter() - start)
"""
)
PDF = (
    PAGES
    + """
from xl import typesetting; from xl.blanks import Template
start = time.perf_counter()
out.write_bytes(typesetting.compile_pdf(Template(templates.blank("certificate"), "certificate"), pages))
print("SECONDS", time.perf_counter() - start)
"""
)
OPENPYXL = (
    PAGES
    + """
import openpyxl
start = time.perf_counter()
book = openpyxl.load_workbook(templates.blank("certificate"))
first = book.worksheets[0]
for page in pages:
    sheet = book.copy_worksheet(first)
    for cell, place in (("F7", "保育士登録番号"), ("F8", "氏名"), ("F9", "生年月日"), ("E13",
    "研修種別"), ("B15", "交付年月日"), ("E18", "発行者")):
        sheet[cell] = page.values[place]
    sheet["F3"] = f"第{page.number}号"
    sheet.print_area = "A1:L18"
book.remove(first)
book.save(out)
print("SECONDS", time.perf_counter() - start)
"""
)
PEAK = "\nimport re; print('PEAK', int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"


def run(code: str, count: int, out: Path, times: int = 3) -> tuple[float, int]:
    """(best seconds, MB at the peak) of a process that imports and reads first and is timed inside."""
    best, peak = float("inf"), 0
    for _ in range(times):
        done = subprocess.run(
            [sys.executable, "-c", code + PEAK, str(count), str(out)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        words = done.stdout.split()
        best, peak = (
            min(best, float(words[words.index("SECONDS") + 1])),
            int(words[words.index("PEAK") + 1]),
        )
    return best, peak


def main(count: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        book, other, pdf = (
            Path(folder) / name for name in ("ours.xlsx", "openpyxl.xlsx", "ours.pdf")
        )
        ours, memory = run(BOOK, count, book)
        theirs, their_memory = run(OPENPYXL, count, other, 1)
        quarter, quarter_memory = run(BOOK, count // 4, Path(folder) / "quarter.xlsx")
        sizes = [
            (Path(folder) / name).stat().st_size / 1e6
            for name in ("ours.xlsx", "openpyxl.xlsx", "quarter.xlsx")
        ]
        print(
            f"{count} certificates in one workbook: {ours:.2f} s, {sizes[0]:.2f} MB, peak {memory} MB; "
            f"openpyxl copy_worksheet {theirs:.2f} s, {sizes[1]:.2f} MB, "
            f"peak {their_memory} MB: {ours / theirs:.2f} of its time"
        )
        print(
            f"{count // 4} certificates: {quarter:.2f} s, {sizes[2]:.2f} MB, peak {quarter_memory} MB"
        )
        set_, pdf_memory = run(PDF, count, pdf)
        print(
            f"{count} certificates in one PDF: {set_:.2f} s, {pdf.stat().st_size / 1e6:.2f} MB, peak {pdf_memory} MB"
        )
        if shutil.which("soffice"):
            start = time.perf_counter()
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation={(Path(folder) / 'home').as_uri()}",
                    "--headless",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    folder,
                    book,
                ],
                capture_output=True,
                check=True,
            )
            office = time.perf_counter() - start
            print(
                f"LibreOffice, the workbook to PDF: {office:.1f} s: {office / set_:.0f} × as long"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
