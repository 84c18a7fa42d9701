"""Profiles: every shipped one loads, a wrong one gets one clear sentence."""

from __future__ import annotations

import pytest

from validators import profile


def test_shipped_profiles() -> None:
    assert {"guideline", "akita", "hyogo"} <= set(profile.names())
    for name in profile.names():
        assert profile.shipped(name).name
    assert (
        profile.shipped("秋田県").filing.renewal_deadline == "same"
        and profile.shipped("akita").prefecture == 5
    )
    assert (
        profile.shipped("hyogo").completion.mode == "accumulate"
        and profile.default().completion.mode == "all-days"
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x = ", "TOML"),
        ("unknown = 1", "unknown"),
        ("[filing]\nmethod = 'D'", "A、B、C"),
        ("[filing]\nnope = 1", "filing.nope"),
        ("[roster]\nmin_age = 'x'", "整数"),
        ("[completion]\nrequired_minutes = 600", "900 以上"),
        ("[severity]\n'no-such-rule' = 'off'", "no-such-rule"),
        ("[severity]\n'name-missing' = 'bad'", "error、warning"),
        ("prefecture = '架空県'", "架空県"),
        ("[completion]\nmakeup = 1", "true か false"),
        ("name = 3", "name"),
    ],
)
def test_a_wrong_profile_is_one_sentence(text: str, word: str) -> None:
    with pytest.raises(profile.ProfileProblem) as problem:
        profile.parse(text, "試し.toml")
    assert (
        word in str(problem.value)
        and "試し.toml" in str(problem.value)
        and str(problem.value).endswith("。")
    )
