"""賞状 and 一部受講証明書: certificates with a frame, a large title, the name at 20 points and a square
for the seal; no number of an official form on them."""

from __future__ import annotations

from validators.messages import papers
from workbooks.templates.sheet import Cell, Row, gap

_DATE = "　　　　年　　月　　日"
_FIRST, _LAST = 1, 10  # the columns inside the frame
_ISSUER = "都道府県知事名"


def _inside(height: float, text: str, style: str, names: str = "") -> Row:
    return Row(height, [Cell(text, style, names, _FIRST, _LAST)])


def _signature() -> list[Row]:
    """Day, 再交付, issuer and the square for the seal beside it."""
    return [
        Row(26, [Cell(_DATE, "day", "交付年月日", 2, _LAST)]),
        Row(20, [Cell("", "day", "再交付", 2, _LAST)]),
        gap(14),
        Row(84, [Cell(_ISSUER, "signed", "発行者", 3, 8), Cell("印", "seal", "", 9, 10)]),
    ]


def framed() -> list[Row]:
    """修了証 as a paper to hang on the wall: everything of 様式第1号 but its heading."""
    return [
        gap(16),
        Row(20, [Cell("第　　　　　　　　　　号", "small", "修了証番号", 5, _LAST)]),
        gap(26),
        _inside(64, "修　了　証", "great"),
        _inside(26, "保育士等キャリアアップ研修", "under"),
        gap(34),
        _inside(44, "", "name", "氏名"),
        Row(24, [Cell("生年月日", "small", "", 2, 4), Cell("", "born", "生年月日", 5, 8)]),
        Row(
            24,
            [Cell("保育士登録番号", "small", "", 2, 4), Cell("", "born", "保育士登録番号", 5, 8)],
        ),
        gap(26),
        _inside(120, papers.CERTIFIED, "text16"),
        gap(10),
        _inside(50, "", "kind", "研修種別"),
        gap(64),
        *_signature(),
        gap(16),
    ]


def partial() -> list[Row]:
    """一部受講証明書: what somebody attended who did not complete the field."""

    def pair(label: str, name: str, height: float = 34) -> Row:
        return Row(height, [Cell(label, "head", "", 2, 4), Cell("", "entry", name, 5, 9)])

    return [
        gap(16),
        gap(26),
        _inside(56, "一部受講証明書", "great"),
        _inside(26, "保育士等キャリアアップ研修", "under"),
        gap(26),
        _inside(44, "", "name", "氏名"),
        Row(24, [Cell("生年月日", "small", "", 2, 4), Cell("", "born", "生年月日", 5, 8)]),
        gap(20),
        _inside(48, papers.ATTENDED, "text16"),
        gap(10),
        pair("研修分野", "研修種別"),
        pair("研修名", "研修名"),
        pair("受講年月日", "受講年月日"),
        pair("受講時間", "受講時間"),
        pair("受講した内容", "受講内容", 76),
        gap(8),
        _inside(20, papers.NOT_COMPLETED, "note"),
        gap(14),
        *_signature(),
        gap(16),
    ]
