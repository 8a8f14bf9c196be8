"""One card beside the folder: how it looks, every way to reach somebody, where it came from, what I keep about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.cards import qr, ways, wording
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.folder_menus import add_fields
from workstation.ui.cards.history import CardHistory
from workstation.ui.cards.marks import CardMarks
from workstation.ui.cards.preview import CardPreview
from workstation.ui.cards.printing import sides
from workstation.ui.cards.way_line import WayLine
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.wording import own_name
from workstation.ui.loop import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.side_panel import paint_side, upright
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.ui.cards.pictures import CardPictures

WIDTH: Final = 372
_SIDES: Final = ("zh", "en")


class CardDetail(QFrame):
    """Shows one card; changes of what I keep are made here at once, the rest is asked for.

    Signals:
        closed(): the folder is to be seen again.
        edit_wanted(), export_wanted(), delete_wanted(): about the card shown.
        unmerge_wanted(): the cards it stands for are to stand for themselves.
        card_wanted(object): another card (its id) is to be shown.
        conversation_wanted(object, object): the conversation it came from, at that message.
        said(str): something to be said in passing.
    """

    closed = Signal()
    edit_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()
    unmerge_wanted = Signal()
    card_wanted = Signal(object)
    conversation_wanted = Signal(object, object)
    said = Signal(str)

    def __init__(self, desk: Desk, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all_pictures = pictures
        self.row: CardRow | None = None
        self._content = CardContent()
        self._pictures = Pictures()
        self._loading = Latest(self)
        self.back_button, self.close_button = IconButton("back", self), IconButton("close", self)
        self.copy_button = IconButton("copy", self)
        self.edit_button, self.more_button = IconButton("note", self), IconButton("more", self)
        self.preview = CardPreview("zh", self)
        self.side = Segmented(_SIDES, self)
        self.notice = NoticeLine(self, wording.refused)
        self.lines: list[WayLine] = []
        self._about, self._sections = Words(self, wrap=True), Words(self, wrap=True)
        self._section_names: Mapping[str, str] = {}
        self._source = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.conversation_button = QPushButton(self)
        self.marks = CardMarks(self)
        self.history = CardHistory(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.conversation_button.setProperty("kind", "link")
        self.conversation_button.setIcon(icon("chat"))
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.back_button)
        top.addWidget(self.side)
        top.addStretch(1)
        for button in (self.edit_button, self.copy_button, self.more_button, self.close_button):
            top.addWidget(button)
        inside = QWidget(self)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 16, 20)
        column.setSpacing(10)
        column.addWidget(self.notice)
        column.addWidget(self.preview)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(0)
        column.addLayout(self._ways)
        column.addWidget(self._about)
        column.addWidget(self._sections)
        column.addWidget(self._source)
        column.addWidget(self.conversation_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.marks)
        column.addWidget(self.history)
        column.addStretch(1)
        self._scroll = upright(inside, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 8)
        head.addLayout(top)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.copy_button.clicked.connect(self._copy_all)
        self.more_button.clicked.connect(self._open_menu)
        self.side.chosen.connect(lambda _key: self._show_content())
        self.conversation_button.clicked.connect(self._on_conversation)
        self.marks.note_changed.connect(lambda note: self._annotate(note=note))
        self.marks.tags_changed.connect(lambda tags: self._annotate(tags=tags))
        self.marks.day_changed.connect(lambda day: self._annotate(follow_up=day))
        self.history.version_wanted.connect(self._on_version)
        self.history.source_wanted.connect(self.card_wanted)
        self.history.unmerge_wanted.connect(self.unmerge_wanted)
        self.notice.dismissed.connect(self._on_dismissed)
        self._all_pictures.arrived.connect(self._on_pictures)
        self.preview.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.preview.customContextMenuRequested.connect(self._open_fields)

    # ---- showing -----------------------------------------------------------------------------------------------

    def show_row(self, row: CardRow, tags: tuple[str, ...] = ()) -> None:
        """Show a card; `tags` are those in use."""
        other = self.row is None or self.row.id != row.id
        if other:
            self.keep()
            self.side.select(wording.side())
            self._scroll.verticalScrollBar().setValue(0)
        self.row = row
        self._content = row.content
        self.notice.clear()
        if row.problem is not None:
            self.notice.say(Refusal(row.problem.code, row.problem.params))
        self.marks.setVisible(row.mine)
        self.marks.offer(tags)
        self.marks.show_row(row, other=other)
        self.edit_button.setVisible(row.editable)
        self.conversation_button.setVisible(row.conversation_id is not None)
        self._show_source(row)
        self.history.show_row(row)
        self._loading.run(self._load(row))
        self._show_content()

    def name_sections(self, names: Mapping[str, str]) -> None:
        """Say the fair's sections by these names from now on; they are by their codes."""
        if names != self._section_names:
            self._section_names = names
            self._show_sections()

    def to_top(self) -> None:
        """Be read from the top when it is seen again."""
        self._scroll.verticalScrollBar().setValue(0)

    def show_alone(self, alone: bool) -> None:
        """Stand in the folder's place, or beside it."""
        self.back_button.setVisible(alone)
        self.close_button.setVisible(not alone)

    def keep(self) -> None:
        """Have what was typed kept."""
        if self.row is not None:
            self.marks.keep()

    async def _load(self, row: CardRow) -> None:
        self._pictures = self._all_pictures.at_hand(row)
        content = row.content
        found = await self._all_pictures.of(content.photo, content.logo, row.photo_upload, row.logo_upload)
        code = await self._desk.run_blocking(lambda: qr.image(content))
        if self.row is row:
            self._pictures = Pictures(found.photo, found.logo, code)
            self._show_content()
        others = [one for one in [await self._desk.cards.get(id_) for id_ in row.sources] if one is not None]
        if self.row is row:
            self.history.show_sources(others)

    def _show_content(self) -> None:
        content = self._content
        both = len(sides(content)) > 1
        self.side.setVisible(both)
        side = self.side.key if both else sides(content)[0]
        self.preview.show_card(content, self._pictures, side)
        for line in self.lines:
            self._ways.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [WayLine(way, self) for way in ways.of(content, side)]
        for line in self.lines:
            line.failed.connect(self._on_failed)
            self._ways.addWidget(line)
        self._about.setText(isolated_name(content.about.strip()[:1000]))
        self._about.setVisible(bool(content.about.strip()))
        self._show_sections()

    def _show_sections(self) -> None:
        names = [self._section_names.get(code, code) for code in self._content.sections]
        words = formats.enumerated(isolated_name(one_line(name, 60)) for name in names)
        self._sections.setText(self.tr("Sections: {names}").format(names=words))
        self._sections.setVisible(bool(names))

    def _show_source(self, row: CardRow) -> None:
        parts = [wording.source(row)]
        if not row.own:
            parts.append(formats.full_time(row.at))
        if row.holder_id is not None and not row.mine and not row.own:
            holder = own_name(row.holder_name_zh, row.holder_name_en)
            parts.append(self.tr("received by {name}").format(name=isolated_name(one_line(holder, 80))))
        if row.waiting:
            parts.append(self.tr("not at the server yet"))
        self._source.setText(" · ".join(parts))

    def _on_version(self, content: object) -> None:
        """Show an earlier state of the card, or (nothing) the present one."""
        if self.row is not None:
            self._content = content if isinstance(content, CardContent) else self.row.content
            self._show_content()

    def _on_pictures(self, card_id: ActionId) -> None:
        if self.row is not None and self.row.id == card_id:
            self._loading.run(self._load(self.row))

    # ---- doing -------------------------------------------------------------------------------------------------

    def _annotate(
        self, *, note: str | None = None, tags: tuple[str, ...] | None = None, follow_up: str | None = None
    ) -> None:
        if self.row is not None and self.row.mine:
            spawn(self._keep(self.row.id, note, tags, follow_up), owner=self)

    async def _keep(
        self, card_id: ActionId, note: str | None, tags: tuple[str, ...] | None, follow_up: str | None
    ) -> None:
        try:
            await self._desk.cards.annotate(card_id, note=note, tags=tags, follow_up=follow_up)
        except Refusal as refusal:
            self.notice.say(refusal)

    def _on_dismissed(self) -> None:
        if self.row is not None and self.row.problem is not None and self.row.action_id is not None:
            spawn(self._desk.refusals.dismiss(self.row.action_id), owner=self)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(ways.as_text(self._content, self.preview.side))
        self.said.emit(self.tr("The whole card is copied"))

    def _open_code(self) -> None:
        from workstation.ui.cards.code_dialog import CodeDialog

        if self._pictures.qr is not None:
            CodeDialog(self._content, self._pictures.qr, self.window()).open()

    def _open_fields(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icon("copy"), self.tr("Copy the whole card")).triggered.connect(self._copy_all)
        menu.addSeparator()
        add_fields(menu, self._content, self.preview.side, self._copy_field)
        menu.popup(self.preview.mapToGlobal(at))

    def _copy_field(self, name: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("Copied: {name}").format(name=name))

    def _on_failed(self, what: str) -> None:
        words = self.tr("This machine has no program for {what}. It is copied instead.")
        self.said.emit(words.format(what=isolated_name(one_line(what, 80))))

    def _on_conversation(self) -> None:
        if self.row is not None and self.row.conversation_id is not None:
            self.conversation_wanted.emit(self.row.conversation_id, self.row.n)

    def _open_menu(self) -> None:
        row = self.row
        if row is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if row.editable:
            menu.addAction(icon("note"), self.tr("Edit …")).triggered.connect(self.edit_wanted)
        if self._pictures.qr is not None:
            menu.addAction(icon("qr"), self.tr("Show the code large …")).triggered.connect(self._open_code)
        add_fields(menu.addMenu(icon("copy"), self.tr("Copy")), self._content, self.preview.side, self._copy_field)
        menu.addAction(icon("download"), self.tr("Export …")).triggered.connect(self.export_wanted)
        if row.mine:
            menu.addSeparator()
            menu.addAction(icon("trash"), self.tr("Delete …")).triggered.connect(self.delete_wanted)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side(self)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setAccessibleName(self.tr("The chosen card"))
        self.back_button.set_words(self.tr("Back to the folder"))
        self.close_button.set_words(self.tr("Close"))
        self.edit_button.set_words(self.tr("Edit the card"))
        self.copy_button.set_words(self.tr("Copy the whole card"))
        self.more_button.set_words(self.tr("More"))
        self.side.set_texts(self.tr("Side"), {"zh": "中文", "en": "English"})
        self.conversation_button.setText(self.tr("Open the conversation"))
        if self.row is not None:
            self._show_source(self.row)
            self._show_content()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
