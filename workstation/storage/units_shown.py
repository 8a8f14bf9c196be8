"""Whether the cache shows what an action on memory, glossary or translation policy did."""

from sqlalchemy import Connection

from workstation.domain import translation_actions as act
from workstation.domain.actions import Action
from workstation.storage import translation_units


def shows_units(tx: Connection, action: Action) -> bool:
    """Tell whether the cache shows what a confirmed action did; `False` for one that is not about these."""
    match action:
        case act.SaveUnits(units=drafts):
            found = {unit.id: unit for unit in translation_units.some(tx, [draft.id for draft in drafts])}
            return all(draft.id in found and found[draft.id].term is draft.term for draft in drafts) and all(
                found[draft.id].deleted or found[draft.id].texts == _kept(draft.texts) for draft in drafts
            )
        case act.DeleteUnits(units=ids):
            return all(unit.deleted for unit in translation_units.some(tx, ids))
        case act.SetTranslationPolicy():
            kept = translation_units.policy(tx)
            return (kept.reach, kept.engines, kept.monthly_characters) == (
                action.reach, action.engines, action.monthly_characters
            )  # fmt: skip
        case act.SetBuyerTranslation(conversation=id_) if isinstance(id_, int):
            buyer = translation_units.of_buyer(tx, id_)
            return (buyer.reach, buyer.language) == (action.reach, action.language)
        case _:
            return False


def _kept(texts: dict[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in texts.items()}
