"""Everything the palette can do in the window; other screens add theirs (`window.more_actions.append(…)`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from workstation.domain.account import AccountKind, Presence
from workstation.domain.conversation import ConversationKind
from workstation.services.views import Chip, CloseTo, InboxFilter, InboxRow, NotifyScope, Theme
from workstation.ui import shortcuts
from workstation.ui.inbox import wording as inbox_wording
from workstation.ui.language import LANGUAGES
from workstation.ui.late_screens import CALENDAR, CARDS, INTENTS, NOTICES, SETTINGS, TEAM
from workstation.ui.loop import spawn
from workstation.ui.palette_list import DO, GO, HERE, PEOPLE, RECENT, SET, Entry

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.main_window import MainWindow

PEOPLE_SHOWN: Final = 8
RECENT_SHOWN: Final = 6
RECENT_ACTIONS: Final = 3


_SHORTCUT_SIGNS: Final = {
    "next_unanswered": ("bolt", GO), "previous": ("arrow_up", GO), "next": ("arrow_down", GO),
    "search": ("search", GO), "search_here": ("search", HERE), "panel": ("panel_right", HERE),
    "transfer": ("transfer", HERE), "card": ("card", HERE),
    "unread": ("dot", HERE),
    "settings": ("settings", GO), "help": ("keyboard", DO), "quit": ("close", DO),
}  # fmt: skip
"""Signs of the shortcuts' actions; one that is missing gets a bolt among the actions."""


