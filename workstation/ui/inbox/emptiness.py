"""Why the list is empty, and what helps."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from workstation.domain.conversation import ConversationKind
from workstation.domain.link import LinkState, Phase
from workstation.services.views import Chip, InboxFilter
from workstation.ui.formats import number
from workstation.ui.widgets.empty import EmptyState


class Emptiness(Enum):
    """The reasons for an empty list."""

    LOADING = auto()
    SYNCING = auto()
    NEVER_LOADED = auto()
    NO_MATCH = auto()
    FILTERED = auto()
    NO_COLLEAGUES = auto()
    NOTHING_YET = auto()

    @classmethod
    def of(cls, *, loaded: bool, link: LinkState, needle: bool, wanted: InboxFilter) -> Emptiness:
        """Return the reason that holds."""
        if not loaded:
            return cls.LOADING
        if needle:
            return cls.NO_MATCH
        if link.as_of is None:
            if link.phase in (Phase.SYNCING, Phase.CONNECTING):
                return cls.SYNCING
            if link.phase is not Phase.ONLINE:
                return cls.NEVER_LOADED
        if wanted.chip is not Chip.ALL or wanted.owner_id is not None:
            return cls.FILTERED
        return cls.NO_COLLEAGUES if wanted.kind is ConversationKind.COLLEAGUE else cls.NOTHING_YET


def explain(empty: EmptyState, why: Emptiness, wanted: InboxFilter, link: LinkState) -> None:
    """Let the empty list say why it is empty."""
    tr = QCoreApplication.translate
    empty.show_progress(None)
    if why is Emptiness.LOADING:
        empty.say("inbox", tr("InboxEmpty", "Opening your conversations"), "")
    elif why is Emptiness.SYNCING:
        _explain_sync(empty, link)
    elif why is Emptiness.NEVER_LOADED:
        empty.say(
            "offline",
            tr("InboxEmpty", "Nothing is on this machine yet"),
            tr("InboxEmpty", "Your conversations are loaded as soon as the server answers. Then they stay readable."),
            tr("InboxEmpty", "Try again now"),
        )
    elif why is Emptiness.NO_MATCH:
        empty.say(
            "search",
            tr("InboxEmpty", "Nobody by that name"),
            tr("InboxEmpty", "Names and companies in this list were searched."),
            tr("InboxEmpty", "Clear the search"),
        )
    elif why is Emptiness.FILTERED:
        empty.say("check", filtered_title(wanted), "", tr("InboxEmpty", "Show all"))
    elif why is Emptiness.NO_COLLEAGUES:
        empty.say(
            "team",
            tr("InboxEmpty", "No chats with colleagues yet"),
            tr("InboxEmpty", "Ask a colleague something: he reads it at his own desk."),
            tr("InboxEmpty", "Write to a colleague"),
        )
    else:
        empty.say(
            "inbox",
            tr("InboxEmpty", "No buyer has written yet"),
            tr("InboxEmpty", "As soon as a buyer asks about one of your exhibits, he appears here."),
        )


def _explain_sync(empty: EmptyState, link: LinkState) -> None:
    tr = QCoreApplication.translate
    if link.total:
        text = tr("InboxEmpty", "{done} of {total} conversations").format(
            done=number(link.done), total=number(link.total)
        )
    else:
        text = tr("InboxEmpty", "Asking the server what there is.")
    empty.say("sync", tr("InboxEmpty", "Loading your conversations"), text)
    empty.show_progress(link.done, link.total)


def filtered_title(wanted: InboxFilter) -> str:
    """Return what an empty filter means."""
    tr = QCoreApplication.translate
    return {
        Chip.UNANSWERED: tr("InboxEmpty", "Every buyer has been answered"),
        Chip.UNREAD: tr("InboxEmpty", "You have read everything"),
        Chip.MINE: tr("InboxEmpty", "No conversation is yours at the moment"),
        Chip.UNASSIGNED: tr("InboxEmpty", "Every buyer is being served by somebody"),
        Chip.STARRED: tr("InboxEmpty", "You have not starred any conversation"),
        Chip.ARCHIVED: tr("InboxEmpty", "Nothing is archived"),
    }.get(wanted.chip) or tr("InboxEmpty", "This colleague serves nobody at the moment")
