"""同一人: who is the same, who may be, who cannot be told apart."""

from __future__ import annotations

import datetime as dt
from itertools import chain, product

import pytest

from validators.person import Identity, People, Person, Sameness, compare, group, identity, person

BORN, OTHER = dt.date(1990, 4, 1), dt.date(1985, 12, 21)
A, B = "群馬県-012345", "群馬県-099999"
HANAKO = identity("髙橋　花子", BORN, A)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (identity("高橋花子", BORN, None), Sameness.SAME),
        (identity("高橋花子", None, A), Sameness.SAME),
        (identity("高橋花子", OTHER, A), Sameness.SAME),  # the birth date is asked about elsewhere
        (identity("山田花子", BORN, A), Sameness.SAME),  # married: number and birth date agree
        (identity("山田花子", None, A), Sameness.MAYBE),
        (identity("山田太郎", OTHER, A), Sameness.MAYBE),  # one number, two people or a slip
        (identity("高橋花子", BORN, B), Sameness.MAYBE),  # two numbers
        (identity("山田花子（旧姓 髙橋）", BORN, None), Sameness.MAYBE),
        (identity("山田花子（高橋花子）", BORN, None), Sameness.MAYBE),
        (identity("高橋花子", None, None), Sameness.UNTOLD),
        (identity("高橋花子", None, "012345"), Sameness.UNTOLD),  # a number without its registrar
        (identity("高橋花子", OTHER, None), Sameness.DIFFERENT),
        (identity("高橋花子", None, B), Sameness.DIFFERENT),
        (identity("山田花子（旧姓 佐藤）", BORN, None), Sameness.DIFFERENT),
        (identity("山田太郎（旧姓 高橋）", BORN, None), Sameness.DIFFERENT),
        (identity("山田太郎", BORN, None), Sameness.DIFFERENT),
    ],
)
def test_two_rows(other: Identity, expected: Sameness) -> None:
    assert compare(HANAKO, other) is compare(other, HANAKO) is expected


def test_a_reading_and_a_birth_date_may_be_the_same() -> None:
    a, b = (identity(n, BORN, None, "ﾀｶﾊｼ ﾊﾅｺ") for n in ("高橋花子", "高椅花子"))
    assert compare(a, b) is Sameness.MAYBE


def test_rows_are_put_together() -> None:
    people = [
        person("高橋花子", BORN, A),
        person("山田太郎", BORN, None),
        person("髙橋花子", BORN, None),  # 0, by name and birth date
        person("佐藤花子", None, A),  # 0, by number
        person("鈴木一郎", OTHER, A),  # the number is a slip: another name, another birth date
        person("高橋花子", BORN, B),  # two numbers are two people
        Person("山本", None, ""),
        Person("山本", None, ""),
    ]
    assert group(people) == [0, 1, 0, 0, 4, 5, 6, 6]
    assert [p.known for p in people] == [True] * 6 + [False] * 2


def test_a_name_alone_is_nobody() -> None:
    assert person("高橋花子", None, "012345").keys == frozenset()
    assert len(person("高橋花子", BORN, A).keys) == 2


def test_nobody_is_missed_who_may_be_the_person() -> None:
    """The places looked at hold all whom a comparison with everybody would find."""
    names = ("佐藤花子", "高橋花子", "山田 花子（旧姓 佐藤）", "山田花子", "")
    days = (None, dt.date(1990, 4, 1), dt.date(1990, 1, 4))
    numbers = ("", "群馬県-000001", "群馬県-000002")
    everybody = [identity(*one) for one in product(names, days, numbers, ("", "ヤマダハナコ"))]
    people = People(everybody)
    for who in everybody:
        there = {
            n for n, one in enumerate(everybody) if compare(who, one) is not Sameness.DIFFERENT
        }
        assert there <= {*chain(*people.like(who))}
