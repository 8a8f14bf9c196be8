"""No place of an action where an id goes was forgotten when another exhibitor's ids were tried."""

import types
from collections.abc import Callable, Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
import pytest

from tests.helpers.live_server import code_of
from tests.unit.server import test_isolation, test_isolation_team
from tests.unit.server.worlds import Mine, World, person
from tests.unit.server.worlds import world as world
from workstation.domain.actions import Action, DeleteNote
from workstation.domain.card import CardContent
from workstation.domain.card_actions import AddCards, ChangeCard, KeepCard, MergeCards, NewCard, SaveMyCard
from workstation.domain.ids import new_action_id
from workstation.domain.translation_actions import DeleteUnits, SaveUnits, UnitDraft

OTHER = 1_000_000
ELSEWHERE = {
    ("SendMessage", "attachment"): "test_another_s_upload_can_t_be_sent",
    ("SendMessage", "link_conversation_id"): "test_a_foreign_conversation_can_t_be_shown",
    ("TransferConversation", "from_id"): "who has it, as the desk knows: anything else is refused as overtaken",
    ("AssignConversation", "from_id"): "the same",
    ("SaveMyCard", "photo"): "an upload by its client id: only one's own are looked for",
    ("SaveMyCard", "logo"): "the same",
    ("ChangeCard", "photo"): "the same",
    ("ChangeCard", "logo"): "the same",
    ("AddCards", "batch"): "a name that the desk makes up; undoing one touches only one's own cards",
    ("AddCards", "cards.content.photo"): "test_a_new_card_has_no_pictures_however_it_comes",
    ("AddCards", "cards.content.logo"): "the same",
    ("MergeCards", "card"): "test_merging_brings_nothing_foreign_along",
    ("MergeCards", "content.photo"): "the same",
    ("MergeCards", "content.logo"): "the same",
    ("StartConversation", "exhibitor_id"): "buyers may write to whom they like",
    ("SetAssociations", "associations.section_id"): "sections are the fair's",
    ("BookSlot", "slot"): "buyers may book with whom they like",
    ("ProposeTime", "span.id"): "test_a_new_slot_never_gets_an_id_that_is_taken",
    ("PublishIntent", "new.wanted.section_id"): "sections are the fair's",
    ("PublishIntent", "new.uploads"): "an upload by its client id: only one's own are looked for",
    ("ChangeIntent", "new.wanted.section_id"): "sections are the fair's",
    ("ChangeIntent", "new.uploads"): "an upload by its client id: only one's own are looked for",
    ("SaveOutcome", "outcome.by_id"): "the server says who it was",
}
"""Places that are tried in a test of their own, or where an id leads nowhere."""


def places(kind: Any, path: str = "") -> Iterator[str]:
    """Yield where ids stand in a type: the fields' names, parted by dots."""
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        if kind.__name__.endswith("Id"):
            yield path
        return
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for name, hint in get_type_hints(kind).items():
            if name in kind.__struct_fields__:
                yield from places(hint, f"{path}.{name}" if path else name)
        return
    if get_origin(kind) in (Union, types.UnionType, tuple, frozenset, list):
        for argument in get_args(kind):
            yield from places(argument, path)


def mine(offset: int) -> Mine:
    """Return numbers of an exhibitor that nobody has, other ones for each offset."""
    values: dict[str, Any] = {}
    for place, (name, hint) in enumerate(get_type_hints(Mine).items(), 1):
        kind = getattr(hint, "__supertype__", hint)
        number = offset + place
        values[name] = UUID(int=number) if kind is UUID else str(number) if kind is str else number
    return Mine(**values)


def values_at(value: Any, path: list[str]) -> Iterator[Any]:
    """Yield what stands at a place, in lists each of them."""
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from values_at(one, path)
    elif path and isinstance(value, dict):
        yield from values_at(value.get(path[0]), path[1:])
    elif not path:
        yield value


def pictured(field: str, number: int) -> CardContent:
    return msgspec.structs.replace(CardContent(name_en="x"), **{field: number})


