"""Names (domain.md §5.4, T53) and the eight fields (§3.3, T11–T12, T30)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import curriculum, fields, mentions
from validators.text import normalize, squeeze
from validators.values import names
from workbooks.tables.find import field_in_label


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("山﨑　花", "山崎 花", "folded"),
        ("髙木", "高木", "folded"),
        ("𠮷田", "吉田", "folded"),
        ("渡邊", "渡辺", "folded"),
        ("渡邉", "渡邊", "folded"),
        ("齋藤", "斎藤", "folded"),
        ("濵田", "浜田", "folded"),
        ("葛\U000e0101城", "葛城", "folded"),
        ("山田　花子", "山田花子", "same"),
        ("山田花子（佐藤花子）", "山田花子", "same"),
        ("大坂", "大阪", "different"),
        ("山田花子", "山田花代", "different"),
        ("マリア・クララ", "マリアクララ", "folded"),
    ],
)
def test_comparing(a: str, b: str, verdict: str) -> None:
    assert names.compare(a, b) == verdict and names.compare(b, a) == verdict


def test_former_names() -> None:
    assert names.split_former("山田花子（佐藤花子）") == ("山田花子", "佐藤花子")
    assert names.split_former("山田花子\n（旧姓 佐藤花子）") == ("山田花子", "佐藤花子")
    assert names.split_former("山田（旧姓佐藤）花子") == ("山田花子", "佐藤")
    assert names.split_former("山田花子") == ("山田花子", "")
    assert (
        names.split_former("山田花子\n佐藤花子")
        == names.split_former("山田花子【旧姓佐藤花子】")
        == ("山田花子", "佐藤花子")
    )
    assert names.split_former("山田 花子 旧姓：佐藤") == (
        "山田 花子",
        "佐藤",
    ) and names.split_former("旧井 花子") == ("旧井 花子", "")


def test_a_name_over_two_lines_stays_whole() -> None:
    assert names.split_former("山田\r\n花子") == ("山田 花子", "")
    assert (
        names.compare("山田\n花子", "山田\n太郎") == "different"
        and names.compare("山田\n花子", "山田花子") == "same"
    )


@pytest.mark.parametrize(
    "name",
    [
        "髙木　礼",
        "﨑山",
        "𠮷田",
        "葛\U000e0101城",
        "マリア・クララ",
        "John Smith",
        "佐々木",
        "李　明",
        "山田花子（佐藤花子）",
        "ﾔﾏﾀﾞ",
    ],
)
def test_real_names_are_never_refused(name: str) -> None:
    reading = names.read_name(name)
    assert reading.value == name and reading.notes == ()


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("〓井", "name-glyph"),
        ("高?", "name-glyph"),
        ("山・崎", "name-glyph"),
        ("\ue000田", "name-glyph"),
        ("\U000f0000田", "name-glyph"),
        ("山田1", "name-characters"),
    ],
)
def test_lost_glyphs_are_asked_about(name: str, rule: str) -> None:
    assert [n.rule for n in names.read_name(name).notes] == [rule]


@given(
    st.text("山﨑崎髙高邊邉辺齋斎斉花子ヴァーア々", min_size=1, max_size=8),
    st.integers(0, 7),
    st.sampled_from(" 　\u00a0"),
)
def test_the_key_is_stable(text: str, at: int, space: str) -> None:
    key = names.name_key(text)
    assert names.name_key(key) == key == names.name_key(text[:at] + space + text[at:])


@given(st.text(max_size=40))
def test_no_text_breaks_a_name(text: str) -> None:
    names.read_name(text)
    assert names.compare(text, text) == "same"


def test_compatibility_ideographs_stay_as_typed() -> None:
    assert normalize("神\ufa19﨑\ufa11") == "神\ufa19﨑\ufa11" and squeeze("　Ａ　１\u200b") == "A1"


@pytest.mark.parametrize("field", fields.FIELDS, ids=lambda f: f.name)
def test_every_field_reads_as_itself(field: fields.Field) -> None:
    circled = chr(0x245F + field.number)
    for text in (
        field.name,
        str(field.number),
        circled,
        f"{field.number}{field.name}",
        f"{circled}{field.name}",
        f"{field.number}：{field.name}",
        f"{field.name}研修",
    ):
        assert fields.read(text).value == field, text
    assert fields.read(float(field.number)).value == field
    assert len(field.items) == 5


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("障がい児保育", 3),
        ("幼児保育", 2),
        ("保育衛生・安全対策", 5),
        ("④食育・アレルギ一対応", 4),
        ("保健衛生・ 安全対策", 5),
        ("保健衛生・安全刘策", 5),
        ("保護者支援･子育て支援", 6),
        ("専門分野別（乳児保育）", 1),
        ("食育アレルギー対応", 4),
        ("保健衛生安全対策", 5),
        ("食育・アレルギ―対応", 4),
        ("01乳児保育", 1),
        ("3_障害児保育", 3),
        ("乳児保育①", 1),
        ("障害児保育(3)", 3),
        ("キャリアアップ研修（乳児保育）", 1),
        ("乳児保育（専門分野別研修）", 1),
    ],
)
def test_dirty_fields(text: str, number: int) -> None:
    reading = fields.read(text)
    assert reading.value is not None and reading.value.number == number
    assert (
        reading.notes[0].rule in ("field-spelling", "field-alias")
        and reading.notes[0].suggestion == reading.value.name
    )


def test_unclear_fields() -> None:
    unknown = fields.read("保険衛生")
    assert unknown.value is None and unknown.notes[0].suggestion == "保健衛生・安全対策"
    assert fields.read("乳児保育、幼児教育").notes[0].rule == "field-several"
    assert fields.read("3乳児保育").notes[0].rule == "field-number-conflict"
    assert fields.read("食育").notes[0].suggestion == "食育・アレルギー対応"
    for text in (
        "01",
        "12",
        "種別3",
        1.5,
        "❶",
    ):  # 01 may be an agency, 種別3 a heading: not a field by itself
        assert (
            fields.read(text).value is None and fields.read(text).notes[0].rule == "field-unknown"
        ), text
    assert fields.read("").value is None and fields.read(None).notes == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("乳児保育\n3障害児保育", [1, 3]),
        ("乳児保育・食育・アレルギー対応", [1, 4]),
        ("乳児保育 幼児教育", [1, 2]),
        ("乳児保育と幼児教育", [1, 2]),
        ("①乳児保育②幼児教育", [1, 2]),
        ("①②", [1, 2]),
        ("1・2・3", [1, 2, 3]),
        ("1、5", [1, 5]),
        ("1 乳児保育・5 保健衛生", [1, 5]),
        ("2 乳児保育・5 保健衛生", []),
        ("乳児保育・幼児教育\n保育実践", [1, 2, 8]),
        ("食育・アレルギー対応、保健衛生・安全対策、保護者支援・子育て支援", [4, 5, 6]),
        ("乳児保育、別紙", [1]),
        ("別紙のとおり", []),
        ("新任者の乳児保育", []),
    ],
)
def test_several_fields_in_one_cell(text: str, numbers: list[int]) -> None:
    assert [f.number for f in fields.split(text)] == numbers
    assert (fields.read(text).notes[0].rule == "field-several") == (len(numbers) > 1)


@given(
    st.lists(st.sampled_from(fields.FIELDS), min_size=2, max_size=8, unique=True),
    st.sampled_from("・、\n,／ 　と"),
)
def test_any_list_of_fields_is_taken_apart(listed: list[fields.Field], separator: str) -> None:
    assert fields.split(separator.join(f.name for f in listed)) == tuple(listed)


@given(st.text(max_size=20))
def test_no_text_breaks_the_field_reader(text: str) -> None:
    fields.read(text)
    fields.split(text)


@given(
    st.sampled_from(
        [
            *fields.BY_KEY,
            *["乳児", "食育", "子育て", "マネ", "実践", "第3分野", "(03)", "⑥分野", "衞生"],
        ]
    ),
    st.sampled_from(["", "3", "①", "【", "（第", "専門分野別研修 "]),
    st.sampled_from(["", "研修", "（8時間）", "】", "コース"]),
)
def test_what_names_a_field_passes_the_quick_look(word: str, before: str, behind: str) -> None:
    text = normalize(before + word + behind)
    names = field_in_label(text) or mentions.short(text)
    assert mentions.may_name(text) or not names
    assert not mentions.may_name("美本　澄") and mentions.may_name(word)


def test_items_in_dirty_curricula() -> None:
    infants, hygiene = fields.by_number(1), fields.by_number(5)
    assert curriculum.read_items(
        "①乳児保育の意義\n②乳児保育の環境\n⑤乳児保育の指導計画、記録及び評", infants
    ) == (1, 2, 5)
    assert curriculum.read_items(
        "保育の場において血液を介して感染する 病気を防止するためのガイドライン", hygiene
    ) == (4,)
    assert curriculum.read_items("事故防止及び 健康安全管理", hygiene) == (2,)
    assert (
        curriculum.read_items("障害児保育の", fields.by_number(3)) == ()
    )  # cut where two items still fit
    assert curriculum.read_items("リ－ダ－シップ", fields.by_number(7)) == (2,)


@pytest.mark.parametrize("field", fields.FIELDS, ids=lambda f: f.name)
def test_each_item_reads_as_itself_alone(field: fields.Field) -> None:
    for number, item in enumerate(field.items, 1):
        for text in (item, f"○{item}", f"①{item}", " ".join(item), item.replace("対", "刘")):
            assert curriculum.read_items(text, field) == (number,), text
