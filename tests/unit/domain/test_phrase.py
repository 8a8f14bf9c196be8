"""Phrases are filled once and wholly, or not sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.phrase import (
    VARIABLES,
    Phrase,
    check_filled,
    check_phrase,
    fill,
    fill_known,
    first_unfilled,
    unfilled,
)

VALUES = {name: f"<{name}>" for name in VARIABLES}


def refusal(*fields: str) -> Refusal:
    with pytest.raises(Refusal) as refused:
        check_phrase(*fields)
    return refused.value


def test_every_variable_is_filled() -> None:
    text = " ".join(f"{{{name}}}" for name in VARIABLES)
    assert fill(text, VALUES) == " ".join(VALUES.values())
    assert unfilled(text) == VARIABLES
    assert unfilled(fill(text, VALUES)) == ()


def test_what_has_no_value_is_said_and_nothing_is_sent() -> None:
    with pytest.raises(Refusal) as refused:
        fill("Dear {buyer}, MOQ {moq}, again {moq}, {price}", {"buyer": "Ana", "price": "  "})
    assert (refused.value.code, refused.value.params) == ("phrase_unfilled", {"names": "moq, price"})
    assert fill_known("{buyer}: {moq}", {"buyer": "Ana"}) == ("Ana: {moq}", ("moq",))


@pytest.mark.parametrize("typed", ["{buyer}", "{ Buyer }", "｛buyer｝", "{BUYER}"])
def test_variables_are_known_however_they_are_typed(typed: str) -> None:
    assert unfilled(f"你好{typed}！") == ("buyer",)
    assert fill(f"你好{typed}！", {"buyer": "Ana"}) == "你好Ana！"


def test_a_value_is_not_looked_at_again() -> None:
    assert fill("{buyer} {company}", {"buyer": "{company}", "company": "\\1 {me}"}) == "{company} \\1 {me}"


@given(st.text(alphabet=st.characters(exclude_characters="{｛")))
def test_a_text_without_braces_stays_as_it_is(text: str) -> None:
    assert fill(text, {}) == text


@given(st.lists(st.sampled_from([*VARIABLES, "plain", " ", "x}y", "{z"]), max_size=8))
def test_filling_is_whole_or_refused(parts: list[str]) -> None:
    text = "-".join(f"{{{part}}}" if part in VARIABLES else part for part in parts)
    assert unfilled(fill(text, VALUES)) == ()
    if wanted := unfilled(text):
        with pytest.raises(Refusal):
            fill(text, {name: value for name, value in VALUES.items() if name != wanted[0]})


def test_a_phrase_is_kept_as_it_is_meant() -> None:
    assert check_phrase(" /price ", " Our  price\n", " ", "{price}\n") == ("price", "Our price", "", "{price}\n")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("x", "t", "", " "), "text_empty"),
        (("x", " ", "你好", ""), "text_empty"),
        (("a b", "t", "你好", ""), "invalid_request"),
        (("x" * 41, "t", "你好", ""), "invalid_request"),
        (("x\x00", "t", "你好", ""), "text_invalid"),
        (("x", "t" * 201, "你好", ""), "text_too_long"),
        (("x", "t", "你" * 10_001, ""), "text_too_long"),
        (("x", "t", "", "a\x00"), "text_invalid"),
        (("x", "t", "{byuer}", ""), "phrase_variable_unknown"),
    ],
)
def test_what_may_not_be_kept(fields: tuple[str, ...], code: str) -> None:
    assert refusal(*fields).code == code


def test_the_other_language_stands_in() -> None:
    phrase = Phrase(id=new_action_id(), rev=1, zh="你好")
    assert phrase.text("en") == phrase.text("zh_CN") == "你好"


def test_a_text_with_a_variable_in_it_is_not_ready_to_be_sent() -> None:
    text = "Use {this}; ｛ MOQ ｝ pieces, {price}, {moq}"
    with pytest.raises(Refusal) as refused:
        check_filled(text)
    assert (refused.value.code, refused.value.params) == ("phrase_unfilled", {"names": "moq, price"})
    found = first_unfilled(text)
    assert found is not None
    assert text[slice(*found)] == "｛ MOQ ｝"
    assert check_filled("Use {this}") == "Use {this}"
    assert first_unfilled("Use {this}") is None
