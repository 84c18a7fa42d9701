"""規則の一覧: write every rule with its sentence, an example and where it is tested: rules.py [OUT.md]

The page is validators/messages/RULES.md; tests/validators/test_rules_page.py says when it is out of date.
"""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from validators import messages  # noqa: E402  (the checkout's own, not an installed one)
from validators.messages import SEVERITY_NAME, Rule  # noqa: E402

PAGE = ROOT / "validators" / "messages" / "RULES.md"
HEAD = """# 規則の一覧

この一覧は `python .ci/rules.py` が `validators/messages` から作ります。
直すのは一覧ではなく `validators/messages` の文です。
文の `{ }` には、調べた表の値が入ります。例は、架空の値を入れたものです。
重要度は既定で、運用設定の `[severity]` で変えられます。
「試験」は、その規則を試している `tests` のファイルです。
"""
# What the clerk might see in place of each {placeholder}; invented throughout.
EXAMPLES = {
    "age": "12",
    "agency": "02",
    "agency_name": "みほん県保育協会",
    "birth": "2015-04-01",
    "breaks": "60",
    "candidates": "①②",
    "capacity": "50",
    "cell": "C5",
    "cells": "C5、C6、C7",
    "character": "〓",
    "characters": "〓",
    "choices": "A、B、C",
    "city": "横浜市",
    "closed": "日曜日",
    "column": "氏名",
    "completed": "2026-07-04",
    "consulted": "2026-04-01",
    "count": "3",
    "counted": "120",
    "date": "2026-07-04",
    "day": "2026-07-04",
    "days": "5",
    "deadline": "2026-05-04",
    "declared": "900",
    "designated": "2026-04-01",
    "digit": "10",
    "digit_name": "群馬県",
    "digits": "11",
    "due": "2026-08-31",
    "end": "2027-03-31",
    "errors": "2",
    "expected": "3",
    "field": "乳児保育",
    "fields": "乳児保育、幼児教育",
    "filed": "2026-05-09",
    "filer": "みほん学園",
    "first": "2026-07-04",
    "gap": "令和7年度",
    "gaps": "03",
    "heading": "備考2",
    "hours": "14時間30分",
    "issued": "2026-07-04",
    "item": "冬",
    "items": "乳児保育の意義",
    "kind": "乳児保育",
    "kinds": "乳児保育",
    "known": "02",
    "label": "群馬",
    "lacking": "30",
    "last": "2027-04-10",
    "length": "1200",
    "limit": "120",
    "line": "3行目",
    "method": "A",
    "minutes": "870",
    "missing": "00003",
    "name": "みほん県保育協会",
    "names": "みほん",
    "number": "102602100001",
    "number_name": "幼児教育",
    "occupation": "保育士",
    "open": "2026-05-01",
    "other": "C9",
    "other_date": "2026-07-31",
    "others": "10",
    "part": "48",
    "place": "埼玉県",
    "places": "前橋市、高崎市",
    "prefecture": "群馬県",
    "questions": "修了証番号の重複、年齢",
    "range": "0 以上",
    "reason": "欠席",
    "reasons": "時間の不足",
    "received": "2026-09-10",
    "refused": "5",
    "reissued": "2026-07-04",
    "required": "15時間",
    "room": "0",
    "row": "60000",
    "rows": "12",
    "sheet": "名簿",
    "sheets": "名簿、集計",
    "shown": "7.0",
    "size": "60",
    "source": "群馬県.toml",
    "status": "取消し",
    "suggestion": "群馬県-012345",
    "targets": "50",
    "time": "14時間30分",
    "today": "2026-07-06",
    "total": "200",
    "usual": "10",
    "usual_name": "群馬県",
    "value": "10年4月1日",
    "warnings": "3",
    "what": "値の数",
    "where": "群馬県.toml の filing.window",
    "window": "12-20 から 01-31",
    "word": "未修了",
    "year": "令和8年度",
    "years": "令和8年度",
    "fault": "都道府県の番号が 48 です",
    "option": "--today",
    "given": "rosters",
    "guess": "",
    "help": "careerup --help",
    "joined": "令和8年度 名簿.xlsx",
    "key": "fillings",
    "hint": "",
    "tables": "",
    "a": "2026-05-04",
    "b": "2026-05-03",
    "c": "2026-05-02",
}
# Where the rule's own column makes another value likelier: the beginning of its id → values.
BY_RULE = {
    "body-": {"kind": "株式会社", "name": "株式会社みほん"},
    "designated-kind": {"kind": "乳児保育", "number": "2"},
    "number-": {"value": "10260210000I", "number": "102602100001", "suggestion": "102602100001"},
    "number-lost": {"value": "11701100001", "suggestion": "011701100001"},
    "number-year": {"part": "2016"},
    "number-kind": {"part": "9"},
    "registration-": {"value": "群馬県012345", "digits": "5"},
    "municipality-": {"value": "前橋", "suggestion": "前橋市"},
    "address-": {"value": "前橋市大手町"},
    "minutes-": {"value": "15じかん"},
    "count-": {"value": "50名ほど"},
    "name-": {"value": "髙橋　花子"},
    "field-": {"value": "乳児"},
    "kind-": {"value": "乳児"},
    "consent-": {"value": "不同意"},
    "report-": {"value": "後日"},
    "profile-unknown": {"name": "gunma", "names": "akita、guideline、hyogo"},
    "profile-section": {"known": "name、filing、completion"},
    "profile-setting": {"where": "群馬県.toml の filing.windows", "known": "method、window"},
    "profile-item": {
        "where": "群馬県.toml の roster.required",
        "item": "nonsense",
        "known": "name、field",
    },
    "profile-other-year": {"name": "群馬県2026", "today": "令和9年度", "year": "2027"},
    "profile-prefecture": {"value": "架空県"},
}


