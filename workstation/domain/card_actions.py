"""What one does with business cards: one's own, and those in one's folder."""

from msgspec import Struct

from workstation.domain.action_base import ActionBase, ConversationAction
from workstation.domain.card import CardContent
from workstation.domain.ids import ActionId

LANE = "cards"
"""Of everything in the folder: what is merged or deleted must have been added before."""
PICTURE_LANE = "card_pictures"
MY_LANE = "my_card"


class SaveMyCard(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="save_my_card"):
    """Change one's own card: whoever has it gets the new version and keeps the old ones."""

    content: CardContent
    """With the pictures that stay."""
    photo: ActionId | None = None
    """Client id of an upload that is complete: takes the place of `content.photo`."""
    logo: ActionId | None = None

    def lane(self) -> str:
        return MY_LANE


class KeepCard(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="keep_card"):
    """Put the card that a message brought into one's folder."""

    card: ActionId
    """Made once; when the folder has a card of that person already, that one stays."""
    n: int

    def lane(self) -> str:
        return LANE


class NewCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card that comes from a file or was typed."""

    id: ActionId
    content: CardContent
    note: str = ""
    tags: tuple[str, ...] = ()
    follow_up: str = ""


class AddCards(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="add_cards"):
    """Put cards into one's folder, at most 100 at once."""

    cards: tuple[NewCard, ...]
    batch: ActionId | None = None
    """Names an import, so that it can be undone; `None` for a card typed by hand."""

    def lane(self) -> str:
        return LANE


class ChangeCard(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="change_card"):
    """Change what one keeps about a card in one's folder; `None` leaves something as it is."""

    card: ActionId
    content: CardContent | None = None
    """Never of a card whose owner keeps it."""
    photo: ActionId | None = None
    """Client id of an upload that is complete."""
    logo: ActionId | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    follow_up: str | None = None
    """`YYYY-MM-DD`, or empty for none."""

    def lane(self) -> str:
        return PICTURE_LANE if self.photo is not None or self.logo is not None else LANE


class DeleteCards(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="delete_cards"):
    """Throw cards out of one's folder; one that is gone already stays so."""

    cards: tuple[ActionId, ...]

    def lane(self) -> str:
        return LANE


class MergeCards(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="merge_cards"):
    """Let one card stand for several of one's folder, which are kept as its sources."""

    card: ActionId
    sources: tuple[ActionId, ...]
    content: CardContent
    note: str = ""
    tags: tuple[str, ...] = ()
    follow_up: str = ""

    def lane(self) -> str:
        return LANE


class UnmergeCards(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="unmerge_cards"):
    """Take a merging back: the sources stand for themselves again."""

    card: ActionId

    def lane(self) -> str:
        return LANE


CardAction = SaveMyCard | KeepCard | AddCards | ChangeCard | DeleteCards | MergeCards | UnmergeCards
