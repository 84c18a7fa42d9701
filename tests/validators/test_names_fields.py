"""Names (domain.md §5.4, T53) and the eight fields (§3.3, T11–T12, T30)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators import names
from validators.guideline import fields
from validators.text import normalize, squeeze


@pytest.mark.parametrize(("a", "b", "verdict"), [
    ("山﨑　花", "山崎 花", "folded"), ("髙木", "高木", "folded"), ("𠮷田", "吉田", "folded"), ("渡邊", "渡辺", "folded"), ("渡邉", "渡邊", "folded"),
    ("齋藤", "斎藤", "folded"), ("濵田", "浜田", "folded"), ("葛\U000e0101城", "葛城", "folded"), ("山田　花子", "山田花子", "same"),
    ("山田花子（佐藤花子）", "山田花子", "same"), ("大坂", "大阪", "different"), ("山田花子", "山田花代", "different"), ("マリア・クララ", "マリアクララ", "folded"),
])
def test_comparing(a: str, b: str, verdict: str) -> None:
    assert names.compare(a, b) == verdict and names.compare(b, a) == verdict


def test_former_names() -> None:
    assert names.split_former("山田花子（佐藤花子）") == ("山田花子", "佐藤花子")
    assert names.split_former("山田花子\n（旧姓 佐藤花子）") == ("山田花子", "佐藤花子")
    assert names.split_former("山田（旧姓佐藤）花子") == ("山田花子", "佐藤")
    assert names.split_former("山田花子") == ("山田花子", "")


@pytest.mark.parametrize("name", ["髙木　礼", "﨑山", "𠮷田", "葛\U000e0101城", "マリア・クララ", "John Smith", "佐々木", "李　明", "山田花子（佐藤花子）", "ﾔﾏﾀﾞ"])
def test_real_names_are_never_refused(name: str) -> None:
    reading = names.read_name(name)
    assert reading.value == name and reading.notes == ()


@pytest.mark.parametrize(("name", "rule"), [("〓井", "name-glyph"), ("高?", "name-glyph"), ("山・崎", "name-glyph"), ("\ue000田", "name-glyph"), ("山田1", "name-characters")])
def test_lost_glyphs_are_asked_about(name: str, rule: str) -> None:
    assert [n.rule for n in names.read_name(name).notes] == [rule]


@given(st.text("山﨑崎髙高邊邉辺齋斎斉花子ヴァーア々", min_size=1, max_size=8), st.integers(0, 7), st.sampled_from(" 　\u00a0"))
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
    for text in (field.name, str(field.number), circled, f"{field.number}{field.name}", f"{circled}{field.name}", f"{field.number}：{field.name}", f"{field.name}研修"):
        assert fields.read(text).value == field, text
    assert fields.read(float(field.number)).value == field
    assert len(field.items) == 5


@pytest.mark.parametrize(("text", "number"), [
    ("障がい児保育", 3), ("幼児保育", 2), ("保育衛生・安全対策", 5), ("④食育・アレルギ一対応", 4), ("保健衛生・ 安全対策", 5), ("保健衛生・安全刘策", 5),
    ("保護者支援･子育て支援", 6), ("専門分野別（乳児保育）", 1), ("食育アレルギー対応", 4), ("保健衛生安全対策", 5),
])
def test_dirty_fields(text: str, number: int) -> None:
    reading = fields.read(text)
    assert reading.value is not None and reading.value.number == number
    assert reading.notes[0].rule in ("field-spelling", "field-alias") and reading.notes[0].suggestion == reading.value.name


def test_unclear_fields() -> None:
    unknown = fields.read("保険衛生")
    assert unknown.value is None and unknown.notes[0].suggestion == "保健衛生・安全対策"
    assert fields.read("乳児保育、幼児教育").notes[0].rule == "field-several"
    assert fields.read("3乳児保育").notes[0].rule == "field-number-conflict"
    assert [f.number for f in fields.split("乳児保育\n3障害児保育")] == [1, 3]
    assert fields.read("").value is None and fields.read(None).notes == ()


@given(st.text(max_size=20))
def test_no_text_breaks_the_field_reader(text: str) -> None:
    fields.read(text)
    fields.split(text)


def test_items_in_dirty_curricula() -> None:
    infants, hygiene = fields.by_number(1), fields.by_number(5)
    assert fields.read_items("①乳児保育の意義\n②乳児保育の環境\n⑤乳児保育の指導計画、記録及び評", infants) == (1, 2, 5)
    assert fields.read_items("保育の場において血液を介して感染する 病気を防止するためのガイドライン", hygiene) == (4,)
    assert fields.read_items("事故防止及び 健康安全管理", hygiene) == (2,)
