"""Reasons and kinds have words in both languages, and no code shows through."""

import pytest

from tests.ui.chat import samples
from workstation.services.views import TimelineItem
from workstation.ui.chat import wording
from workstation.ui.language import Language

REASONS: dict[str, dict[str, str | int]] = {
    "phrase_unfilled": {"names": "{moq}, {price}"},
    "phrase_variable_unknown": {"name": "size"},
    "quote_invalid": {"field": "lead_days"},
    "too_many": {"limit": 500},
    "invalid_request": {"field": "shortcut"},
}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_refused_forms_say_what_is_wrong(spoken: Language, language: str) -> None:
    spoken.use(language)
    said = {code: wording.reason(code, params) for code, params in REASONS.items()}
    assert len({*said.values(), wording.reason("?")}) == len(REASONS) + 1
    assert "{moq}, {price}" in said["phrase_unfilled"]
    assert "size" in said["phrase_variable_unknown"]
    assert "500" in said["too_many"]
    assert "lead_days" not in said["quote_invalid"]
    assert "shortcut" not in said["invalid_request"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said["too_many"]) is (language == "zh_CN")


def test_a_link_to_a_conversation_is_no_other_message(spoken: Language) -> None:
    spoken.use("en")
    item: TimelineItem = samples.item(1, "please take over", kind="conversation")
    assert wording.body(item, samples.ME) == "Shared a conversation please take over"
    assert wording.kind_name("conversation") == "[Conversation]"
