"""The worksheet functions (ワークシート関数) themselves, each a few lines over ``validators``;
``xl.registry`` says what one is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from validators.guideline import designation, fields, filing, fiscal_year
from validators.messages import rules, sentence
from validators.numbers import agency, certificate, municipality
from validators.numbers import prefecture as prefectures
from validators.problems import FileProblem, InvalidValue
from validators.reading import Note, Reading
from validators.text import is_blank, squeeze, to_text
from validators.values import dates as wareki
from validators.values import names
from xl.functions.registry import FUNCTIONS as FUNCTIONS
from xl.functions.registry import Argument, Fault, Function, evaluate, function


def call(name: str, arguments: Sequence[str]) -> str:
    """``careerup call``: a function by name on texts, its result as text. Raises Problem for a
    wrong name or count."""
    function = FUNCTIONS.get(name.upper())
    if function is None:
        raise FileProblem(f"関数「{name}」はありません。使えるのは {'、'.join(FUNCTIONS)} です。")
    least = sum(not a.optional for a in function.arguments)
    if not least <= len(arguments) <= len(function.arguments):
        usage = ", ".join(f"[{a.name}]" if a.optional else a.name for a in function.arguments)
        raise FileProblem(f"{function.name}({usage}) の引数の数が違います。")
    result = evaluate(function, list(arguments))
    if isinstance(result, dt.datetime):
        return result.date().isoformat()
    if isinstance(result, list):
        return "\n".join("\t".join(map(to_text, row)) for row in result)
    return to_text(result)


# ---------------------------------------------------------------- arguments


def _value(reading: Reading[object], what: str) -> object:
    """The value read, or the first sentence that says why there is none."""
    if reading.value is None:
        if not reading.notes:
            raise Fault(f"{what}がありません。")
        note = reading.notes[0]
        raise Fault(
            sentence(Note(note.rule, {"column": what, **note.params}, note.suggestion))
            + _hint(note)
        )
    return reading.value


def _hint(note: Note) -> str:
    return (
        f"（候補: {note.suggestion}）"
        if note.suggestion
        and "{suggestion}" not in rules()[note.rule].text + rules()[note.rule].action
        else ""
    )


def _date(value: object, what: str) -> dt.date:
    return _value(wareki.read_date(value), what)  # type: ignore[return-value]


def _prefecture(value: object) -> int:
    number = prefectures.number(value)
    if number is None:
        raise Fault(
            f"都道府県「{to_text(value)}」が分かりません。群馬県 か 10 のように入れてください。"
        )
    return number


def _field(value: object) -> fields.Field:
    return _value(fields.read(value), "研修分野")  # type: ignore[return-value]


def _agency(value: object) -> int:
    text = squeeze(to_text(value))
    if (text.isdecimal() and int(text) > 99 and len(text) != 3) or text == "100":
        raise InvalidValue(Note("number-agency-range", {"part": int(text)}))
    return _value(agency.read(value), "機関番号")  # type: ignore[return-value]


def _sequence(value: object) -> int:
    text = squeeze(to_text(value))
    if not text.isdecimal():
        raise Fault(f"番号「{to_text(value)}」が整数ではありません。1〜99999 を入れてください。")
    return int(text)


def _method(value: object) -> filing.Method:
    text = squeeze(to_text(value)).upper() or "A"
    if text not in ("A", "B", "C"):
        raise Fault("数え方は A・B・C のどれかにしてください。")
    return text  # type: ignore[return-value]


def _moment(day: dt.date) -> dt.datetime:
    """Dates go to Excel as datetime: COM knows no other."""
    return dt.datetime(day.year, day.month, day.day)


# ---------------------------------------------------------------- functions

_FIRST_DAY = Argument("first_day", "その種別の研修の最初の実施予定日")
_METHOD = Argument(
    "method", "2か月前の数え方。A: 応当日（省略時）、B: 民法の期間をさかのぼる、C: 中2か月", True
)
_NUMBER = Argument("number", "修了証番号（12桁。全角・ハイフン・先頭の0の欠けも読みます）")


@function(
    '修了証番号（12桁）を作ります。例: =CERTNO("北海道","2017-06-01",1,"乳児保育",1) → 011701100001',
    Argument("prefecture", "都道府県名または番号（群馬県、10）"),
    Argument("issued_on", "修了証の発行年月日（和暦も可）"),
    Argument("agency", "研修実施機関の番号（都道府県の研修は1）"),
    Argument("field", "研修分野の名称または種別番号（1〜8）"),
    Argument("sequence", "番号（1〜99999）"),
)
def certno(
    prefecture: object, issued_on: object, agency: object, field: object, sequence: object
) -> str:
    """Guideline 5(2)."""
    for value, what in (
        (issued_on, "発行年月日"),
        (agency, "機関番号"),
        (field, "研修分野"),
        (sequence, "番号"),
    ):
        if is_blank(value):
            raise Fault(f"{what}がありません。")
    return certificate.make(
        _prefecture(prefecture),
        _date(issued_on, "発行年月日"),
        _agency(agency),
        _field(field).number,
        _sequence(sequence),
    )


@function(
    "修了証番号を確かめます。正しければ ○、違えば ※ で始まる文を返します",
    _NUMBER,
    Argument("field", "研修分野（番号の種別と合うかも確かめます）", True),
    Argument("completed_on", "修了年月日（発行年と合うかも確かめます）", True),
)
def certcheck(number: object, field: object = None, completed_on: object = None) -> str:
    """○, or ○ and the number as read where its spelling was not clean."""
    read = certificate.read(number, today=dt.date.today())
    value: certificate.CertificateNumber = _value(read, "修了証番号")  # type: ignore[assignment]
    if not is_blank(field) and (named := _field(field)).number != value.field:
        params = {
            "digit": value.field,
            "digit_name": fields.by_number(value.field).name,
            "field": named.name,
        }
        raise InvalidValue(Note("number-field", params))
    if not is_blank(completed_on) and (day := _date(completed_on, "修了年月日")).year > value.year:
        raise InvalidValue(
            Note("number-year-early", {"year": value.year, "completed": day.isoformat()})
        )
    return f"○ {value.text}" if read.notes else "○"


@function(
    "修了証番号の一部を取り出します",
    _NUMBER,
    Argument(
        "part",
        "都道府県・都道府県番号・発行年・機関番号・分野・種別番号・番号 のどれか（または 1〜5）",
    ),
)
def certpart(number: object, part: object) -> str:
    """Parts as text, so that 04 stays 04."""
    value: certificate.CertificateNumber = _value(certificate.read(number), "修了証番号")  # type: ignore[assignment]
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
        raise Fault(
            f"「{to_text(part)}」は取り出せません。{'・'.join(parts)} のどれかにしてください。"
        )
    return parts[key]


@function("指定申請の期限（研修実施予定日の2か月前）を返します", _FIRST_DAY, _METHOD)
def filingdeadline(first_day: object, method: object = None) -> dt.datetime:
    """Guideline 6(1)."""
    return _moment(filing.deadline(_date(first_day, "実施予定日"), _method(method)))


@function(
    "指定申請が期限内かを返します。超過は ※ で始まります",
    Argument("filed_on", "申請書を受け付けた日"),
    _FIRST_DAY,
    _METHOD,
)
def filingcheck(filed_on: object, first_day: object, method: object = None) -> str:
    """期限内 / 境界 / ※超過 with the deadline and the method."""
    if is_blank(first_day):
        raise Fault("実施予定日がありません。")
    found = filing.check(_date(filed_on, "申請日"), _date(first_day, "実施予定日"), _method(method))
    limit = f"期限 {found.deadline.isoformat()}、方法{found.method}" + (
        f"、{found.closed}のため前開庁日 {found.last_open}" if found.closed else ""
    )
    if found.verdict == "超過":
        raise Fault(f"超過{-found.days}日（{limit}）")
    if found.verdict == "境界":
        return f"境界（{limit}。数え方によって期限内にも超過にもなります）"
    return f"期限内（{limit}、余裕{found.days}日）"


@function(
    "指定の効力が研修の日程に及ぶかを確かめます。及べば ○",
    Argument("designated_on", "指定の日"),
    Argument("first_day", "研修の初日"),
    Argument("last_day", "研修の最終日"),
    Argument("renewed_fiscal_years", "更新届出のあった年度（2025,2026 のように）", True),
)
def designationcheck(
    designated_on: object, first_day: object, last_day: object, renewed_fiscal_years: object = None
) -> str:
    """Guideline 6(3)."""
    text = to_text(renewed_fiscal_years).replace("、", ",")
    years = [
        _value(fiscal_year.read_fiscal_year(y), "更新した年度")
        for y in text.split(",")
        if y.strip()
    ]
    first = _date(first_day, "研修の初日")
    last = first if is_blank(last_day) else _date(last_day, "研修の最終日")
    notes = designation.check(_date(designated_on, "指定の日"), first, last, years)  # type: ignore[arg-type]
    if notes:
        raise InvalidValue(notes[0])
    return "○"


@function("日付の年度（4月始まり、西暦）を返します", Argument("date", "日付（和暦も可）"))
def fiscalyear(date: object) -> int:
    """2026-03-31 → 2025."""
    return fiscal_year.fiscal_year(_date(date, "日付"))


@function("日付を和暦の文字列にします", Argument("date", "日付"))
def wareki_(date: object) -> str:
    """令和7年11月9日."""
    return wareki.to_wareki(_date(date, "日付"))


@function(
    "和暦などの文字列を日付にします。元号のない年は ※ で候補を返します",
    Argument("text", "令和7年11月9日、R7.11.9、2025/11/9 など"),
)
def seireki(text: object) -> dt.datetime:
    """A true date; the cell needs a date format."""
    return _moment(_date(text, "日付"))


@function(
    "研修分野の種別番号（1〜8）を返します", Argument("text", "研修分野の名称（別名・番号付きも可）")
)
def fieldno(text: object) -> int:
    """乳児保育 → 1."""
    return _field(text).number


@function("種別番号の研修分野の名称を返します", Argument("no", "種別番号（1〜8）または分野の名称"))
def fieldname(no: object) -> str:
    """1 → 乳児保育."""
    return _field(no).name


@function("都道府県番号（01〜47、文字列）を返します", Argument("text", "都道府県名（群馬でも可）"))
def prefno(text: object) -> str:
    """群馬県 → 10."""
    return f"{_prefecture(text):02}"


@function(
    "住所から市区町村名を取り出します（全国の一覧と照らし合わせます）",
    Argument("address", "住所（三重県四日市市諏訪町1-5 など）"),
)
def municipality_(address: object) -> str:
    """四日市市."""
    text = to_text(address)
    found = municipality.from_address(text)
    if not found:
        raise Fault("住所の市区町村が分かりません。都道府県名から入れてください。")
    if len(found) > 1:
        far = dict.fromkeys(m.prefecture for m in found)
        places = "・".join(far if len(far) > 1 else (m.name for m in found))
        raise Fault(
            f"住所に合う市区町村が{places}にあります。都道府県名・市の名から入れてください。"
        )
    return found[0].name


@function(
    "氏名の照合用の文字列を返します（髙→高 などの異体字・空白・旧姓の括弧をそろえます）",
    Argument("name", "氏名"),
)
def namekey(name: object) -> str:
    """For comparing only: the name itself stays as it is."""
    return names.name_key(to_text(name))


@function(
    "名簿の範囲（見出し行を含む）を確かめ、指摘の一覧を返します",
    Argument("range", "見出し行から最後の行までの範囲"),
    whole=True,
)
def rostercheck(range: object) -> object:
    """Spills 行・重要度・氏名・見出し・値・内容; rows count from the top of the range."""
    from xl.functions.roster import check_range

    return check_range(range)


for _name in ("WAREKI_", "MUNICIPALITY_"):  # the plain names belong to the modules above
    _entry = FUNCTIONS.pop(_name)
    FUNCTIONS[_name[:-1]] = Function(
        _name[:-1], _entry.help, _entry.arguments, _entry.run, _entry.whole
    )


# ---------------------------------------------------------------- CERTNO over columns


@lru_cache(maxsize=4096)
def _texts(part: int, value: object) -> str:
    """One argument of CERTNO as its digits; faults come as ※ sentences."""
    try:
        if part == 0:
            return f"{_prefecture(value):02}"
        if part == 1:
            day = _date(value, "発行年月日")
            return certificate.make(1, day, 1, 1, 1)[2:4]
        if part == 2:
            return f"{_agency(value):02}"
        return str(_field(value).number)
    except (Fault, InvalidValue):
        return "※"


def certnos(columns: Sequence[Sequence[object]]) -> list[object]:
    """CERTNO for rows given as five equally long columns. Arguments repeat down a roster, so each
    different one is read once."""
    memo = [
        {(v.__class__, v): "" if is_blank(v) else _texts(part, v) for v in set(column)}
        for part, column in enumerate(columns[:4])
    ]
    head: dict[tuple[object, ...], str] = {}
    out: list[object] = []
    for row in zip(*columns, strict=True):
        key, sequence = row[:4], row[4]
        prefix = head.get(key)
        if prefix is None:
            parts = [m[v.__class__, v] for m, v in zip(memo, key, strict=True)]
            prefix = head[key] = "".join(parts) if all(p and p != "※" for p in parts) else ""
        if (
            prefix
            and isinstance(sequence, (int, float))
            and 1 <= sequence <= 99999
            and sequence == int(sequence)
        ):
            out.append(f"{prefix}{int(sequence):05}")
        else:
            out.append(evaluate(FUNCTIONS["CERTNO"], row))
    return out
