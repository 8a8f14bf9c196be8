"""Actions on the company's memory and glossary, on its policy, and on what holds for one buyer."""

from typing import Final

from msgspec import Struct, field

from workstation.domain.action_base import ActionBase, ConversationAction
from workstation.domain.ids import ActionId
from workstation.domain.translation.engines import EngineKind
from workstation.domain.translation.policy import Reach

UNITS_AT_ONCE: Final = 200


class UnitDraft(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A unit as it is to be; `texts` by language, two of them at least."""

    id: ActionId
    texts: dict[str, str] = field(default_factory=dict)
    term: bool = False


class SaveUnits(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="save_units"):
    """Make units of the memory or terms of the glossary, or change one's own; at most UNITS_AT_ONCE.

    The main account changes anybody's; their author stays who made them.
    """

    units: tuple[UnitDraft, ...]

    def lane(self) -> str:
        return "units"


class DeleteUnits(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="delete_units"):
    """Delete units of one's own, or (main account) of anybody in the company."""

    units: tuple[ActionId, ...]

    def lane(self) -> str:
        return "units"


class SetTranslationPolicy(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_translation_policy"):
    """Decide for the company how far texts may travel (main account)."""

    reach: Reach = Reach.ENGINES
    engines: tuple[EngineKind, ...] = tuple(EngineKind)
    monthly_characters: int | None = None


class SetBuyerTranslation(
    ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="set_buyer_translation"
):
    """Decide for one buyer how far texts may travel, or name the buyer's language (owner or main account)."""

    reach: Reach = Reach.ENGINES
    language: str = ""

    def lane(self) -> str:
        return f"translation:{self.conversation}"


TranslationAction = SaveUnits | DeleteUnits | SetTranslationPolicy | SetBuyerTranslation
