"""審査票: one sheet of A4 for each application and kind, with what was read and what has to be decided."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
from desk import application_book, check_applications

from validators.findings import Listing
from xl.outputs.listing import content


def sheet_of(listing: Listing, number: int) -> list[tuple[object, ...]]:
    ends = (*listing.pages[1:], len(listing.rows))
    return list(listing.rows[listing.pages[number] : ends[number]])


def reviews(**changes: object) -> Listing:
    report = check_applications(application_book(**changes))  # type: ignore[arg-type]
    return next(one for one in report.lists if one.title == "審査票")


def test_each_application_has_a_page_with_its_content_time_and_lecturers() -> None:
    listing = reviews(curriculum=(), lecturers=())
    assert len(listing.pages) == 5
    first = sheet_of(listing, 0)
    content_rows = [r for r in first if r[0] == "内容"]
    assert [r[1] for r in content_rows][:2] == ["1 乳児保育の意義", "2 乳児保育の環境"]
    assert all(r[4] == "あり" and r[2] and r[3] for r in content_rows)
    total = next(r for r in first if r[0] == "合計")
    assert total[2] == sum(r[2] for r in content_rows)  # type: ignore[misc]
    assert [str(r[1]).strip() for r in first if r[0] == "決裁"] == ["課長", "係長", "担当"]
    assert ("確認の結果", "不備なし", "", "", "") in first


def test_what_is_missing_or_asked_stands_on_the_page() -> None:
    listing = reviews(
        changes=[(0, "事業計画", "追って提出")],
        curriculum=[(0, "研修項目", "0歳児保育の今日的な役割"), (1, "時間数（分）", "半日")],
        lecturers=(),
    )
    first = sheet_of(listing, 0)
    assert ("内容", "1 乳児保育の意義", "", "", "要確認") in first
    assert ("添付書類", "事業計画", "", "", "追って提出") in first
    told = {r[1] for r in first if r[0] == "要確認"}
    assert {"後から届く書類", "内容に当たる項目が分からない"} <= told
    assert next(r for r in first if r[0] == "合計")[4] == "不明 1 項目"


def test_without_a_curriculum_the_page_says_so() -> None:
    first = sheet_of(reviews(), 0)
    assert ("内容", "カリキュラムの表がありません", "", "", "要確認") in first


def test_every_page_is_printed_upright_on_a_sheet_of_its_own() -> None:
    listing = reviews(curriculum=(), lecturers=())
    book = openpyxl.load_workbook(io.BytesIO(content([listing])))
    sheet = book["審査票"]
    breaks = [b.id for b in sheet.row_breaks.brk]
    assert breaks == [3 + page for page in listing.pages[1:]]
    assert (
        sheet.page_setup.orientation == "portrait"
        and not sheet.sheet_properties.pageSetUpPr.fitToPage
    )
    assert isinstance(sheet["B6"].value, dt.datetime)
