"""別添1: the notice's 内容 and examples are found in a curriculum's lines; the rest has candidates."""

from __future__ import annotations

import pytest

from validators.guideline import curriculum, fields


@pytest.mark.parametrize("kind", range(1, 9))
def test_every_example_of_the_notice_is_known_as_its_own_content(kind: int) -> None:
    field = fields.by_number(kind)
    for number, (name, examples) in enumerate(
        zip(field.items, curriculum.EXAMPLES[kind], strict=True), 1
    ):
        for text in (name, *examples):
            assert curriculum.read_items(text, field) == (number,), text


@pytest.mark.parametrize(
    ("kind", "text", "covered"),
    [
        (3, "障がい児保育の環境", (2,)),
        (3, "障碍の理解", (1,)),
        (8, "子供との関わり方", (2,)),
        (8, "こどもとの関わり方", (2,)),
        (7, "講義②　リーダーシップ", (2,)),
        (4, "「保育所における食事の提供ガイドライン」を読む", (4,)),
        (1, "第3講\n乳児保育における生活習慣の援助や関わり", (3,)),
        (2, "小学校教育との接続について", (5,)),
    ],
)
def test_other_spellings(kind: int, text: str, covered: tuple[int, ...]) -> None:
    assert curriculum.read_items(text, fields.by_number(kind)) == covered


@pytest.mark.parametrize(
    ("kind", "text", "candidates"),
    [
        (2, "就学に向けた園での取組", (5,)),
        (6, "子どもの虐待に気付く", (4,)),
        (1, "他職種との協働", (2, 3)),  # the notice names it once for two
        (2, "開講の挨拶", ()),
    ],
)
def test_other_words_have_candidates_and_cover_nothing(
    kind: int, text: str, candidates: tuple[int, ...]
) -> None:
    found = curriculum.match(text, fields.by_number(kind))
    assert (found.covered, found.candidates, found.understood) == ((), candidates, False)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("全8分野", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("すべての種別", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("専門分野別研修（全6分野）", [1, 2, 3, 4, 5, 6]),
        ("①～④", [1, 2, 3, 4]),
        ("2から5まで", [2, 3, 4, 5]),
        ("⑦⑧", [7, 8]),
    ],
)
def test_kinds_named_together(text: str, numbers: list[int]) -> None:
    assert [f.number for f in fields.split(text)] == numbers
