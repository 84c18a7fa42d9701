"""実施主体: who may be designated, and when two names are one body."""

from __future__ import annotations

import pytest

from validators.guideline.bodies import read_body, same_body


@pytest.mark.parametrize(
    ("kind", "name", "body", "rule"),
    [
        ("市町村", "架空西部一部事務組合", None, "body-union"),
        ("", "かくう広域連合", None, "body-union"),
        ("非営利団体", "一般社団法人株式会社立保育園協会", "非営利団体", ""),
        ("養成施設", "学校法人かくう学園（事務局委託：有限会社みほん）", "指定保育士養成施設", ""),
        ("", "社会福祉法人かくう会・合同会社みほん", None, "body-joint"),
        ("非営利団体", "みほん企画有限会社", None, "body-conflict"),
        ("", "（株）みほん", None, "body-not-eligible"),
        ("", "㈻かくう学園", "非営利団体", ""),
        ("", "保育の未来を考える会", None, "body-unclear"),
        ("", "", None, ""),
    ],
)
def test_who_may_be_designated(kind: str, name: str, body: str | None, rule: str) -> None:
    reading = read_body(kind, name)
    assert reading.value == body
    assert [n.rule for n in reading.notes] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("（公社）かくう協会", "公益社団法人 かくう協会", True),
        ("學校法人靜山學園", "学校法人静山学園", True),
        ("かくう学園", "学校法人かくう学園", True),
        ("㈻かくう学園", "学校法人　かくう学園", True),
        ("社会福祉法人かくう", "学校法人かくう", False),
        ("NPO法人そら", "特定非営利活動法人そら", True),
        ("", "学校法人かくう学園", False),
    ],
)
def test_one_body(a: str, b: str, same: bool) -> None:
    assert same_body(a, b) is same
