"""Worksheet functions: scalars, ranges, blanks, faults as ※ sentences; what runs here is what Excel calls."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import filing
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from xl import udfs
from xl.functions.catalogue import FUNCTIONS, call

CONTRACT = {
    "CERTNO": "prefecture, issued_on, agency, field, sequence",
    "CERTCHECK": "number, [field], [completed_on]",
    "CERTPART": "number, part",
    "FILINGDEADLINE": "first_day, [method]",
    "FILINGCHECK": "filed_on, first_day, [method]",
    "DESIGNATIONCHECK": "designated_on, first_day, last_day, [renewed_fiscal_years]",
    "FISCALYEAR": "date",
    "WAREKI": "date",
    "SEIREKI": "text",
    "FIELDNO": "text",
    "FIELDNAME": "no",
    "PREFNO": "text",
    "MUNICIPALITY": "address",
    "NAMEKEY": "name",
    "ROSTERCHECK": "range",
    "ELIGIBLE": "range, [role], [month], [facility], [duty]",
}


def test_the_registry_is_the_contract() -> None:
    signatures = {
        f.name: ", ".join(f"[{a.name}]" if a.optional else a.name for a in f.arguments)
        for f in FUNCTIONS.values()
    }
    assert signatures == CONTRACT
    for f in FUNCTIONS.values():
        assert hasattr(udfs, f.name) and f.name.isascii() and len(f.help) <= 255
        assert all(
            a.name.isascii() and a.help and len(a.help) <= 255 and not a.help.isascii()
            for a in f.arguments
        )


@pytest.mark.parametrize(
    ("name", "values", "result"),
    [
        ("CERTNO", ("北海道", "2017-06-01", 1, "乳児保育", 1), "011701100001"),
        ("CERTNO", (1.0, dt.datetime(2017, 6, 1), 1.0, 1.0, 1.0), "011701100001"),
        ("CERTNO", ("01", 42887.0, "01", "①", "00001"), "011701100001"),
        ("CERTCHECK", ("102504300017",), "○"),
        ("CERTCHECK", (11701100001.0,), "○ 011701100001"),
        ("CERTCHECK", ("102504300017", "障がい児保育", "2025-10-05"), "○"),
        ("CERTPART", ("102504300017", "都道府県"), "群馬県"),
        ("CERTPART", ("102504300017", 5), "00017"),
        ("FILINGDEADLINE", ("2025-06-10",), dt.datetime(2025, 4, 10)),
        ("FILINGDEADLINE", (45818.0, "C"), dt.datetime(2025, 4, 9)),
        (
            "FILINGCHECK",
            ("2025-04-01", "2025-06-10"),
            "期限内（期限 令和7年4月10日、方法A、余裕9日）",
        ),
        ("DESIGNATIONCHECK", ("2024-05-01", "2025-06-01", "2025-06-02", "令和7年度"), "○"),
        ("FISCALYEAR", (dt.datetime(2026, 3, 31),), 2025),
        ("WAREKI", (45970.0,), "令和7年11月9日"),
        ("SEIREKI", ("S60.4.1",), dt.datetime(1985, 4, 1)),
        ("FIELDNO", ("マネジメント",), 7),
        ("FIELDNAME", (8.0,), "保育実践"),
        ("PREFNO", ("沖縄",), "47"),
        ("MUNICIPALITY", ("兵庫県神崎郡市川町甘地",), "市川町"),
        ("NAMEKEY", ("髙﨑　花",), "高崎花"),
    ],
)
def test_values(name: str, values: tuple[object, ...], result: object) -> None:
    assert getattr(udfs, name)(*values) == result


@pytest.mark.parametrize(
    ("name", "values", "word"),
    [
        ("CERTNO", ("架空県", "2017-06-01", 1, 1, 1), "架空県"),
        ("CERTNO", ("北海道", "5.4.1", 1, 1, 1), "元号"),
        ("CERTNO", ("北海道", "2017-06-01", 100, 1, 1), "定めがない"),
        ("CERTNO", ("北海道", "2017-06-01", 1, 9, 1), "8つの分野"),
        ("CERTNO", ("北海道", "2017-06-01", 1, 1, 100000), "5桁"),
        ("CERTNO", ("北海道", "2017-06-01", 1, 1, 1.5), "整数"),
        ("CERTNO", ("北海道", "", 1, 1, 1), "発行年月日がありません"),
        ("CERTCHECK", ("102504300017", "乳児保育"), "合いません"),
        ("CERTCHECK", ("102504300017", "", "2026-01-01"), "令和8年1月1日（2026年）"),
        ("CERTCHECK", ("1025",), "4 桁"),
        ("CERTPART", ("102504300017", "色"), "取り出せません"),
        ("FILINGCHECK", ("2025-05-01", "2025-06-10"), "超過21日"),
        ("FILINGDEADLINE", ("2025-06-10", "Z"), "A・B・C"),
        ("DESIGNATIONCHECK", ("2025-02-01", "2025-05-10", "2025-05-10"), "効力"),
        ("SEIREKI", ("60/4/1",), "昭和60年"),
        ("FIELDNO", ("保険衛生",), "保健衛生・安全対策"),
        ("PREFNO", ("48",), "48"),
        ("MUNICIPALITY", ("府中市宮西町",), "東京都・広島県"),
        ("MUNICIPALITY", ("大阪府北区1",), "大阪市北区・堺市北区"),
        ("CERTCHECK", ("※前のセルの誤り",), "前のセル"),
    ],
)
def test_faults_are_sentences_that_begin_with_the_mark(
    name: str, values: tuple[object, ...], word: str
) -> None:
    result = getattr(udfs, name)(*values)
    assert isinstance(result, str) and result.startswith("※") and word in result


@pytest.mark.parametrize(
    "function", [f for f in FUNCTIONS.values() if not f.whole], ids=lambda f: f.name
)
@pytest.mark.parametrize("blank", [None, "", "　"])
def test_blank_in_blank_out(function: object, blank: object) -> None:
    assert getattr(udfs, function.name)(*[blank] * len(function.arguments)) == ""  # type: ignore[attr-defined]


ANY = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(),
    st.integers(-5, 10**13),
    st.booleans(),
    st.datetimes(),
    st.just("※誤り"),
)


@pytest.mark.parametrize(
    "function", [f for f in FUNCTIONS.values() if not f.whole], ids=lambda f: f.name
)
@given(data=st.data())
def test_nothing_raises(function: object, data: st.DataObject) -> None:
    getattr(udfs, function.name)(*[data.draw(ANY) for _ in function.arguments])  # type: ignore[attr-defined]


def test_arrays_spill() -> None:
    column = [[1.0], [2.0], [None], [100000.0]]
    out = udfs.CERTNO("群馬県", "2025-10-05", 2, "乳児保育", column)
    assert out[:3] == [["102502100001"], ["102502100002"], ["※番号がありません。"]] and out[3][
        0
    ].startswith("※連番")
    assert udfs.FIELDNO([["乳児保育", "マネジメント"], ["", "8"]]) == [[1, 7], ["", 8]]
    assert (
        udfs.CERTNO([["群馬県"]], [[45935.0]], [[2.0]], [[1.0]], [[1.0]]) == "102502100001"
    )  # single cells come as 1 x 1 ranges
    assert udfs.WAREKI(((45970.0,), (None,))) == [["令和7年11月9日"], [""]]
    assert udfs.CERTPART([["102504300017"], ["102504300018"]], [["都道府県", "番号"]]) == [
        ["群馬県", "00017"],
        ["群馬県", "00018"],
    ]
    assert "大きさ" in udfs.CERTPART([["1"], ["2"], ["3"]], [["都道府県"], ["番号"]])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["群馬県", 10.0, "架空", ""]),
            st.sampled_from(["2025-10-05", 45935.0, None]),
            st.sampled_from([2.0, "03", 100]),
            st.sampled_from(["乳児保育", 7.0, "無い"]),
            st.sampled_from([1.0, 99999.0, 0.0, "5", None]),
        ),
        min_size=2,
        max_size=12,
    )
)
def test_the_fast_column_path_says_what_the_single_cell_says(
    rows: list[tuple[object, ...]],
) -> None:
    columns = [[[v] for v in column] for column in zip(*rows, strict=True)]
    assert udfs.CERTNO(*columns) == [[udfs.CERTNO(*row)] for row in rows]


def test_rostercheck_spills_the_findings() -> None:
    as_excel = [[filing_serial(v) for v in row] for row in messy_rows()]
    out = udfs.ROSTERCHECK([list(HEADINGS), *as_excel])
    assert out[0] == ["行", "重要度", "氏名", "見出し", "値", "内容"]
    assert [4 + 1, "誤り", "江口　美咲", "生年月日", "5.4.1"] in [row[:5] for row in out]
    assert udfs.ROSTERCHECK([list(HEADINGS), *clean_rows()]) == [["○ 指摘はありません"]]
    assert udfs.ROSTERCHECK([["a", "b"], [1.0, 2.0]])[0][0].startswith(
        "※見出し"
    ) and udfs.ROSTERCHECK(None) == [[""]]


def filing_serial(value: object) -> object:
    """Dates as a host without datetime passes them: serial numbers."""
    from xl.ooxml.cells import excel_serial

    return float(excel_serial(value)) if isinstance(value, dt.date) else value


def test_call_reads_texts() -> None:
    assert call("certno", ["北海道", "2017-06-01", "1", "乳児保育", "1"]) == "011701100001"
    assert (
        call("FILINGDEADLINE", ["2025-06-10"]) == filing.deadline(dt.date(2025, 6, 10)).isoformat()
    )


@pytest.mark.parametrize(
    ("name", "arguments", "shown"),
    [
        ("FILINGDEADLINE", ("令和7年6月14日・21日",), "2025-04-14"),
        ("FILINGDEADLINE", ("第1回 R7.9.6、第2回 R7.6.14",), "2025-04-14"),
        ("FILINGCHECK", ("2025-04-14", "令和7年6月14日～28日 全3日", "A"), "期限内"),
        ("FILINGCHECK", ("2025-04-14", "令和7年6月14日～28日"), "境界"),
        ("FILINGCHECK", ("2025-04-14", "9月中旬"), "※"),
        ("DESIGNATIONCHECK", ("2023-06-01", "2025-07-05", "", "令和6年度～令和7年度"), "○"),
        ("DESIGNATIONCHECK", ("2023-06-01", "2025-07-05", "", "R6/R7"), "○"),
        ("DESIGNATIONCHECK", ("2023-06-01", "2025-07-05", "", "令和7年度更新"), "※"),
        ("DESIGNATIONCHECK", ("2025-06-02", "2025-07-05", "2025-07-04"), "※研修の最終日"),
        ("DESIGNATIONCHECK", ("2025-06-02", "2025-07-05", "2025-07-06", "はい"), "※"),
    ],
)
def test_days_and_years_as_the_ledger_reads_them(
    name: str, arguments: tuple[str, ...], shown: str
) -> None:
    assert call(name, list(arguments)).startswith(shown)


def test_a_range_of_renewal_years_is_one_list() -> None:
    check = udfs.DESIGNATIONCHECK
    dates = (dt.datetime(2022, 6, 1), dt.datetime(2025, 7, 5), None)
    assert check(*dates, [[2023.0, 2024.0, 2025.0]]) == "○"
    assert check(*dates, [[2023.0], [2024.0], [2025.0]]) == "○"
    assert str(check(*dates, [[2023.0, None, 2025.0]])).startswith("※")
    rows = check([[dates[0]], [dates[0]]], [[dates[1]]], None, [[2023, 2024, 2025], [2023, "", ""]])
    assert rows[0] == ["○"] and str(rows[1][0]).startswith("※")  # type: ignore[index]


@pytest.mark.parametrize("error", ["#N/A", -2146826246, -2146826243])
def test_an_error_value_is_neither_blank_nor_a_number(error: object) -> None:
    shown = "#SPILL!" if error == -2146826243 else "#N/A"
    assert shown in str(udfs.CERTCHECK(error)) and "21468262" not in str(udfs.CERTCHECK(error))
    assert [shown in str(row[0]) for row in udfs.FIELDNO([["乳児保育"], [error]])] == [False, True]