def tables() -> Iterator[tuple[str, dict[str, Rule]]]:
    """The first line of each module of messages, and its rules."""
    for module in sorted(iter_modules(messages.__path__), key=lambda m: m.name):
        table = import_module(f"validators.messages.{module.name}")
        rules = getattr(table, "RULES", {})
        if rules:
            yield f"{module.name} — {str(table.__doc__).strip().splitlines()[0]}", rules


def example(name: str, rule: Rule) -> str:
    """The sentence with invented values: what is wrong, then what to do."""
    values, said = dict(EXAMPLES), []
    for beginning, own in BY_RULE.items():
        if name.startswith(beginning):
            values |= own
    for part in filter(None, (rule.text, rule.action)):
        plain = part.replace(".iso}", "_iso}")  # a day's western form is an example of its own
        fields = {field for _, field, _, _ in Formatter().parse(plain) if field}
        shown = {field: values.get(field, "○○") for field in fields}
        shown |= {field: "2026-07-04" for field in fields if field.endswith("_iso")}
        said.append(plain.format_map(shown))
    return "。".join(said) + "。"


def tested() -> dict[str, list[str]]:
    """Rule → test files that name it."""
    files: dict[str, list[str]] = {name: [] for name in messages.rules()}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.name == "test_rules_page.py":
            continue
        words = set(re.findall(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", path.read_text(encoding="utf-8")))
        for name in words & files.keys():
            files[name].append(path.relative_to(ROOT / "tests").as_posix())
    return files


def page() -> str:
    """The whole page as Markdown."""
    where = tested()
    parts = [HEAD]
    for title, rules in tables():
        parts.append(f"\n## {title}\n")
        for name, rule in rules.items():
            source = "・".join(filter(None, (rule.clause, rule.ref)))
            lines = [f"\n### {rule.title}（{SEVERITY_NAME[rule.severity]}） `{name}`\n"]
            lines.append(f"- 文: {rule.text}。")
            for label, action in (
                ("すること", rule.action),
                ("Excel では", rule.excel),
                ("数式では", rule.cell),
            ):
                if action:
                    lines.append(f"- {label}: {action}。")
            lines.append(f"- 例: {example(name, rule)}")
            lines.append(f"- 根拠: {source or '（データとしての整い）'}")
            lines.append(f"- 試験: {'、'.join(where[name][:3]) or '（名前を挙げた試験なし）'}")
            parts.append("\n".join(lines) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE
    target.write_text(page(), encoding="utf-8", newline="\n")
    print(target, len(messages.rules()))
