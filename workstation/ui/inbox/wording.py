"""What a row of the list says, in the reader's language, safe to paint."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject

from workstation.domain.account import Presence
from workstation.domain.conversation import ConversationKind
from workstation.domain.message import CARD, CONVERSATION, EXHIBIT, IMAGE, INTENT, SLOTS, SYSTEM, TEXT
from workstation.services.views import InboxRow, ItemState
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.wording import own_name, system_line
from workstation.ui.formats import chat_time, country_name, short_span


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def unread(self, count: int) -> str:
        return self.tr("%n unread", "", count)


class Preview(NamedTuple):
    """The last line of a row: a coloured word before it, and the text."""

    lead: str
    lead_token: str
    """Theme token of the word's colour."""
    text: str


def title(row: InboxRow) -> str:
    """Return the buyer's or colleague's name."""
    if row.title:
        return isolated_name(row.title)
    name = own_name(row.colleague_name_zh, row.colleague_name_en)
    return name or QCoreApplication.translate("InboxWording", "Unnamed")


def company(row: InboxRow) -> str:
    """Return the company on one line."""
    return isolated_name(row.company)


def preview(row: InboxRow) -> Preview:
    """Return what the last line says: a draft goes before anything said."""
    translate = QCoreApplication.translate
    if row.draft:
        return Preview(translate("InboxWording", "Draft"), "draft", one_line(row.draft, 120))
    text = last_words(row)
    if row.last_state is ItemState.FAILED:
        return Preview(translate("InboxWording", "Not sent"), "danger", text)
    if row.unsent:
        return Preview(translate("InboxWording", "Waiting"), "warning", text)
    if row.last_from_me and row.last_kind != SYSTEM:
        return Preview(translate("InboxWording", "Us:", "before the last line, said by our side"), "muted", text)
    return Preview("", "muted", text)


def last_words(row: InboxRow) -> str:
    """Return what was said last, or what stands for it."""
    translate = QCoreApplication.translate
    if not row.last_kind:
        return translate("InboxWording", "Nothing was said yet")
    if row.last_recalled:
        return translate("InboxWording", "[Recalled message]")
    if row.last_kind == SYSTEM:
        return one_line(system_line(row.last_system), 120)
    if row.last_kind == TEXT:
        return one_line(row.last_text, 120)
    mark = {
        IMAGE: translate("InboxWording", "[Image]"),
        CARD: translate("InboxWording", "[Business card]"),
        EXHIBIT: translate("InboxWording", "[Exhibit]"),
        CONVERSATION: translate("InboxWording", "[Conversation]"),
        SLOTS: translate("InboxWording", "[Slots]"),
        INTENT: translate("InboxWording", "[Purchase intent]"),
    }.get(row.last_kind) or translate("InboxWording", "[Other message]")
    return " ".join(filter(None, (mark, _exhibit_name(row), one_line(row.last_text, 120))))


def _exhibit_name(row: InboxRow) -> str:
    """Return name and number of the exhibit that the last line is about."""
    if row.last_exhibit is None:
        return ""
    name = own_name(row.last_exhibit.name_zh, row.last_exhibit.name_en)
    return isolated_name(one_line(f"{name} {row.last_exhibit.number}", 120))


def served_by(row: InboxRow) -> str:
    """Return the colleague's name who serves a buyer, empty where that is me or nobody."""
    if row.kind is not ConversationKind.CUSTOMER or row.owner_id is None or row.mine:
        return ""
    return own_name(row.owner_name_zh, row.owner_name_en) or "?"


def is_unassigned(row: InboxRow) -> bool:
    """Tell whether nobody serves this buyer."""
    return row.kind is ConversationKind.CUSTOMER and row.owner_id is None


def tag(text: str) -> str:
    """Return a tag as it is shown."""
    return isolated_name(one_line(text, 40))


def row_time(row: InboxRow, now: datetime) -> str:
    """Return when something was said last."""
    return chat_time(row.last_at, now) if row.last_at else ""


def waiting(row: InboxRow, now: datetime) -> str:
    """Return how long the buyer has been waiting, or nothing."""
    return short_span(now - row.waiting_since) if row.waiting_since else ""


def is_late(row: InboxRow, now: datetime, waiting_minutes: int) -> bool:
    """Tell whether the buyer has been waiting longer than the setting allows."""
    return row.waiting_since is not None and now - row.waiting_since >= timedelta(minutes=waiting_minutes)


def presence_name(presence: Presence) -> str:
    """Return a presence in words."""
    translate = QCoreApplication.translate
    return {
        Presence.ONLINE: translate("InboxWording", "Online"),
        Presence.BUSY: translate("InboxWording", "Busy"),
        Presence.AWAY: translate("InboxWording", "Away"),
        Presence.DND: translate("InboxWording", "Do not disturb"),
    }.get(presence) or translate("InboxWording", "Offline")


def spoken(row: InboxRow, now: datetime) -> str:
    """Return the whole row as a screen reader says it."""
    translate = QCoreApplication.translate
    parts = [title(row), company(row), country_name(row.country), presence_name(row.presence)]
    if row.unread:
        parts.append(_Counted().unread(row.unread))
    if row.marked_unread:
        parts.append(translate("InboxWording", "marked as unread"))
    if row.waiting_since:
        parts.append(translate("InboxWording", "waiting for {span}").format(span=waiting(row, now)))
    for on, word in (
        (row.starred, translate("InboxWording", "starred")),
        (row.pinned, translate("InboxWording", "pinned")),
        (row.muted, translate("InboxWording", "muted")),
        (row.archived, translate("InboxWording", "archived")),
        (row.translated, translate("InboxWording", "translated")),
        (not row.writable, translate("InboxWording", "read only")),
        (is_unassigned(row), translate("InboxWording", "Nobody serves this buyer yet")),
    ):
        if on:
            parts.append(word)
    if name := served_by(row):
        parts.append(translate("InboxWording", "Served by {name}").format(name=name))
    parts += map(tag, row.tags)
    last = preview(row)
    parts += [last.lead, last.text, row_time(row, now)]
    return ", ".join(part for part in parts if part)


def explained(row: InboxRow, now: datetime) -> str:
    """Return the tooltip: what the row has no room for. Plain text."""
    translate = QCoreApplication.translate
    lines = [title(row), company(row), country_name(row.country)]
    if name := served_by(row):
        lines.append(translate("InboxWording", "Served by {name}").format(name=name))
    elif is_unassigned(row):
        lines.append(translate("InboxWording", "Nobody serves this buyer yet"))
    if row.waiting_since:
        lines.append(
            translate("InboxWording", "Has been waiting for an answer for {span}").format(span=waiting(row, now))
        )
    if row.marked_unread:
        lines.append(translate("InboxWording", "You marked this as unread"))
    if row.translated:
        lines.append(translate("InboxWording", "Messages are translated by themselves"))
    if row.tags:
        lines.append(translate("InboxWording", "Tags: {tags}").format(tags=", ".join(map(tag, row.tags))))
    return "\n".join(line for line in lines if line)
