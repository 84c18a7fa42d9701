"""台帳の見本: 指定台帳 and 指定申請台帳 of an invented prefecture office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from workbooks.grid import Value

_D = dt.date
DESIGNATION_HEADINGS = ("研修実施機関番号", "研修実施機関の名称", "主たる事務所の所在地", "連絡先", "研修種別番号", "研修種別", "指定年月日", "更新年度", "届出の状態")
DESIGNATIONS: tuple[tuple[Value, ...], ...] = (
    ("02", "一般社団法人みなかみ保育研修会", "群馬県利根郡みなかみ町後閑1", "000-000-0002", "1", "乳児保育", _D(2024, 5, 20), "令和7年度", ""),
    ("02", "一般社団法人みなかみ保育研修会", "群馬県利根郡みなかみ町後閑1", "000-000-0002", "4", "食育・アレルギー対応", _D(2025, 6, 2), "", ""),
    ("03", "学校法人あかぎ学園", "群馬県前橋市富士見町2", "000-000-0003", "7", "マネジメント", _D(2023, 4, 10), "令和6年度", ""),
    ("04", "特定非営利活動法人はるな子ども支援", "群馬県高崎市榛名町3", "000-000-0004", "3", "障害児保育", _D(2024, 7, 1), "令和7年度", "届出無効"),
)
APPLICATION_HEADINGS = (
    "受付番号", "申請日", "申請者の名称", "法人の種別", "研修種別", "研修時間数", "研修修了の評価方法", "受付開始予定日", "研修実施予定日", "研修終了予定日",
    "修了証の発行予定日", "事業実績報告の提出予定日", "研修会場", "定員", "事業計画", "研修カリキュラム", "講師に関する書類", "事前相談日",
)
APPLICATIONS: tuple[tuple[Value, ...], ...] = (
    (1, _D(2026, 4, 3), "学校法人あかぎ学園", "指定保育士養成施設", "乳児保育", "15時間", "レポート", _D(2026, 6, 1), _D(2026, 7, 4), _D(2026, 7, 18), _D(2026, 8, 3),
     _D(2026, 8, 31), "前橋市", 50, "有", "有", "有", ""),
    (2, _D(2026, 6, 10), "一般社団法人みなかみ保育研修会", "非営利団体", "保健衛生・安全対策", "900分", "レポート", _D(2026, 6, 15), _D(2026, 7, 31), _D(2026, 8, 9),
     _D(2026, 8, 20), "", "沼田市", 40, "有", "有", "", ""),
    (3, _D(2026, 5, 11), "株式会社さくら研修社", "株式会社", "マネジメント", "14.5時間", "確認テストと面接", _D(2026, 6, 1), _D(2026, 8, 1), _D(2026, 8, 22),
     _D(2026, 9, 1), _D(2026, 9, 30), "高崎市", 60, "有", "有", "有", ""),
)


def write(path: Path, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """One ledger, heading in row 3."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(title)
        font = {"font_name": "游ゴシック", "font_size": 10}
        head = book.add_format({**font, "bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
        plain, day = book.add_format({**font, "border": 1}), book.add_format({**font, "border": 1, "num_format": "yyyy/m/d"})
        page.write_string(0, 0, title, book.add_format({**font, "bold": True, "font_size": 14}))
        for column, heading in enumerate(headings):
            page.write_string(2, column, heading, head)
            page.set_column(column, column, max(10, len(heading) * 1.6))
        for number, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(number, column, dt.datetime(value.year, value.month, value.day), day)
                elif isinstance(value, int):
                    page.write_number(number, column, value, plain)
                else:
                    page.write_string(number, column, str(value or ""), plain)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.freeze_panes(3, 0)
