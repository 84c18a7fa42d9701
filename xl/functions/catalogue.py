"""The worksheet functions (ワークシート関数) themselves, each a few lines over ``validators``;
``xl.functions.registry`` says what one is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from validators.guideline import fields
from validators.numbers import certificate, municipality
from validators.numbers import prefecture as prefectures
from validators.problems import InvalidValue, Problem
from validators.reading import Note
from validators.text import is_blank, squeeze, to_text
from validators.values import names
from xl.functions.arguments import date_of, field_of, prefecture_of, value_of
from xl.functions.columns import certno
from xl.functions.days import (
    designationcheck,
    filingcheck,
    filingdeadline,
    fiscalyear,
    seireki,
    wareki_,
)
from xl.functions.eligible import eligible
from xl.functions.registry import Argument, Function, function
from xl.functions.roster import check_range

_NUMBER = Argument("number", "修了証番号（12桁。全角・ハイフン・先頭の0の欠けも読みます）")


@function(
    "CERTCHECK",
    "修了証番号を確かめます。正しければ ○、違えば ※ で始まる文を返します",
    _NUMBER,
    Argument("field", "研修分野（番号の種別と合うかも確かめます）", True),
    Argument("completed_on", "修了年月日（発行年と合うかも確かめます）", True),
)
def certcheck(number: object, field: object = None, completed_on: object = None) -> str:
    """○, or ○ and the number as read where its spelling was not clean."""
    read = certificate.read(number, today=dt.date.today())
    value = value_of(read, "修了証番号")
    if not is_blank(field) and (named := field_of(field)).number != value.field:
        params = {
            "digit": value.field,
            "digit_name": fields.by_number(value.field).name,
            "field": named.name,
        }
        raise InvalidValue(Note("number-field", params))
    if (
        not is_blank(completed_on)
        and (day := date_of(completed_on, "修了年月日")).year > value.year
    ):
        raise InvalidValue(Note("number-year-early", {"year": value.year, "completed": day}))
    return f"○ {value.text}" if read.notes else "○"


@function(
    "CERTPART",
    "修了証番号の一部を取り出します",
    _NUMBER,
    Argument(
        "part",
        "都道府県・都道府県番号・発行年・機関番号・分野・種別番号・番号 のどれか（または 1〜5）",
    ),
)
def certpart(number: object, part: object) -> str:
    """Parts as text, so that 04 stays 04."""
    value = value_of(certificate.read(number), "修了証番号")
    parts = {
        "都道府県": prefectures.name(value.prefecture),
        "都道府県番号": f"{value.prefecture:02}",
        "発行年": str(value.year),
        "機関番号": f"{value.agency:02}",
        "分野": fields.by_number(value.field).name,
        "種別番号": str(value.field),
        "番号": f"{value.sequence:05}",
    }
    key = {
        "1": "都道府県",
        "2": "発行年",
        "3": "機関番号",
        "4": "分野",
        "5": "番号",
        "連番": "番号",
        "研修分野": "分野",
    }.get(squeeze(to_text(part)), squeeze(to_text(part)))
    if key not in parts:
        raise InvalidValue(
            Note("function-part", {"value": to_text(part), "parts": "・".join(parts)})
        )
    return parts[key]


@function(
    "FIELDNO",
    "研修分野の種別番号（1〜8）を返します",
    Argument("text", "研修分野の名称（別名・番号付きも可）"),
)
def fieldno(text: object) -> int:
    """乳児保育 → 1."""
    return field_of(text).number


@function(
    "FIELDNAME",
    "種別番号の研修分野の名称を返します",
    Argument("no", "種別番号（1〜8）または分野の名称"),
)
def fieldname(no: object) -> str:
    """1 → 乳児保育."""
    return field_of(no).name


@function(
    "PREFNO",
    "都道府県番号（01〜47、文字列）を返します",
    Argument("text", "都道府県名（群馬でも可）"),
)
def prefno(text: object) -> str:
    """群馬県 → 10."""
    return f"{prefecture_of(text):02}"


@function(
    "MUNICIPALITY",
    "住所から市区町村名を取り出します（全国の一覧と照らし合わせます）",
    Argument("address", "住所（三重県四日市市諏訪町1-5 など）"),
)
def municipality_(address: object) -> str:
    """四日市市."""
    text = to_text(address)
    found = municipality.from_address(text)
    if not found:
        raise InvalidValue(Note("function-municipality-unknown"))
    if len(found) > 1:
        far = dict.fromkeys(m.prefecture for m in found)
        places = "・".join(far if len(far) > 1 else (m.name for m in found))
        raise InvalidValue(Note("function-municipality-several", {"places": places}))
    return found[0].name


@function(
    "NAMEKEY",
    "氏名の照合用の文字列を返します（髙→高 などの異体字・空白・旧姓の括弧をそろえます）",
    Argument("name", "氏名"),
)
def namekey(name: object) -> str:
    """For comparing only: the name itself stays as it is."""
    return names.name_key(to_text(name))


@function(
    "ROSTERCHECK",
    "名簿の範囲（見出し行を含む）を確かめ、指摘の一覧を返します",
    Argument("range", "見出し行から最後の行までの範囲"),
    whole=True,
)
def rostercheck(range: object) -> object:
    """Spills 行・重要度・氏名・見出し・値・内容; rows count from the top of the range."""
    return check_range(range)


FUNCTIONS: Mapping[str, Function] = {
    known.name: known
    for known in (
        certno,
        certcheck,
        certpart,
        filingdeadline,
        filingcheck,
        designationcheck,
        fiscalyear,
        wareki_,
        seireki,
        fieldno,
        fieldname,
        prefno,
        municipality_,
        namekey,
        rostercheck,
        eligible,
    )
}


def call(name: str, arguments: Sequence[str]) -> str:
    """``careerup call``: a function by name on texts, its result as text. Raises Problem for a
    wrong name or count."""
    found = FUNCTIONS.get(name.upper())
    if found is None:
        raise Problem("function-unknown", name=name, known="、".join(FUNCTIONS))
    least = sum(not a.optional for a in found.arguments)
    if not least <= len(arguments) <= len(found.arguments):
        asked = (
            f"{a.help.partition('（')[0]}{'（略せます）' * a.optional}" for a in found.arguments
        )
        raise Problem("function-arguments", name=found.name, asked="、".join(asked))
    result = found.evaluate(list(arguments))
    if isinstance(result, dt.datetime):
        return result.date().isoformat()
    if isinstance(result, list):
        return "\n".join("\t".join(map(to_text, row)) for row in result)
    return to_text(result)