MORE: list[tuple[str, Callable[[Mine, Mine], Action]]] = [
    ("note of there", lambda own, other: DeleteNote(conversation=other.conversation, note=own.note)),
    ("keep under its name", lambda own, other: KeepCard(conversation=own.conversation, card=other.card, n=1)),
    *(
        (
            f"{field} of {name}",
            lambda own, other, field=field, make=make: make(own, pictured(field, other.attachment)),
        )
        for field in ("photo", "logo")
        for name, make in (
            ("my card", lambda own, content: SaveMyCard(content=content)),
            ("a changed card", lambda own, content: ChangeCard(card=own.card, content=content)),
        )
    ),
    ("unit", lambda own, other: SaveUnits(units=(UnitDraft(id=other.phrase, texts={"zh": "价", "en": "price"}),))),
    ("delete unit", lambda own, other: DeleteUnits(units=(other.phrase,))),
]
"""What the other tables don't try; a unit is made below under the id of a phrase."""


@pytest.fixture(scope="module")
def with_units(world: World) -> World:
    made = SaveUnits(units=(UnitDraft(id=world.south.phrase, texts={"zh": "价", "en": "price"}),))
    world.server.account("south").act(made)
    return world


@pytest.mark.parametrize("role", ["main", "sub"])
@pytest.mark.parametrize("make", [make for _name, make in MORE], ids=[name for name, _make in MORE])
def test_more_foreign_ids_are_not_found(with_units: World, role: str, make: Callable[[Mine, Mine], Action]) -> None:
    answer = person(with_units, role).try_act(make(with_units.north, with_units.south))
    assert code_of(answer) == "not_found"


@pytest.mark.parametrize("role", ["main", "sub"])
def test_merging_brings_nothing_foreign_along(world: World, role: str) -> None:
    client, other = person(world, role), world.south
    pair = tuple(new_action_id() for _ in range(2))
    client.act(AddCards(cards=tuple(NewCard(id=one, content=CardContent(name_en="x")) for one in pair)))
    tries = [MergeCards(card=other.card, sources=pair, content=CardContent(name_en="x"))]
    for field in ("photo", "logo"):
        tries.append(MergeCards(card=new_action_id(), sources=pair, content=pictured(field, other.attachment)))
    assert [client.refused(one) for one in tries] == ["action_id_reused", "not_found", "not_found"]
    client.act(MergeCards(card=new_action_id(), sources=pair, content=CardContent(name_en="x")))


@pytest.mark.parametrize("field", ["photo", "logo"])
def test_a_new_card_has_no_pictures_however_it_comes(world: World, field: str) -> None:
    client, number = person(world, "sub"), world.south.attachment
    client.act(AddCards(cards=(NewCard(id=new_action_id(), content=pictured(field, number)),)))
    for size in ("thumb", "full"):
        assert code_of(client.call("GET", f"/api/v1/attachments/{number}?size={size}")) == "not_found"


def tried() -> set[tuple[str, str]]:
    own, other = mine(0), mine(OTHER)
    strange = {str(one) for one in other}
    found: set[tuple[str, str]] = set()
    for _name, make in (*test_isolation.FOREIGN_ACTIONS, *test_isolation_team.FOREIGN_ACTIONS, *MORE):
        action = make(own, other)
        sent = msgspec.to_builtins(action)
        for place in set(places(type(action))):
            if any(str(one) in strange for one in values_at(sent, place.split("."))):
                found.add((type(action).__name__, place))
    return found


@pytest.mark.parametrize("action", Action.__args__, ids=[one.__name__ for one in Action.__args__])
def test_another_s_id_was_tried_in_every_place(action: type) -> None:
    name = action.__name__
    wanted = {(name, place) for place in places(action)}
    assert wanted - tried() - set(ELSEWHERE) == set()


def test_what_is_tried_elsewhere_is_still_there() -> None:
    every = {(action.__name__, place) for action in Action.__args__ for place in places(action)}
    assert set(ELSEWHERE) <= every
    assert not set(ELSEWHERE) & tried()
