"""Who may change the translation memory and its policy, and the tries to reach another exhibitor's buyers."""

from collections.abc import Callable
from typing import Any

from workstation.domain.actions import Action
from workstation.domain.ids import new_action_id
from workstation.domain.translation_actions import DeleteUnits, SaveUnits, SetBuyerTranslation, SetTranslationPolicy

STAFF = frozenset({"main", "sub"})
WHO_ACTS: dict[type, frozenset[str]] = {
    SaveUnits: STAFF,
    DeleteUnits: STAFF,
    SetTranslationPolicy: frozenset({"main"}),
    SetBuyerTranslation: STAFF,
}

FOREIGN: list[tuple[str, Callable[[Any, Any], Action]]] = [
    ("buyer's translation", lambda own, other: SetBuyerTranslation(conversation=other.conversation)),
    ("delete units", lambda own, other: DeleteUnits(units=(new_action_id(),))),
]
