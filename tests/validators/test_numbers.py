"""Certificate, registration, agency and municipality numbers: the cases of domain.md §9 and properties."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.numbers import agency, certificate, municipality, registration
from validators.problems import InvalidValue

ISSUED = dt.date(2025, 6, 1)


def rules(reading: object) -> list[str]:
    return [n.rule for n in reading.notes]  # type: ignore[attr-defined]


def test_official_example_and_last_number() -> None:
    assert certificate.make(1, dt.date(2017, 6, 1), 1, 1, 1) == "011701100001"  # T01
    assert certificate.make(47, dt.date(2026, 1, 9), 12, 8, 99999) == "472612899999"  # T02


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        ((47, ISSUED, 12, 8, 100000), "number-sequence-range"),  # T03
        ((47, ISSUED, 100, 8, 1), "number-agency-range"),  # T04
        ((48, ISSUED, 1, 1, 1), "number-prefecture"),
        ((1, dt.date(2016, 12, 31), 1, 1, 1), "number-year"),
        ((1, ISSUED, 0, 1, 1), "number-agency-range"),
        ((1, ISSUED, 1, 9, 1), "number-kind"),
        ((1, ISSUED, 1, 1, 0), "number-sequence-range"),
    ],
)
def test_make_refuses(parts: tuple[int, dt.date, int, int, int], rule: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        certificate.make(*parts)
    assert refused.value.note.rule == rule
    assert str(refused.value).endswith("。")


@given(
    st.integers(1, 47),
    st.dates(dt.date(2017, 1, 1), dt.date(2099, 12, 31)),
    st.integers(1, 99),
    st.integers(1, 8),
    st.integers(1, 99999),
)
def test_make_parse_format_compact(
    prefecture: int, issued: dt.date, body: int, field: int, sequence: int
) -> None:
    text = certificate.make(prefecture, issued, body, field, sequence)
    parsed = certificate.parse(text)
    assert (parsed.prefecture, parsed.year, parsed.agency, parsed.field, parsed.sequence) == (
        prefecture,
        issued.year,
        body,
        field,
        sequence,
    )
    assert parsed.text == text and parsed.series == text[:7]
    assert certificate.compact(certificate.format(text)) == text
    wide = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert certificate.read(wide).value == parsed
    assert (
        certificate.read(int(text)).value == parsed
    )  # Excel kept a number: a leading zero is restored


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("１０-２５-０４３-０００１７", "102504300017", ["number-spelling"]),  # T05
        ("10ー25－043ｰ00017", "102504300017", ["number-spelling"]),
        ("第102504300017号", "102504300017", ["number-spelling"]),
        ("1025 0430 0017", "102504300017", ["number-spelling"]),
        (" 102504300017", "102504300017", []),
        (11701100001, "011701100001", ["number-lost-zero"]),
        (11701100001.0, "011701100001", ["number-lost-zero"]),  # T06
        ("11701100001", "011701100001", ["number-lost-zero"]),
        (102504300017.0, "102504300017", []),
        ("修了証番号：第10-25-043-00017号", "102504300017", ["number-spelling"]),
        ("修了書番号 102504300017", "102504300017", ["number-spelling"]),
        ("11701100001.0", "011701100001", ["number-lost-zero"]),
        ("-", None, ["number-characters"]),
        ("なし", None, ["number-characters"]),
        ("1.17011E+10", None, ["number-rounded"]),
        (102504300017.5, None, ["number-rounded"]),
        ("10250430001", None, ["number-length"]),
        ("102504300017A", None, ["number-characters"]),
        ("482504300017", None, ["number-prefecture"]),
        ("002504300017", None, ["number-prefecture"]),
        ("101604300017", None, ["number-year"]),
        ("102700300017", None, ["number-year-future", "number-agency"]),
        ("102504000017", None, ["number-kind"]),
        ("102504900017", None, ["number-kind"]),
        ("102504300000", None, ["number-sequence"]),
        ("", None, []),
        (None, None, []),
    ],
)
def test_reading(value: object, text: str | None, found: list[str]) -> None:
    reading = certificate.read(value, today=dt.date(2026, 6, 30))
    assert (reading.value.text if reading.value else None) == text
    assert rules(reading) == found


@pytest.mark.parametrize(
    "value", ["1O25O43OOOl7", "10/25/043/00017", "(102504300017)", "102504300017（再）"]
)
def test_what_stands_between_the_digits_is_asked_about_never_taken(value: str) -> None:
    reading = certificate.read(value)
    assert reading.value is None and reading.notes[0].suggestion == "102504300017"


def test_every_number_made_can_be_read() -> None:
    assert certificate.is_valid(certificate.make(47, dt.date(2099, 12, 31), 99, 8, 99999))
    with pytest.raises(InvalidValue):
        certificate.make(1, dt.date(2100, 1, 1), 1, 1, 1)  # YY=00 would read as 2000


@given(st.text(max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    for module in (certificate, registration, agency, municipality):
        if hasattr(module, "read"):
            module.read(text)
        try:
            module.validate(text)
        except InvalidValue as refused:
            assert str(refused)
        assert module.is_valid(text) in (True, False)
        module.compact(text)


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("第東京都－０１２３４５号", "東京都-012345", ["registration-spelling"]),
        ("群馬県-012345", "群馬県-012345", []),  # T21
        ("群馬県012345", "群馬県-012345", ["registration-spelling"]),
        ("東京-012345", "東京都-012345", ["registration-prefecture-short"]),
        ("群馬県-12345", "群馬県-12345", ["registration-digits"]),
        ("群馬県-0123456", "群馬県-0123456", ["registration-digits"]),
        ("500003", "500003", ["registration-prefecture-missing"]),
        ("012345（群馬県）", "群馬県-012345", ["registration-spelling"]),
        ("（看護師）", None, []),
        ("横浜市-000123", "横浜市-000123", ["registration-city"]),
        ("取得中", None, ["registration-pending"]),
        ("なし", None, []),
        ("－", None, []),
        ("保育士以外", None, []),
        ("", None, []),
        ("神奈川県横浜市-000123", "横浜市-000123", ["registration-city"]),
        ("群馬県-٠١٢٣٤٥", None, ["registration-unreadable"]),
        ("群馬件-123456", None, ["registration-unreadable"]),
        ("あ", None, ["registration-unreadable"]),
    ],
)
def test_registration(value: str, text: str | None, found: list[str]) -> None:
    reading = registration.read(value)
    assert (reading.value.text if reading.value else None) == text
    assert rules(reading) == found


@pytest.mark.parametrize(
    ("value", "candidates"),
    [
        ("群馬件-012345", {"群馬県-012345"}),
        ("群馬県-O12345", {"群馬県-012345"}),
        ("県-012345", {""}),
        ("前橋市-012345", {""}),
        (
            "福丘県-012345",
            {"福島県-012345", "福井県-012345", "福岡県-012345"},
        ),  # equally near: a person chooses
    ],
)
def test_candidates_for_a_registration_number(value: str, candidates: set[str]) -> None:
    assert set(registration.read(value).notes[0].suggestion.split(" / ")) == candidates


def test_kyoto_is_not_tokyo() -> None:
    from validators.numbers import prefecture as prefectures

    assert (
        prefectures.number("京都") == 26
        and prefectures.number("東京") == 13
        and prefectures.number("10 群馬県") == 10
    )
    assert prefectures.number("11 群馬県") is None and prefectures.number("48") is None
    assert [prefectures.number(prefectures.name(n)) for n in range(1, 48)] == list(range(1, 48))


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("群馬県", "012345", "群馬県-012345"),
        ("群馬", 12345.0, "群馬-12345"),
        ("", "群馬県-012345", "群馬県-012345"),
        ("群馬県", "群馬県-012345", "群馬県-012345"),
        ("群馬県", "", ""),
        ("群馬県", "なし", "なし"),
        (10, "012345", "群馬県-012345"),
        ("群馬県", "第012345号", "群馬県-第012345号"),
        ("10 群馬県", "012345", "群馬県-012345"),
    ],
)
def test_registration_in_two_cells(left: object, right: object, joined: str) -> None:
    assert registration.join(left, right) == joined


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (4, 4),
        (4.0, 4),
        ("０４", 4),
        ("04桐生市", 4),
        ("学校法人つつじ学園（12）", 12),
        ("第12号", 12),
        ("機関番号：12", 12),
        ("043", 4),
        ("", None),
        ("本部", None),
        ("100", None),
        ("00", None),
        ("4 桐生市", 4),
        ("12：つつじ学園", 12),
        ("指定研修実施機関番号：12", 12),
        ("第04号 桐生市", 4),
        ("第2つつじ保育園", None),
        ("2学園", None),
        ("21世紀つつじ財団", None),
        ("1.5", None),
        ("12-3", None),
    ],
)
def test_agency(value: object, number: int | None) -> None:
    assert agency.read(value).value == number


def test_every_official_code_satisfies_its_check_digit() -> None:
    from importlib.resources import files

    lines = (
        (files("validators.data") / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    )
    codes = [row[0] for row in csv.reader(line for line in lines if not line.startswith("#"))]
    assert len(codes) == 1965 and all(municipality.validate(code) == code for code in codes)


@pytest.mark.real
def test_the_derived_list_is_the_official_one(real: object) -> None:
    import python_calamine

    book = python_calamine.load_workbook(str(real / "municipality_codes.xlsx"))  # type: ignore[operator]
    official = {
        str(int(r[0])).zfill(6): (r[1], r[2])
        for name in book.sheet_names
        for r in book.get_sheet_by_name(name).to_python()[1:]
    }
    assert all(
        (m := municipality.by_code(code)) and (m.prefecture, m.name) == names
        for code, names in official.items()
    )


def test_wrong_check_digit_names_the_right_code() -> None:
    with pytest.raises(InvalidValue, match="284424"):  # T27
        municipality.validate("284425")
    assert municipality.validate("28442") == "284424"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("三重県四日市市諏訪町1-5", "四日市市"),
        ("兵庫県神崎郡市川町甘地1", "市川町"),
        ("千葉県市川市八幡1", "市川市"),
        ("石川県野々市市三納1", "野々市市"),
        ("広島県廿日市市下平良1", "廿日市市"),
        ("山梨県西八代郡市川三郷町市川大門1", "市川三郷町"),
        ("奈良県吉野郡下市町下市1", "下市町"),
        ("東京都町田市森野2", "町田市"),
        ("新潟県十日町市千歳町3", "十日町市"),
        ("長野県大町市大町1", "大町市"),
        ("福島県郡山市朝日1", "郡山市"),
        ("愛知県蒲郡市旭町1", "蒲郡市"),
        ("奈良県大和郡山市北郡山町1", "大和郡山市"),
        ("北海道札幌市中央区北1条", "札幌市中央区"),
        ("東京都千代田区霞が関3", "千代田区"),
        ("東京都武蔵村山市本町1", "武蔵村山市"),
        ("〒371-8570 群馬県前橋市大手町1-1-1", "前橋市"),
        ("北海道余市郡余市町朝日町1", "余市町"),
        ("奈良県高市郡高取町1", "高取町"),
        ("山形県東村山郡山辺町1", "山辺町"),
        ("福島県田村郡三春町1", "三春町"),
        ("東京都三宅島三宅村1", "三宅村"),
        ("東京都八丈島八丈町1", "八丈町"),
        ("北海道古宇郡泊村1", "泊村"),
        ("大阪府四条畷市1", "四條畷市"),
        ("奈良県葛\U000e0100城市1", "葛城市"),
        ("佐賀県杵島郡大町町大町1", "大町町"),
        ("群馬県佐波郡玉村町下新田1", "玉村町"),
    ],
)
def test_municipality_of_an_address(address: str, name: str) -> None:
    assert [m.name for m in municipality.from_address(address)] == [name]


def test_municipality_cells() -> None:
    assert municipality.read("高崎市").notes == ()
    assert rules(municipality.read("群馬県高崎市")) == ["municipality-spelling"]
    assert municipality.read("高碕市").value == municipality.read("高崎市").value
    assert "富岡市" in municipality.read("富丘市", 10).notes[0].suggestion
    assert (
        rules(municipality.read("府中市")) == ["municipality-ambiguous"]
        and municipality.read("府中市", 34).notes == ()
    )
    assert municipality.read("龍ヶ崎市").value == municipality.read("龍ケ崎市").value


def test_a_ward_alone_is_never_guessed() -> None:
    assert (
        rules(municipality.read("北区")) == ["municipality-ambiguous"]
        and municipality.read("北区", 13).notes == ()
    )
    osaka = municipality.read("北区", 27).notes[0]
    assert (
        osaka.rule == "municipality-ambiguous" and osaka.params["places"] == "大阪市北区・堺市北区"
    )
    fukuoka = municipality.read("東区", 40)
    assert (
        fukuoka.value
        and fukuoka.value.name == "福岡市東区"
        and rules(fukuoka) == ["municipality-spelling"]
    )


def test_the_prefecture_written_counts_before_the_one_given() -> None:
    assert [m.prefecture for m in municipality.find("広島県府中市", 13)] == ["広島県"]
    assert [m.prefecture for m in municipality.from_address("広島県府中市1", "東京都")] == [
        "広島県"
    ]


def test_every_official_name_is_found_and_folding_joins_no_two_places() -> None:
    for entry in municipality._official():
        if entry.name and entry.code != "016969":  # 泊村 on 国後島
            assert municipality.find(entry.prefecture + entry.name) == (entry,), entry
            assert municipality.from_address(f"{entry.prefecture}{entry.name}1-1") == (entry,), (
                entry
            )
