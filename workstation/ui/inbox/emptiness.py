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
        if wanted.chip is not Chip.ALL or wanted.owner_id is not None or wanted.tag:
            return cls.FILTERED
        return cls.NO_COLLEAGUES if wanted.kind is ConversationKind.COLLEAGUE else cls.NOTHING_YET


def explain(empty: EmptyState, why: Emptiness, wanted: InboxFilter, link: LinkState) -> None:
    """Let the empty list say why it is empty."""
    translate = QCoreApplication.translate
    empty.show_progress(None)
    if why is Emptiness.LOADING:
        empty.say("inbox", translate("InboxEmpty", "Opening your conversations"), "")
    elif why is Emptiness.SYNCING:
        _explain_sync(empty, link)
    elif why is Emptiness.NEVER_LOADED:
        empty.say(
            "offline",
            translate("InboxEmpty", "Nothing is on this machine yet"),
            translate(
                "InboxEmpty", "Your conversations are loaded as soon as the server answers. Then they stay readable."
            ),
            translate("InboxEmpty", "Try again now"),
        )
    elif why is Emptiness.NO_MATCH:
        empty.say(
            "search",
            translate("InboxEmpty", "Nobody by that name"),
            translate("InboxEmpty", "Names and companies in this list were searched."),
            translate("InboxEmpty", "Clear the search"),
        )
    elif why is Emptiness.FILTERED:
        empty.say("check", filtered_title(wanted), "", translate("InboxEmpty", "Show all"))
    elif why is Emptiness.NO_COLLEAGUES:
        empty.say(
            "team",
            translate("InboxEmpty", "No chats with colleagues yet"),
            translate("InboxEmpty", "Ask a colleague something: they read it at their own desk."),
            translate("InboxEmpty", "Write to a colleague"),
        )
    else:
        empty.say(
            "inbox",
            translate("InboxEmpty", "No buyer has written yet"),
            translate("InboxEmpty", "As soon as a buyer asks about one of your exhibits, they appear here."),
        )


def _explain_sync(empty: EmptyState, link: LinkState) -> None:
    translate = QCoreApplication.translate
    if link.total:
        text = translate("InboxEmpty", "{done} of {total} conversations").format(
            done=number(link.done), total=number(link.total)
        )
    else:
        text = translate("InboxEmpty", "Asking the server what there is.")
    empty.say("sync", translate("InboxEmpty", "Loading your conversations"), text)
    empty.show_progress(link.done, link.total)


def filtered_title(wanted: InboxFilter) -> str:
    """Return what an empty filter means."""
    translate = QCoreApplication.translate
    if wanted.tag:
        return translate("InboxEmpty", "Nobody has this tag")
    return {
        Chip.UNANSWERED: translate("InboxEmpty", "Every buyer has been answered"),
        Chip.UNREAD: translate("InboxEmpty", "You have read everything"),
        Chip.MINE: translate("InboxEmpty", "No conversation is yours at the moment"),
        Chip.UNASSIGNED: translate("InboxEmpty", "Every buyer is being served by somebody"),
        Chip.STARRED: translate("InboxEmpty", "You have not starred any conversation"),
        Chip.ARCHIVED: translate("InboxEmpty", "Nothing is archived"),
    }.get(wanted.chip) or translate("InboxEmpty", "This colleague serves nobody at the moment")