class WindowActions:
    """Makes the palette's entries, as they are at this moment."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._used: deque[tuple[str, str]] = deque(maxlen=RECENT_ACTIONS)

    # ---- what was used last ------------------------------------------------------------------------------------

    def note_run(self, entry: Entry) -> None:
        """An entry was chosen."""
        if entry.row is None:
            if entry.key in self._used:
                self._used.remove(entry.key)
            self._used.appendleft(entry.key)

    def forget(self) -> None:
        """Another account's past is nobody's business."""
        self._used.clear()

    # ---- people ------------------------------------------------------------------------------------------------

    async def find(self, text: str) -> list[Entry]:
        """Return the people that a text names, archived ones too; for an empty one those opened last."""
        desk = self._window.desk
        if desk is None:
            return []
        if text.strip():
            hits = await desk.search.find_people(text, PEOPLE_SHOWN)
            return [self._person(hit.row, PEOPLE) for hit in hits]
        here = self._window.workplace.open_id
        wanted = [one for one in self._window.opened_last if one != here][:RECENT_SHOWN]
        rows = await desk.inbox.rows(wanted) if wanted else {}
        return [self._person(rows[one], RECENT) for one in wanted if one in rows]

    def _person(self, row: InboxRow, group: str) -> Entry:
        archived = QCoreApplication.translate("WindowActions", "Archived") if row.archived else ""
        detail = " · ".join(part for part in (inbox_wording.company(row), archived) if part)
        return Entry(
            "user", inbox_wording.title(row), detail, lambda: self._window.open_conversation(row.id),
            group=group, row=row, found=True,
        )  # fmt: skip

    # ---- actions -----------------------------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """Return all that can be done now, what was done last once more on top."""
        desk = self._window.desk
        if desk is None:
            return []
        made = [
            *self._of_shortcuts(),
            *self._of_conversation(desk),
            *self._places(desk),
            *self._of_me(desk),
            *self._of_settings(desk),
            *(entry for provider in self._window.more_actions for entry in provider()),
        ]
        by_key = {entry.key: entry for entry in made}
        recent = [by_key[key]._replace(group=RECENT) for key in self._used if key in by_key]
        return [*recent, *(entry for entry in made if entry.key not in self._used)]

    def _of_shortcuts(self) -> Iterator[Entry]:
        talking = self._window.workplace.open_id is not None
        for binding in shortcuts.BINDINGS:
            run = self._window.commands.get(binding.name)
            icon, group = _SHORTCUT_SIGNS.get(binding.name, ("bolt", DO))
            if run is None or binding.name == "palette" or (group == HERE and not talking):
                continue
            keys = QKeySequence(binding.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            title = shortcuts.wording(binding.name)
            yield Entry(icon, title, "", run, group=group, keys=keys, also=binding.name.replace("_", " "))

    def _of_conversation(self, desk: Desk) -> Iterator[Entry]:
        place = self._window.workplace
        chat = place.chat
        head = chat.feed.head if chat is not None else None
        if place.open_id is None or chat is None or head is None:
            return
        row, id_ = head.row, place.open_id
        if row.kind is ConversationKind.CUSTOMER:
            yield _here("note", QT_TRANSLATE_NOOP("WindowActions", "Write a note on this buyer"), place.write_note)
            yield _here("tag", QT_TRANSLATE_NOOP("WindowActions", "Tag this buyer"), place.add_tag)
            share = QT_TRANSLATE_NOOP("WindowActions", "Share this conversation with a colleague")
            yield _here("team", share, chat.sharing.open)
            if chat.composer.writable:
                yield _here("quote", QT_TRANSLATE_NOOP("WindowActions", "Quote a price"), chat.quotes.open)
        yield _here("calendar", QT_TRANSLATE_NOOP("WindowActions", "Go to a date in this conversation"), place.pick_day)
        yield _here(
            "download", QT_TRANSLATE_NOOP("WindowActions", "Export this conversation…"), place.export_conversation
        )

        def mark(**marks: Any) -> Callable[[], object]:
            return partial(self._spawn, partial(desk.inbox.set_marks, id_, **marks))

        star = QT_TRANSLATE_NOOP("WindowActions", "Star this conversation")
        unstar = QT_TRANSLATE_NOOP("WindowActions", "Take the star off this conversation")
        pin = QT_TRANSLATE_NOOP("WindowActions", "Pin this conversation to the top")
        unpin = QT_TRANSLATE_NOOP("WindowActions", "Unpin this conversation")
        mute = QT_TRANSLATE_NOOP("WindowActions", "Do not notify about this conversation")
        unmute = QT_TRANSLATE_NOOP("WindowActions", "Notify about this conversation again")
        yield _here("star", unstar if row.starred else star, mark(starred=not row.starred))
        yield _here("pin", unpin if row.pinned else pin, mark(pinned=not row.pinned))
        yield _here("mute", unmute if row.muted else mute, mark(muted=not row.muted))

    def _places(self, desk: Desk) -> Iterator[Entry]:
        window = self._window
        yield _go("inbox", QT_TRANSLATE_NOOP("WindowActions", "Inbox"), lambda: window.show_screen("inbox"))
        yield _go("bell", QT_TRANSLATE_NOOP("WindowActions", "Notices"), lambda: window.show_screen(NOTICES))
        yield _go("calendar", QT_TRANSLATE_NOOP("WindowActions", "Calendar"), lambda: window.show_screen(CALENDAR))
        if desk.me.kind is AccountKind.MAIN:
            slots = QT_TRANSLATE_NOOP("WindowActions", "New slots for negotiations")
            yield _entry("calendar", slots, window.late.open_new_slots)
        if window.rail.button(INTENTS).isVisibleTo(window.rail):
            wanted = QT_TRANSLATE_NOOP("WindowActions", "Purchase intents")
            yield _go("intent", wanted, lambda: window.show_screen(INTENTS))
        yield _go("card", QT_TRANSLATE_NOOP("WindowActions", "Business cards"), lambda: window.show_screen(CARDS))
        yield _go("card", QT_TRANSLATE_NOOP("WindowActions", "My business card"), window.late.open_my_card)
        importing = QT_TRANSLATE_NOOP("WindowActions", "Import business cards…")
        yield _entry("upload", importing, window.late.import_cards, group=DO)
        if window.rail.button(TEAM).isVisibleTo(window.rail):
            yield _go("team", QT_TRANSLATE_NOOP("WindowActions", "Team"), lambda: window.show_screen(TEAM))
        for chip, icon, source in (
            (Chip.UNANSWERED, "clock", QT_TRANSLATE_NOOP("WindowActions", "Unanswered buyers")),
            (Chip.UNREAD, "dot", QT_TRANSLATE_NOOP("WindowActions", "Unread conversations")),
            (Chip.STARRED, "star", QT_TRANSLATE_NOOP("WindowActions", "Starred conversations")),
            (Chip.ARCHIVED, "archive", QT_TRANSLATE_NOOP("WindowActions", "Archived conversations")),
        ):
            yield _go(icon, source, self._listing(InboxFilter(chip=chip)))
        yield _go(
            "chat", QT_TRANSLATE_NOOP("WindowActions", "Chats with colleagues"),
            self._listing(InboxFilter(kind=ConversationKind.COLLEAGUE)),
        )  # fmt: skip

    def _listing(self, wanted: InboxFilter) -> Callable[[], object]:
        def show() -> None:
            self._window.show_screen("inbox")
            self._window.workplace.show_list()
            self._window.workplace.inbox.search.clear()
            self._window.workplace.inbox.show_filter(wanted)
            self._window.workplace.inbox.focus_list()

        return show

    def _of_me(self, desk: Desk) -> Iterator[Entry]:
        window = self._window
        for presence, source in (
            (Presence.ONLINE, QT_TRANSLATE_NOOP("WindowActions", "I am on-line")),
            (Presence.BUSY, QT_TRANSLATE_NOOP("WindowActions", "I am busy")),
            (Presence.AWAY, QT_TRANSLATE_NOOP("WindowActions", "I am away")),
            (Presence.DND, QT_TRANSLATE_NOOP("WindowActions", "Do not disturb me")),
        ):
            status = partial(desk.profile.set_status, presence)
            yield _entry("user", source, partial(self._spawn, status), checked=desk.me.presence is presence)
        read_all = QT_TRANSLATE_NOOP("WindowActions", "Mark all notices as read")
        yield _entry("check", read_all, partial(self._spawn, desk.notices.mark_all_read))
        yield _entry("sync", QT_TRANSLATE_NOOP("WindowActions", "Ask the server now"), desk.sync_control.wake)
        yield _entry("sign_out", QT_TRANSLATE_NOOP("WindowActions", "Sign out…"), window.sign_out_wanted.emit)

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        spawn(work(), owner=self._window)

    def _of_settings(self, desk: Desk) -> Iterator[Entry]:
        now = desk.settings.get()
        language = QCoreApplication.translate("WindowActions", "Language")
        for code, own_name in LANGUAGES.items():
            yield self._setting(desk, "globe", own_name, language, f"language {code}", language=code)
        for theme, icon, source in (
            (Theme.LIGHT, "sun", QT_TRANSLATE_NOOP("WindowActions", "Light colours")),
            (Theme.DARK, "moon", QT_TRANSLATE_NOOP("WindowActions", "Dark colours")),
            (Theme.SYSTEM, "settings", QT_TRANSLATE_NOOP("WindowActions", "Colours like the system's")),
        ):
            yield self._worded(desk, icon, source, theme=theme)
        for enter, source in (
            (True, QT_TRANSLATE_NOOP("WindowActions", "Enter sends")),
            (False, QT_TRANSLATE_NOOP("WindowActions", "Ctrl+Enter sends")),
        ):
            yield self._worded(desk, "send", source, enter_sends=enter)
        for close_to, source in (
            (CloseTo.TRAY, QT_TRANSLATE_NOOP("WindowActions", "Closing the window hides it in the tray")),
            (CloseTo.QUIT, QT_TRANSLATE_NOOP("WindowActions", "Closing the window quits")),
        ):
            yield self._worded(desk, "close", source, close_to=close_to)
        for scope, source in (
            (NotifyScope.MINE, QT_TRANSLATE_NOOP("WindowActions", "Notify about my buyers")),
            (NotifyScope.MINE_AND_UNASSIGNED, QT_TRANSLATE_NOOP("WindowActions", "Notify about mine and unassigned")),
            (NotifyScope.ALL, QT_TRANSLATE_NOOP("WindowActions", "Notify about everything")),
            (NotifyScope.NONE, QT_TRANSLATE_NOOP("WindowActions", "Notify about nothing")),
        ):
            yield self._worded(desk, "bell", source, notify_scope=scope)
        if now.sound:
            yield self._worded(desk, "mute", QT_TRANSLATE_NOOP("WindowActions", "Notify without a sound"), sound="")
        else:
            source = QT_TRANSLATE_NOOP("WindowActions", "Notify with a sound")
            yield self._worded(desk, "bell", source, sound=type(now)().sound)
        rest = QT_TRANSLATE_NOOP("WindowActions", "Phrases, quiet hours and all other settings")
        yield _entry("settings", rest, lambda: self._window.show_screen(SETTINGS), group=SET)

    def _worded(self, desk: Desk, icon: str, source: object, **change: Any) -> Entry:
        title = QCoreApplication.translate("WindowActions", str(source))
        return self._setting(desk, icon, title, "", str(source), **change)

    def _setting(self, desk: Desk, icon: str, title: str, detail: str, also: str, **change: Any) -> Entry:
        now = desk.settings.get()
        so_already = all(getattr(now, name) == value for name, value in change.items())
        return Entry(
            icon, title, detail, partial(self._spawn, partial(desk.settings.update, **change)),
            group=SET, also=also, checked=so_already,
        )  # fmt: skip


def _entry(
    icon: str, source: object, run: Callable[[], object], *, group: str = DO, checked: bool = False
) -> Entry:  # fmt: skip
    """Return an action by its English words; it is found by them in every language."""
    title = QCoreApplication.translate("WindowActions", str(source))  # the binding types what it marks as `object`
    return Entry(icon, title, "", run, group=group, also=str(source), checked=checked)


def _here(icon: str, source: object, run: Callable[[], object]) -> Entry:
    return _entry(icon, source, run, group=HERE)


def _go(icon: str, source: object, run: Callable[[], object]) -> Entry:
    return _entry(icon, source, run, group=GO)
