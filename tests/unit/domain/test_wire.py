"""The wire types read back what they wrote, refuse what isn't theirs, and stay readable for older desks."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from workstation.domain import actions, events, message
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import from_ms, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, MessageId, new_action_id
from workstation.domain.slot_actions import BookSlot, DeleteSlots

SAMPLES = {
    "reason": "spam",
    "status": "busy",
    "ids": [1],
    "text": "x",
    "phrase": str(UUID(int=7)),
    "note": str(UUID(int=8)),
    "transfer": str(UUID(int=9)),
    "accept": True,
    "work": "messages",
    "associations": [{"exhibit_id": 3, "account_ids": [4]}],
    "permissions": [],
    "enabled": True,
    "blocked": True,
    "card": str(UUID(int=9)),
    "content": {"name_en": "x"},
    "cards": [],
    "sources": [],
    "units": [],
    "slots": [],
    "slot": {"id": str(UUID(int=3)), "starts_at": "2026-10-24T09:00:00Z", "ends_at": "2026-10-24T09:30:00Z"},
    "span": {"id": str(UUID(int=3)), "starts_at": "2026-10-24T09:00:00Z", "ends_at": "2026-10-24T09:30:00Z"},
    "booking": str(UUID(int=4)),
    "intent": str(UUID(int=10)),
    "new": {"wanted": {"title": "x"}},
    "batch": str(UUID(int=5)),
    "feed": str(UUID(int=6)),
    "agree": True,
    "outcome": {},
}
AT = datetime(2026, 10, 15, 1, 30, 0, 123000, tzinfo=UTC)


def _sample(kind: type, name: str) -> object:
    """Return what is put into a field that must be there; slots are named here and described there."""
    by_kind: dict[tuple[type, str], object] = {(BookSlot, "slot"): str(UUID(int=3)), (DeleteSlots, "ids"): []}
    return by_kind.get((kind, name), SAMPLES.get(name, 7))


def test_every_action_travels() -> None:
    for kind in actions.Action.__args__:
        name = kind.__struct_config__.tag
        fields = {f.name: f for f in msgspec.structs.fields(kind)}
        sample: dict[str, object] = {"kind": name}
        for field in fields.values():
            if field.required:
                sample[field.name] = _sample(kind, field.name)
        request = {"id": str(new_action_id()), "action": sample}
        decoded = msgspec.convert(request, actions.ActionRequest)
        again = msgspec.json.decode(msgspec.json.encode(decoded), type=actions.ActionRequest)
        assert again == decoded
        assert isinstance(again.action, kind)


def test_conversation_is_addressed_by_id_or_by_client_id() -> None:
    client_id = new_action_id()
    begun = actions.SendMessage(conversation=client_id, text="x")
    decoded = msgspec.json.decode(msgspec.json.encode(begun), type=actions.SendMessage)
    assert decoded.conversation == client_id
    assert isinstance(decoded.conversation, UUID)
    named = decoded.in_conversation(ConversationId(9))
    assert named.conversation == 9
    assert named.lane() == "conversation:9"
    assert named.text == "x"


def test_reading_never_holds_up_sending() -> None:
    here = ConversationId(4)
    assert actions.MarkRead(conversation=here, n=3).lane() != actions.SendMessage(conversation=here, text="x").lane()


def test_unknown_message_kind_and_unknown_field_are_read() -> None:
    raw = b"""{"seq":1,"at":"2026-10-15T01:30:00Z","body":{"kind":"message","message":{"id":5,"conversation_id":2,
    "n":1,"rev":1,"kind":"hologram","at":"2026-10-15T01:30:00Z","colour":"later"}}}"""
    event = msgspec.json.decode(raw, type=events.Event)
    assert isinstance(event.body, events.MessageChanged)
    assert event.body.message.kind == "hologram"


def test_naive_times_are_refused_by_the_stores_form() -> None:
    assert from_ms(to_ms(AT)) == AT
    with pytest.raises(TypeError):
        to_ms(AT.replace(tzinfo=None))


def test_new_ids_grow() -> None:
    ids = [new_action_id() for _ in range(2000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 2000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        (" \n\t", "text_empty"),
        ("a\x00b", "text_invalid"),
        ("a\ud800b", "text_invalid"),
        ("x" * (message.MAX_TEXT_CHARS + 1), "text_too_long"),
    ],
)
def test_texts_that_may_not_be_sent(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        message.check_text(text)
    assert refused.value.code == code


def test_text_at_the_limit_is_sent_as_it_is() -> None:
    text = "价" * message.MAX_TEXT_CHARS
    assert message.check_text(text) is text


def test_change_sets_join() -> None:
    one, two = ConversationId(1), ConversationId(2)
    first = ChangeSet(conversations=frozenset({one}), messages={one: frozenset({1, 2})})
    second = ChangeSet(
        conversations=frozenset({two}),
        messages={one: frozenset({3}), two: frozenset({1})},
        notices=True,
        notes=frozenset({two}),
        phrases=True,
    )
    both = first | second
    assert both.conversations == {one, two}
    assert both.messages == {one: {1, 2, 3}, two: {1}}
    assert both.notices
    assert both.phrases
    assert both.notes == {two}
    assert not both.everything
    assert MessageId(3) == 3
