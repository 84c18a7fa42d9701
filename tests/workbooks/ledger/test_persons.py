"""Who is the same person: evidence, former names, search, and what is decided for a person as a whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ledgers import completion, extracted, report, request

from validators.numbers import municipality
from validators.person import person
from validators.problems import Problem
from workbooks.designations.coverage import Row
from workbooks.ledger import (
    designations,
    doubts,
    history,
    numbers,
    receive,
    reissue,
    statistics,
    verify,
)
from workbooks.ledger.extract import Destination
from workbooks.ledger.find import find
from workbooks.ledger.receive import Decision
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

DAY = dt.date(2026, 4, 1)
BORN, OTHER = dt.date(1990, 5, 5), dt.date(1991, 6, 6)
SAITAMA = Destination("埼玉県", prefecture=11)
KAWAGUCHI = {"municipality": "川口市", "municipality_code": "112038"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "台帳.sqlite", create=True)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("青木春香", BORN, "群馬県-000001"), ("青木春香", OTHER, "群馬県-000001"), True),
        (("青木春香", BORN, "群馬県-000001"), ("石田春香", BORN, "群馬県-000001"), True),
        (("青木春香", BORN, ""), ("青木春香", BORN, "群馬県-000001"), True),
        (("青木春香", BORN, ""), ("全然別子", BORN, "群馬県-000777"), False),
        (("青木春香", BORN, ""), ("全然別子", BORN, ""), False),
        (("青木春香", BORN, ""), ("青木春香", OTHER, ""), False),
        (("青木春香", None, ""), ("青木春香", OTHER, ""), True),
        (("青木春香", BORN, "群馬県-000001"), ("青木春香", OTHER, "群馬県-000002"), False),
        (("山田花子（佐藤花子）", BORN, ""), ("佐藤花子", BORN, ""), True),
        (("髙﨑　花", BORN, ""), ("高崎花", BORN, ""), True),
    ],
)
def test_two_of_three_agree_or_one_with_nothing_against_it(
    one: tuple[str, dt.date, str], other: tuple[str, dt.date, str], alike: bool
) -> None:
    assert person(*one).alike(person(*other)) is alike is person(*other).alike(person(*one))


@pytest.mark.parametrize(
    ("before", "after"),
    [("佐藤　花子", "山田花子（佐藤花子）"), ("山田花子（佐藤花子）", "佐藤　花子")],
)
def test_a_former_name_in_brackets_is_matched_and_found(
    ledger: Ledger, before: str, after: str
) -> None:
    first = completion(1, name=before, registration_number="")
    second = completion(1, year=26, name=after, registration_number="")
    receive.receive(ledger, report([first], "前.xlsx"))
    asked = receive.receive(ledger, report([second], "後.xlsx"))
    assert asked.verdict == "question" and asked.conflicts[0].held.number == first.number
    assert len(find(ledger, "佐藤花子").entries) == 1
    receive.receive(ledger, report([second], "後.xlsx"), Decision(accept=True))
    assert {e.number for e in find(ledger, "佐藤花子").entries} == {first.number, second.number}
    assert len(history.history(ledger, first.number).entries) == 2


def test_two_registration_numbers_are_never_one_person(ledger: Ledger) -> None:
    same = {"name": "青木　春香", "birth_date": BORN}
    own = [
        completion(1, registration_number="群馬県-000001", **same),
        completion(2, kind=5, registration_number="群馬県-000002", **same),
        completion(3, kind=6, registration_number="群馬県-000001", **same),
    ]
    receive.receive(ledger, report(own))
    found = history.history(ledger, own[0].number)
    assert {e.number for e in found.entries} == {own[0].number, own[2].number}
    assert [e.number for e in found.doubtful] == [own[1].number]


def test_search_by_reading_birth_date_registration_and_one_character(ledger: Ledger) -> None:
    own = [
        completion(1, name="林", kana="ハヤシ"),
        completion(2, name="林田　花", kana="はやしだ　はな", employer="さくら"),
        completion(3, name="森　樹", kana="モリ　イツキ", employer="さくら保育園"),
        completion(4, registration_number="000777"),
    ]
    receive.receive(ledger, report(own))
    born = dt.date(1980, 1, 4)
    for text, expected in (
        ("林", ["1", "2"]),
        ("花", ["2"]),
        ("ﾊﾔｼﾀﾞ ﾊﾅ", ["2"]),
        ("はやし", ["1", "2"]),
        ("もりいつき", ["3"]),
        (born, ["3"]),
        ("昭和55年1月4日", ["3"]),
        ("000002", ["2"]),
        ("777", ["4"]),
        ("さくら", ["2", "3"]),
    ):
        assert [e.number[-1] for e in find(ledger, text).entries] == expected, text


def test_any_twelve_digits_are_answered(ledger: Ledger) -> None:
    kept = numbers.allocate(ledger, [request(101), request(102)])
    numbers.confirm(ledger, numbers.allocate(ledger, [request(103)]))
    receive.receive(ledger, report([completion(n) for n in range(1, 8)], "甲.xlsx"))
    six = report([completion(n) for n in range(1, 7)], "訂正.xlsx")
    receive.receive(ledger, six, Decision(True, 1))
    reissue.revoke(ledger, reissue.Revocation("102502400001", "虚偽・不正の事実", DAY))
    reissue.revoke(ledger, reissue.Revocation(kept.given[1].number, "書き損じ・重複", DAY))
    fresh = reissue.reissue(ledger, Reissue("102502400002", "紛失", DAY, new_number=True)).entry
    for number, words, known in (
        ("102502400003", "有効です。美本　3子（昭和55年1月4日）", True),
        (kept.given[0].number, "予約した番号", True),
        ("102601400003", "付けた番号です。実績報告はまだ", True),
        ("102502400007", "取り下げられています。効力はありません", True),
        (
            "102502400001",
            "取り消されています。効力はありません（令和8年4月1日 虚偽・不正の事実）",
            True,
        ),
        (kept.given[1].number, "取り消されています", True),
        ("102502400002", f"いまの番号は {fresh.number}（有効）", True),
        ("102502499999", "00007 まで", False),
        ("992502400001", "", False),
        ("102402400001", "1つも知られていません", False),
    ):
        found = find(ledger, number)
        if words:
            assert words in found.answer and found.known is known, (number, found.answer)


def test_the_latest_workplace_and_the_latest_word_decide(ledger: Ledger) -> None:
    last = dt.date(2026, 2, 1)
    own = [
        completion(1),  # moved to 川口市 and took another field there: both go
        completion(1, kind=5, completed_on=last, **KAWAGUCHI),
        completion(2, **KAWAGUCHI),  # moved away: neither goes
        completion(2, kind=5, completed_on=last),
        completion(3, **KAWAGUCHI),  # agreed, then no longer
        completion(3, kind=5, completed_on=last, consent=False, **KAWAGUCHI),
        completion(4, consent=False, **KAWAGUCHI),  # refused, then agreed
        completion(4, kind=5, completed_on=last, consent=True, **KAWAGUCHI),
        completion(5, **KAWAGUCHI),  # takes it back by a letter
    ]
    receive.receive(ledger, report(own))
    reissue.consent(ledger, "102502400005", False, DAY)
    made = extracted(ledger, SAITAMA)
    assert [r[7] for r in made.rows] == sorted(own[n].number for n in (0, 1, 6, 7))
    assert [made.not_sent.get(w, 0) for w in ("refused", "moved", "unsure")] == [3, 2, 0]
    city = extracted(ledger, Destination("川口市", municipality.find("川口市")))
    assert city.rows == made.rows


def test_a_new_list_adds_and_never_takes_away(ledger: Ledger) -> None:
    first = Row(2, "旧の会", "前橋市1", "", (4,), dt.date(2024, 4, 1), (), True)
    second = Row(2, "新の会", "高崎市2", "", (4,), dt.date(2025, 4, 1), (), True)
    assert designations.take(ledger, 10, [first], DAY).designations == 1
    assert designations.take(ledger, 10, [second], DAY).names == 1
    coverage = designations.coverage(ledger, 10)
    assert coverage and [coverage.verdict(2, 4, year) for year in (2024, 2025)] == ["", ""]
    assert coverage.name(2) == "新の会"
    old = completion(1, number="102402400001", completed_on=dt.date(2024, 9, 1))
    receive.receive(ledger, report([old, completion(2)]))
    names = {e.number: e.agency for n in "12" for e in find(ledger, f"みほん{n}保育園").entries}
    assert names == {"102402400001": "旧の会", "102502400002": "新の会"}
    void = Row(2, "新の会", "高崎市2", "", (4,), None, (2026,), False)
    designations.take(ledger, 10, [void], DAY)
    again = designations.take(ledger, 10, [second, void], DAY)
    assert (again.designations, again.renewals, again.names) == (0, 0, 0)


def test_figures_count_completions_and_persons(ledger: Ledger) -> None:
    own = [
        completion(1),
        completion(1, kind=5),
        completion(2),
        completion(3, completed_on=dt.date(2026, 4, 2), **KAWAGUCHI),
    ]
    receive.receive(ledger, report(own))
    made = statistics.statistics(ledger)
    assert (made.completions, made.people) == (4, 3)
    years = {str(row[0]): row[-2:] for row in made.tables[0].rows}
    assert list(years.values()) == [(3, 2), (1, 1), (4, 3)]
    places = {str(row[1]) for row in made.tables[2].rows}
    assert {"群馬県前橋市", "埼玉県川口市"} <= places
    assert statistics.statistics(ledger, 2026).completions == 1


NAMESAKES = {"name": "佐藤　花子", "birth_date": BORN}


def asked(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset((d.one.number[-2:], d.other.number[-2:])) for d in doubts.doubts(ledger)}


def held(ledger: Ledger, number: str) -> set[str]:
    """The numbers of the person who holds one, by their last digits."""
    return {e.number[-2:] for e in history.history(ledger, number).entries}


def test_who_may_be_somebody_else_is_asked_confirmed_and_undone(ledger: Ledger) -> None:
    own = [
        completion(1, **NAMESAKES),  # two people of one name and birth date
        completion(2, **NAMESAKES),
        completion(3, **NAMESAKES, registration_number=""),  # either of them
        completion(4, registration_number="群馬県-000005"),  # a number mistyped
        completion(5),
        completion(6, name="鈴木　愛", kana="スズキ　アイ", registration_number=""),
        completion(
            7,
            name="鈴木　藍",
            kana="スズキ　アイ",
            registration_number="",
            birth_date=completion(6).birth_date,
        ),
    ]
    receive.receive(ledger, report(own))
    pairs = [("01", "02"), ("01", "03"), ("02", "03"), ("04", "05"), ("06", "07")]
    assert asked(ledger) == set(map(frozenset, pairs))
    assert statistics.statistics(ledger).people == 7
    assert held(ledger, "102502400001") == {"01"}
    assert len(history.history(ledger, "102502400001").doubtful) == 2

    first, third = "102502400001", "102502400003"
    doubts.decide(ledger, [(first, third, "本人に電話で確認")], "same")
    assert held(ledger, first) == held(ledger, third) == {"01", "03"}
    assert statistics.statistics(ledger).people == 6
    assert any("電話" in e.detail for e in history.history(ledger, first).events)
    doubts.decide(ledger, [("102502400002", third, "")], "other")
    assert not asked(ledger) & set(map(frozenset, pairs[:3])) - {frozenset(("01", "02"))}
    doubts.decide(ledger, [(first, third, "")], "undone")
    assert statistics.statistics(ledger).people == 7 and frozenset(("01", "03")) in asked(ledger)
    assert verify.verify(ledger).faults == ()
    for pair, words in ((("102502499999", first), "台帳にありません"), ((first, first), "2度")):
        with pytest.raises(Problem, match=words):
            doubts.decide(ledger, [(*pair, "")], "same")


def test_a_word_on_a_number_follows_it_when_it_is_issued_again(ledger: Ledger) -> None:
    later = {"completed_on": dt.date(2026, 2, 1), "registration_number": ""}
    own = [completion(1), completion(2, kind=5, name="新田　別子", **later)]
    receive.receive(ledger, report(own))
    doubts.decide(ledger, [("102502400001", "102502500002", "改姓")], "same")
    reissue.consent(ledger, "102502400001", False, DAY)
    fresh = reissue.reissue(ledger, Reissue("102502400001", "紛失", DAY, new_number=True)).entry
    made = extracted(ledger, Destination("群馬県", prefecture=10))
    assert made.not_sent["refused"] == 2 and made.count == 0
    assert {e.number for e in history.history(ledger, fresh.number).entries} == {
        "102502400001",
        fresh.number,
        "102502500002",
    }
