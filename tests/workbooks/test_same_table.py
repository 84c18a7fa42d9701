"""The same table laid out in another way gives the same findings: columns permuted or set in,
title lines, headings of a thesaurus, prepared rows, records over two merged rows, and all at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from samples import HEAD, PLAN_ASIDE, POSTS, SAMPLES, roster_book

from validators.findings import Report
from workbooks.a1 import Area, column_letter
from workbooks.grid import Book, Grid, Value
from workbooks.samples import rosters

KINDS = {
    **SAMPLES,
    "clean roster": (SAMPLES["roster"][0], roster_book(rosters.clean_rows())),
    "plan": PLAN_ASIDE,
    "eligibility": POSTS,
}
Cell = tuple[Value, str]  # a value and where it stood in the sample: "J10", "" for what is set in
Cells = list[list[Cell]]
Move = Callable[[Cells], Cells]
Places = dict[tuple[str, str], str]  # (sheet, cell now) → cell in the sample

# What other offices print above the same column.
THESAURUS: dict[str, str] = {
    "保育士登録番号": "保育士証登録番号、資格登録番号、保育士登録No.、保育士番号、保育士登録番号（県名-番号）",
    "氏名": "氏　名、お名前、氏名（漢字）、受講者名、修了者氏名、フルネーム",
    "フリガナ": "ふりがな、氏名（カナ）、ヨミガナ、氏名フリガナ、カナ氏名、よみがな",
    "生年月日": "生年月日（西暦）、誕生日、生年月日※、本人生年月日、生年月日（和暦）",
    "住所": "現住所、ご住所、自宅住所、住所（都道府県から）、本人住所、居住地",
    "勤務先施設の名称": "勤務先、施設名、所属園、勤務園名、現在の勤務先、保育施設名",
    "勤務先施設名": "勤務先、施設名、所属園、勤務園名、勤務施設の名称、所属施設",
    "勤務先施設の所在市町村名": "市町村名、勤務先市町村、所在市町村名、施設所在地、園の所在市町村、所在市区町村",
    "勤務先の市町村名": "市町村名、勤務先市町村、所在市町村名、園の所在市町村、所在市区町村",
    "職種": "職名、職種等、資格・職種、職種名",
    "修了した研修分野": "研修分野、分野名、修了分野、研修種別、受講分野、コース名",
    "研修分野": "分野、受講した研修分野、研修種別、受講分野、分野名、受講コース",
    "修了証番号": "修了証書番号、修了証No.、修了証番号（12桁）、証書番号、修了証発行番号、修了番号",
    "修了年月日": "修了日、研修修了年月日、修了認定日、修了した日、修了判定日、修了日（西暦）",
    "発行年月日": "交付日、修了証発行日、交付年月日、発行日、修了証交付年月日",
    "備考": "備考欄、摘要、備考（特記事項）、特記事項、メモ",
    "受付番号": "整理番号、申請番号、受付No.、No.、収受番号、管理番号",
    "申請日": "申請年月日、受付日、申請書提出日、収受日、申請書受付年月日、受理年月日",
    "様式": "様式番号、申請様式、新規・更新の別、申請区分、申請の種類、届出様式",
    "申請者の名称": "申請者名、団体名、実施主体名、申請者、申請団体名、実施機関名",
    "法人の種別": "法人格、団体の種別、法人種別、法人区分、設置主体、申請者区分",
    "研修種別": "研修の種別、分野、研修分野、申請する研修分野、研修分野名、実施する分野",
    "研修時間数": "研修時間、総時間数、時間数、研修総時間、合計時間、総研修時間",
    "研修修了の評価方法": "評価方法、修了評価の方法、研修の評価方法、修了の評価、評価の方法",
    "受付開始予定日": "申込開始日、受付開始日、募集開始日、受講申込受付開始日、申込受付期間、募集期間",
    "受付開始日": "受付開始予定日、申込受付開始日、研修の受付開始日、申込開始日、募集開始日",
    "研修実施予定日": "研修初日、開催日、研修開始日、実施日、開講日、研修実施日",
    "研修終了予定日": "終了日、研修最終日、研修終了日、最終日、終了予定年月日、閉講日",
    "修了証の発行予定日": "修了証発行日、修了証交付予定日、修了証の交付日、修了証発行予定、修了証書交付日",
    "事業実績報告の提出予定日": "実績報告日、実績報告提出予定日、実績報告書の提出予定日、報告書提出日、実績報告の期日",
    "研修会場": "会場、開催場所、会場名、実施場所、開催地、研修の場所",
    "研修担当者の連絡先及び氏名": "担当者連絡先、担当者、担当者名、連絡先、担当者氏名・連絡先、問合せ先",
    "収支予算": "予算、収支予算書、収支予算額、予算書、収支計画",
    "定員": "募集定員、定員（人）、受講定員、募集人数、研修定員、定員数",
    "対象者の申込者数": "対象者数、対象者の人数、対象申込者数、対象者申込数、対象者（人）",
    "対象者以外の人数": "対象外人数、対象者以外、対象外の人数、対象者以外の申込者数、対象外受講者数",
    "事業計画": "事業計画書、計画書、事業計画の有無、事業計画書の添付、研修事業計画",
    "研修カリキュラム": "カリキュラム、カリキュラム表、カリキュラムの有無、カリキュラム（添付）",
    "講師に関する書類": "講師書類、講師調書、講師の書類、講師に関する資料、講師一覧、講師略歴書",
    "講師の変更": "変更の有無、講師変更、講師の変更の有無、変更の有無（講師）、前年度からの変更",
    "委託の範囲": "委託、業務委託の範囲、委託の内容、委託の有無、外部委託、業務委託",
    "事前相談日": "相談日、事前協議日、相談年月日、事前相談年月日、事前協議の有無",
    "主たる事務所の所在地": "所在地、事務所の所在地、住所、主たる事務所所在地、団体所在地、法人住所",
    "代表者の職・氏名": "代表者氏名、代表者、代表者名、代表者職氏名、代表者の氏名",
    "審査結果": "審査、結果、処理結果、審査状況、決裁、審査の結果",
    "指定日": "指定年月日、指定を受けた日、指定日、前回の指定日、指定の日",
    "研修項目": "項目、講義名、科目、研修テーマ、講義題目、研修科目",
    "講師": "講師名、担当講師、講師氏名、講師（氏名）、講師の氏名",
    "時間数（分）": "時間（分）、分数、講義時間（分）、所要時間、研修時間（分）、時間",
    "研修形態": "形態、研修方法、実施形態、研修の方法、講義・演習の別、形式",
    "講師の氏名": "講師名、氏名、講師、講師氏名、お名前",
    "所属・職名": "所属、勤務先、所属・役職、職名、所属等、肩書",
    "講師の要件": "要件、講師区分、資格要件、選任理由、講師資格、該当要件",
    "略歴": "経歴、講師略歴、履歴書、略歴書、経歴書、略歴の有無",
    "保育に関する研修の実績": "研修実績、実績、講師の実績、実績資料、研修講師実績",
    "承諾書": "就任承諾書、承諾、承諾書の有無、就任承諾、講師承諾書",
    "研修実施機関番号": "機関番号、実施機関番号、指定番号、実施機関コード、機関No.、団体番号",
    "研修実施機関の名称": "実施機関名、機関名、団体名、研修実施機関名、実施団体の名称、法人名",
    "連絡先": "電話番号、担当者連絡先、メールアドレス、e-mail、問合せ先、連絡先（担当）",
    "研修種別番号": "種別番号、分野番号、研修種別の番号、研修分野番号、種別コード、分野コード",
    "指定年月日": "指定日、当初指定日、指定通知日、新規指定日、指定の日、指定通知年月日",
    "更新年度": "更新届出年度、届出年度、更新の年度、更新届の年度、更新届出の状況、直近の更新年度",
    "届出の状態": "状態、効力、有効・無効、届出の効力、指定の状態",
    "申込先": "申込方法、申込先URL、申込先・方法、案内URL、申込URL、受講申込先",
    "受講番号": "受付番号、No.、番号、受講No.、受講者番号、整理番号",
    "研修名": "研修会名、講座名、研修の名称、研修会の名称、コース、開催回",
    "レポート提出日": "レポート、レポート提出、レポートの提出日、レポート受理日、報告書提出日、レポート等の提出",
    "評価をしない理由": "修了を認めない理由、未修了の理由、修了としない理由、修了評価をしない理由、不可の理由",
    "情報提供の同意": "同意、情報提供への同意、個人情報提供の同意、同意の有無、提供同意、同意欄",
    "役職": "職位、役職名、発令する役職、発令職、役付、加算対象職",
    "職務分野": "担当分野、担当職務分野、担当する職務分野、職務の分野、担当職務",
    "施設の種類": "施設種別、施設の類型、施設区分、事業所種別、施設・事業の種類",
    "加算の開始月": "加算開始年月、発令年月日、適用年月、加算適用月、発令日、開始月",
}
ASIDE: tuple[tuple[str, tuple[Value, ...]], ...] = (  # headings and what stands below, in turn
    ("性別", ("女", "男", "女")),
    ("郵便番号", ("371-8570", "370-0829", "376-0051")),
    ("FAX番号", ("027-000-0001", "027-000-0002", "027-000-0003")),
    ("年齢", (34, 41, 29)),
    ("", ()),  # a narrow empty column
)
TITLES = ("群馬県", "保育士等キャリアアップ研修", "", "作成：子育て支援課 研修係", "")


MERGED = (None, "merged with the cell above")


def own(value: Value) -> Cell:
    """A cell that the sample does not have."""
    return value, ""


def cells_of(grid: Grid) -> Cells:
    width = max(len(row) for row in grid.rows)
    columns = range(1, width + 1)
    return [
        [(grid.value(row, column), f"{column_letter(column)}{row}") for column in columns]
        for row in range(1, grid.bottom + 1)
    ]


def still(rows: Cells) -> Cells:
    return rows


def permuted(seed: int) -> Move:
    """The columns in another order, ``seed`` 0 from right to left; the title stays at the left."""

    def move(rows: Cells) -> Cells:
        order = list(range(len(rows[HEAD])))[::-1]
        if seed:
            Random(seed).shuffle(order)
        return rows[: HEAD - 1] + [[row[n] for n in order] for row in rows[HEAD - 1 :]]

    return move


def with_asides(first: int, step: int) -> Move:
    """Columns nobody asks for set in, every ``step`` columns from the ``first``."""

    def move(rows: Cells) -> Cells:
        laid = [list(row) for row in rows]
        for n, (heading, values) in enumerate(ASIDE):
            at = min(first + n * (step + 1), len(laid[HEAD]))
            for number, row in enumerate(laid):
                value = values[number % len(values)] if values and number >= HEAD else ""
                row.insert(at, own(heading if number == HEAD - 1 else value))
        return laid

    return move


def titled(rows: Cells) -> Cells:
    return [[own(title)] for title in TITLES] + rows


def renamed(turn: int) -> Move:
    """Every heading by its ``turn``-th word of the thesaurus, the first again after the last."""

    def move(rows: Cells) -> Cells:
        head: list[Cell] = []
        for number, (heading, at) in enumerate(rows[HEAD - 1]):
            words = THESAURUS.get(str(heading), str(heading)).split("、")
            head.append((words[(turn if turn < TURNS else turn * number) % len(words)], at))
        return [*rows[: HEAD - 1], head, *rows[HEAD:]]

    return move


def prepared(frame: str) -> Move:
    """Rows below the last record that nobody has filled in: their number, and a frame for dates."""

    def move(rows: Cells) -> Cells:
        last = rows[-1][0][0]
        below: Cells = []
        for n in range(1, 6):
            row = [own(frame if str(h).endswith("日") else "") for h, _ in rows[HEAD - 1]]
            row[0] = own(last + n) if isinstance(last, int) else row[0]
            below.append(row)
        return rows + below

    return move


def doubled(rows: Cells) -> Cells:
    """Every record over two rows, each of its cells merged with the one below."""
    laid = rows[:HEAD]
    for row in rows[HEAD:]:
        laid += [row, [MERGED] * len(row)]
    return laid


TURNS = 6
MOVES: dict[str, Move] = {  # in the order in which they can be laid upon each other
    **{f"thesaurus {turn}": renamed(turn) for turn in range(TURNS)},
    "prepared rows": prepared(""),
    "prepared frames": prepared("　　年　　月　　日"),
    "merged pairs": doubled,
    "asides in front": with_asides(0, 1),
    "asides between": with_asides(2, 3),
    "reversed": permuted(0),
    "permuted": permuted(1),
    "title lines": titled,
}
MIXED = st.tuples(
    st.integers(0, 99).map(renamed),
    st.sampled_from((still, prepared(""), prepared("　　年　　月　　日"))),
    st.sampled_from((still, doubled)),
    st.sampled_from((still, with_asides(0, 1), with_asides(2, 3))),
    st.integers(0, 99).map(permuted),
    st.sampled_from((still, titled)),
)


def moved(book: Book, moves: tuple[Move, ...]) -> tuple[Book, Places]:
    """The book with every sheet moved, and where each cell stood before."""
    grids: list[Grid] = []
    places: Places = {}
    for grid in book.grids:
        rows = cells_of(grid)
        for move in moves:
            rows = move(rows)
        merges: list[Area] = []
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                places[grid.sheet, f"{column_letter(column)}{number}"] = cell[1]
                if cell is MERGED:
                    merges.append(Area(number - 1, column, number, column))
        values = [[value for value, _ in row] for row in rows]
        grids.append(replace(grid, rows=values, merges=tuple(merges)))
    return replace(book, grids=tuple(grids)), places


def told(report: Report | None, places: Places) -> Counter[object]:
    """Every finding by its rule and the cells of the sample it is about, the rows of every list, and
    how much was not asked."""
    assert report is not None

    def place(found: re.Match[str]) -> str:
        return f"{found[1]}!{places.get((found[1], found[2]), found[2])}"

    seen: Counter[object] = Counter()
    for f in report.findings:
        cells = sorted(places.get((f.sheet, cell), cell) for cell in f.cells or (f.cell,))
        # what was inferred of a heading is said of some words and not of others
        seen[f.rule, f.severity, f.sheet, *cells] += f.rule != "column-inferred"
    for listed in report.lists:
        for row in listed.rows:
            seen[tuple(re.sub(r"(\w+)!([A-Z]+\d+)", place, str(value)) for value in row)] += 1
    seen["rows", *(table.rows for table in report.tables)] += 1
    seen["not asked", sum(not question.aside for question in report.unchecked)] += 1
    return +seen


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_in_another_layout_gives_the_same_findings(kind: str) -> None:
    check, book = KINDS[kind]
    expected = told(check(book), moved(book, ())[1])
    for name, move in MOVES.items():
        other, places = moved(book, (move,))
        found = told(check(other), places)
        assert found == expected, (name, found - expected, expected - found)


@pytest.mark.parametrize("kind", KINDS)
@settings(derandomize=True, max_examples=8, deadline=None, phases=[Phase.generate])
@given(moves=MIXED)
def test_whatever_is_moved_at_once(kind: str, moves: tuple[Move, ...]) -> None:
    check, book = KINDS[kind]
    other, places = moved(book, moves)
    found, expected = told(check(other), places), told(check(book), moved(book, ())[1])
    assert found == expected, (other.grids[0].rows[:9], found - expected, expected - found)
