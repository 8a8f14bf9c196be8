"""Who may do what with business cards, and the tries to reach another exhibitor's."""

from collections.abc import Callable
from typing import Any

from workstation.domain.actions import Action
from workstation.domain.card import CardContent
from workstation.domain.card_actions import (
    AddCards,
    ChangeCard,
    DeleteCards,
    KeepCard,
    MergeCards,
    NewCard,
    SaveMyCard,
    UnmergeCards,
)
from workstation.domain.ids import AttachmentId, new_action_id

STAFF = frozenset({"main", "sub"})
WHO_ACTS: dict[type, frozenset[str]] = dict.fromkeys(
    (SaveMyCard, KeepCard, AddCards, ChangeCard, DeleteCards, MergeCards, UnmergeCards), STAFF
)

FOREIGN: list[tuple[str, Callable[[Any, Any], Action]]] = [
    ("keep card", lambda own, other: KeepCard(conversation=other.conversation, card=new_action_id(), n=1)),
    ("add card", lambda own, other: AddCards(cards=(NewCard(id=other.card, content=CardContent(name_en="x")),))),
    ("change card", lambda own, other: ChangeCard(card=other.card, note="x")),
    ("delete card", lambda own, other: DeleteCards(cards=(other.card,))),
    (
        "merge cards",
        lambda own, other: MergeCards(
            card=new_action_id(), sources=(own.card, other.card), content=CardContent(name_en="x")
        ),
    ),
    ("unmerge cards", lambda own, other: UnmergeCards(card=other.card)),
    (
        "card's picture",
        lambda own, other: SaveMyCard(content=CardContent(name_en="x", photo=AttachmentId(other.attachment))),
    ),
]
