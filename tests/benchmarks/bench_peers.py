"""One roster and equal checks beside frictionless, pointblank and dataframely; prints, asserts nothing.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install "frictionless[excel]" pointblank dataframely fastexcel
    python tests/benchmarks/bench_peers.py /tmp/peers/bin/python [rows]        default 20000

CPU seconds of whole processes, best of three by turns, with peak memory and how many faults each tells of the eight
checks that all four can be asked: four cells filled, the number of twelve digits and unique, the field one of
eight, no completion before April 2017, none issued before its completion. ``LEFT_OUT`` says what a peer's answer
lacks for a clerk; careerup makes its whole check and writes its report in the same time.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import bench_roster

READ = """
import sys, datetime as dt, polars as pl
df = pl.read_excel(sys.argv[1])
fields = sys.argv[2].split(",")
"""
FRICTIONLESS = """
import sys
from frictionless import Checklist, Resource, Schema, checks, formats, system
fields = sys.argv[2].split(",")
def field(name, kind="string", **constraints): return {"name": name, "type": kind, "constraints": constraints}
schema = Schema.from_descriptor({"fields": [
    field("No.", "any"), field("保育士登録番号", required=True), field("氏名", required=True), field("フリガナ"),
    field("生年月日", "any"), field("住所"), field("勤務先施設の名称"), field("勤務先施設の所在市町村名"),
    field("職種"),
    field("研修分野", required=True, enum=fields), field("修了証番号", required=True, pattern="[0-9]{12}", unique=True),
    field("修了年月日", "datetime", minimum="2017-04-01T00:00:00"), field("発行年月日", "datetime"), field("備考")]})
system.trusted = True  # the file lies in the temporary folder
report = Resource(path=sys.argv[1], schema=schema, control=formats.ExcelControl()).validate(
    Checklist(checks=[checks.row_constraint(formula="発行年月日 >= 修了年月日")]), limit_errors=10_000_000)
print(sum(len(t.errors) for t in report.tasks))
"""
POINTBLANK = (
    READ
    + """
import pointblank as pb
v = (pb.Validate(df).col_vals_not_null(["保育士登録番号", "氏名", "研修分野", "修了証番号"])
     .col_vals_regex("修了証番号", "^[0-9]{12}$", na_pass=True)
     .rows_distinct("修了証番号", pre=lambda d: d.drop_nulls("修了証番号"))
     .col_vals_in_set("研修分野", fields, pre=lambda d: d.drop_nulls("研修分野"))
     .col_vals_ge("修了年月日", dt.date(2017, 4, 1))
     .col_vals_ge("発行年月日", pb.col("修了年月日")).interrogate())
print(sum(v.n_failed().values()))
"""
)
DATAFRAMELY = (
    READ
    + """
import dataframely as dy
class Roster(dy.Schema):
    registration = dy.String(alias="保育士登録番号")
    name = dy.String(alias="氏名")
    field = dy.Enum(fields, alias="研修分野")
    number = dy.String(alias="修了証番号", regex="^[0-9]{12}$")
    completed = dy.Date(alias="修了年月日", min=dt.date(2017, 4, 1))
    issued = dy.Date(alias="発行年月日")
    @dy.rule()
    def once(cls): return pl.col("修了証番号").is_null() | pl.col("修了証番号").is_unique()
    @dy.rule()
    def in_order(cls): return pl.col("発行年月日") >= pl.col("修了年月日")
good, failure = Roster.filter(df, cast=True)
print(sum(failure.counts().values()))
"""
)
PEERS = {"frictionless": FRICTIONLESS, "pointblank": POINTBLANK, "dataframely": DATAFRAMELY}
ASKED = frozenset(
    (
        "registration-missing",
        "name-missing",
        "field-missing",
        "field-unknown",
        "number-missing",
        "number-length",
        "number-duplicate",
        "issued-before-completion",
    )
)
LEFT_OUT = {
    "careerup": "nothing of these; asks besides what no schema says (people, series, days in Japan, candidates)",
    "frictionless": "row and column numbers but no A1 address, English, no candidate, headings must stand in row 1",
    "pointblank": "counts and extracts of rows, no cell address, English, dates and headings as they must be",
    "dataframely": "failing rows and counts by rule, no sheet row nor cell, English, columns renamed beforehand",
}


def main() -> None:
    python, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "名簿.xlsx"
        bench_roster.write(path, rows)
        given = (str(path), ",".join(bench_roster.FIELDS))
        commands = {"careerup": (sys.executable, *bench_roster.check(path))}
        commands |= {who: (python, "-c", program, *given) for who, program in PEERS.items()}
        took: dict[str, tuple[float, int, str]] = {}
        for _ in range(3):  # by turns: a busy machine slows all
            for who, command in commands.items():
                now = spent(command, Path(name) / "told")
                took[who] = min(now, took.get(who, now))
        spent((sys.executable, *bench_roster.check(path, "--json")), Path(name) / "told")
        findings = json.loads((Path(name) / "told").read_text(encoding="utf-8"))["findings"]
        equal = str(sum(finding["rule"] in ASKED for finding in findings))
    for who, (seconds, peak, last) in took.items():
        share, told = seconds / took["careerup"][0], equal if who == "careerup" else last
        print(
            f"{who:12} {seconds:6.2f} s ({share:5.2f} ×) {peak:5} MB, {told} faults: {LEFT_OUT[who]}"
        )


def spent(command: Sequence[str], told: Path) -> tuple[float, int, str]:
    """CPU seconds, peak MB and last line of a fresh process, which writes into ``told``."""
    with told.open("wb") as out:
        seconds, peak = bench_roster.once(command, out)
    lines = told.read_text(encoding="utf-8").split() or [""]
    return seconds, peak, lines[-1]


if __name__ == "__main__":
    main()
