"""Whether the cache shows what an action on business cards did; until then the action lies over it."""

from collections.abc import Iterable

from sqlalchemy import Connection

from workstation.domain import card_actions as act
from workstation.domain.actions import Action
from workstation.domain.ids import ActionId
from workstation.storage import accounts, cards


def shows_cards(tx: Connection, action: Action) -> bool:
    """Tell whether the cache shows what a confirmed action did; `False` for one that is not about cards."""
    match action:
        case act.SaveMyCard():
            return _shows_mine(tx, action)
        case act.KeepCard(card=id_):
            # The folder may have had a card of that person: then the event never comes, and patience ends the wait.
            return cards.get(tx, id_) is not None
        case act.AddCards(cards=added):
            return _there(tx, (one.id for one in added))
        case act.ChangeCard():
            return _shows_change(tx, action)
        case act.DeleteCards(cards=ids):
            return all(cards.get(tx, id_) is None for id_ in ids)
        case act.MergeCards(card=id_):
            return cards.get(tx, id_) is not None
        case act.UnmergeCards(card=id_):
            return cards.get(tx, id_) is None
        case _:
            return False


def _there(tx: Connection, ids: Iterable[ActionId]) -> bool:
    return all(cards.get(tx, id_) is not None for id_ in ids)


def _shows_mine(tx: Connection, action: act.SaveMyCard) -> bool:
    me = accounts.me(tx)
    own = None if me is None else cards.own(tx, me.id)
    if own is None:
        return False
    shown, wanted = own.content, action.content
    pictures = (action.photo is not None or shown.photo == wanted.photo) and (
        action.logo is not None or shown.logo == wanted.logo
    )
    return pictures and (shown.name_zh, shown.name_en, shown.phones, shown.emails, shown.title_zh, shown.title_en) == (
        wanted.name_zh,
        wanted.name_en,
        wanted.phones,
        wanted.emails,
        wanted.title_zh,
        wanted.title_en,
    )


def _shows_change(tx: Connection, action: act.ChangeCard) -> bool:
    card = cards.get(tx, action.card)
    if card is None:
        return True
    return (
        (action.content is None or card.content.name_zh == action.content.name_zh)
        and (action.content is None or card.content.name_en == action.content.name_en)
        and (action.photo is None or card.content.photo is not None)
        and (action.logo is None or card.content.logo is not None)
        and action.note in (None, card.note)
        and action.tags in (None, card.tags)
        and action.follow_up in (None, card.follow_up)
    )
