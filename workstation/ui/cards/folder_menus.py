"""What is offered by a right click on cards, and by the button that adds some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.card import CardContent
from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.cards import ways, wording
from workstation.ui.cards.selection_bar import MOST_MERGED
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.loop import Latest
from workstation.ui.widgets.icons import icon

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.cards.doing import CardDoing

_SHOWN = 48
"""Characters of a field in the menu."""


class FolderMenus(QObject):
    """Opens one menu at a time.

    Signals:
        card_wanted(object): this card is to be shown.
        conversation_wanted(object, object): the conversation a card came from, at that message.
        said(str): something to be said in passing.
    """

    card_wanted = Signal(object)
    conversation_wanted = Signal(object, object)
    said = Signal(str)

    def __init__(self, desk: Desk, doing: CardDoing, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._doing = doing
        self._over = over
        self._reading = Latest(over)
        self.menu: QMenu | None = None

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()

    def _new(self) -> QMenu:
        menu = self.menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._on_gone)
        return menu

    def _on_gone(self) -> None:
        self.menu = None

    # ---- adding ------------------------------------------------------------------------------------------------

    def open_adding(self, at: QPoint) -> None:
        """Offer what brings cards into the folder, and the way back from imports."""
        self._reading.run(self._open_adding(at))

    async def _open_adding(self, at: QPoint) -> None:
        before = await self._desk.card_imports.batches()
        menu = self._new()
        menu.addAction(icon("upload"), self.tr("Import files …")).triggered.connect(self._doing.import_file)
        menu.addAction(icon("plus"), self.tr("Type in a card …")).triggered.connect(self._doing.add)
        if before:
            menu.addSeparator()
            back = menu.addMenu(self.tr("Undo an import"))
            for one in before:
                words = self.tr("%n card(s), {time} …", "", one.count).format(time=formats.full_time(one.at))
                back.addAction(words).triggered.connect(lambda _on=False, one=one: self._doing.undo_import(one))
        menu.popup(at)

    # ---- cards -------------------------------------------------------------------------------------------------

    def open_for(self, rows: Sequence[CardRow], at: QPoint) -> None:
        """Offer what can be done with these cards."""
        if not rows:
            return
        menu = self._new()
        if len(rows) == 1:
            self._add_single(menu, rows[0])
        words = self.tr("Copy the whole card") if len(rows) == 1 else self.tr("Copy %n whole card(s)", "", len(rows))
        copy = menu.addAction(icon("copy"), words)
        copy.triggered.connect(lambda: self.copy(rows))
        menu.addSeparator()
        menu.addAction(icon("download"), self.tr("Export …")).triggered.connect(lambda: self._doing.export(rows))
        if all(row.mine for row in rows):
            if 2 <= len(rows) <= MOST_MERGED:
                menu.addAction(icon("merge"), self.tr("Merge …")).triggered.connect(lambda: self._doing.merge(rows))
            menu.addAction(icon("trash"), self.tr("Delete …")).triggered.connect(lambda: self._doing.delete(rows))
        menu.popup(at)

    def _add_single(self, menu: QMenu, row: CardRow) -> None:
        menu.addAction(icon("card"), self.tr("Open")).triggered.connect(lambda: self.card_wanted.emit(row.id))
        if row.conversation_id is not None:
            talk = menu.addAction(icon("chat"), self.tr("Open the conversation"))
            talk.triggered.connect(lambda: self.conversation_wanted.emit(row.conversation_id, row.n))
        if row.editable:
            menu.addAction(icon("note"), self.tr("Edit …")).triggered.connect(lambda: self._doing.edit(row))
        menu.addSeparator()
        add_fields(menu.addMenu(self.tr("Copy")), row.content, wording.side(), self._copy_field)

    def _copy_field(self, name: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("Copied: {name}").format(name=name))

    def copy(self, rows: Sequence[CardRow]) -> None:
        """Copy these cards as text."""
        if rows:
            side = wording.side()
            QGuiApplication.clipboard().setText("\n\n".join(ways.as_text(row.content, side) for row in rows))
            self.said.emit(self.tr("%n whole card(s) copied", "", len(rows)))


def add_fields(menu: QMenu, content: CardContent, side: str, copy: Callable[[str, str], object]) -> None:
    """Offer each field of a card to be copied; `copy` gets its name and its text."""
    for name, text in ways.fields(content, side):
        shown = isolated_name(one_line(text, _SHOWN)).replace("&", "&&")
        action = menu.addAction(f"{name}\t{shown}")
        action.triggered.connect(lambda _on=False, name=name, text=text: copy(name, text))
