"""My own card: the fields, both sides as they will look, and what can be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.services.card_export import file_name
from workstation.services.card_views import MyCard
from workstation.ui.cards import qr, wording
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.form import CardForm
from workstation.ui.cards.picks import CardPicks
from workstation.ui.cards.pictures import CardPictures
from workstation.ui.cards.preview import CardPreview
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.file_dialog import file_dialog
from workstation.ui.loop import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_LOOK_MS: Final = 150
_SIDE_WIDTH: Final = 392
_BESIDE_FROM: Final = 780
"""Width from which the card as it will look has room beside the fields."""
_NO_LIMIT: Final = 16_777_215


class MyCardPage(QWidget):
    """Edits my card.

    Signals:
        done(str, str, object): something was done, in words, with what can be done about it.
    """

    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._desk = desk
        self._all_pictures = pictures
        self._mine = MyCard(content=CardContent())
        self._code: QImage | None = None
        self._dirty = False
        self._refused = False
        self._reading, self._looking, self._saving = Latest(self), Latest(self), Latest(self)
        self.notice = NoticeLine(self, wording.refused)
        self._state = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.picks = CardPicks(desk.run_blocking, self)
        self.form = CardForm(self)
        self.zh, self.en = CardPreview("zh", self), CardPreview("en", self)
        self.save_button, self.revert_button = QPushButton(self), QPushButton(self)
        self.print_button, self.pdf_button = IconButton("print", self, side=36), IconButton("pdf", self, side=36)
        self.vcard_button, self.code_button = IconButton("download", self, side=36), IconButton("qr", self, side=36)
        self._hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._wait = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._build()
        self._connect(bus)
        self.retranslate()
        self._renew()

    def _build(self) -> None:
        self.save_button.setProperty("kind", "primary")
        inside = QWidget(self)
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(24, 16, 24, 24)
        fields.setSpacing(16)
        fields.addWidget(self.picks)
        fields.addWidget(self.form)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        right = QVBoxLayout()
        right.setContentsMargins(0, 16, 24, 16)
        right.setSpacing(10)
        right.addWidget(self.notice)
        right.addWidget(self.zh)
        right.addWidget(self.en)
        tools = QHBoxLayout()
        for button in (self.code_button, self.print_button, self.pdf_button, self.vcard_button):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.revert_button)
        tools.addWidget(self.save_button)
        right.addWidget(self._hint)
        right.addStretch(1)
        right.addWidget(self._state)
        right.addLayout(tools)
        side = self._side = QWidget(self)
        side.setLayout(right)
        self._right = right
        whole = self._whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(side)

    def _connect(self, bus: Bus) -> None:
        bus.changed.connect(self._on_changed)
        self.form.changed.connect(self._on_edited)
        self._wait.timeout.connect(self._on_rest)
        self.save_button.clicked.connect(lambda: self._saving.run(self._save()))
        self.revert_button.clicked.connect(self.revert)
        self.picks.changed.connect(self._on_edited)
        self.picks.refused.connect(self.notice.say)
        self.picks.accepted.connect(self.notice.clear)
        self.code_button.clicked.connect(self._open_code)
        self.print_button.clicked.connect(self._print)
        self.pdf_button.clicked.connect(self._open_pdf_menu)
        self.vcard_button.clicked.connect(lambda: self._ask_file("vcf"))

    # ---- reading -----------------------------------------------------------------------------------------------

    @property
    def has_code(self) -> bool:
        """Whether the card is shown with its QR code: that is drawn beside the screen's work."""
        return self._code is not None

    @property
    def dirty(self) -> bool:
        """Whether something was changed and not saved."""
        return self._dirty

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything or change.cards or self._desk.me.id in change.accounts:
            self._renew()

    def _renew(self) -> None:
        self._reading.run(self._read())

    async def _read(self) -> None:
        mine = await self._desk.cards.mine()
        sections = await self._desk.cards.sections()
        self.form.set_sections(sections)
        self._show_state(mine)
        if self._dirty:
            return  # what is being typed stays
        self._mine = mine
        draft = await self._desk.cards.draft()
        self.form.show_content(draft or mine.content)
        self._set_dirty(draft is not None and draft != mine.content)
        pictures = await self._all_pictures.of(
            mine.content.photo, mine.content.logo, mine.photo_upload, mine.logo_upload
        )
        self.picks.show_card(mine.content, Pictures(pictures.photo, pictures.logo))
        self._look()

    def _show_state(self, mine: MyCard) -> None:
        if mine.problem is not None:
            self.notice.say(Refusal(mine.problem.code, mine.problem.params))
        elif self._refused:
            self.notice.clear()  # only what was said here: a picture that was refused meanwhile is still to be read
        self._refused = mine.problem is not None
        if mine.waiting:
            words = self.tr("Saved here; it leaves when the server can be reached.")
        elif mine.version == 0:
            words = self.tr("This is what your profile says. Complete it, then save it as your card.")
        else:
            words = self.tr("Version {number}. Whoever has your card gets what you change.").format(number=mine.version)
        self._state.setText(words)

    @property
    def _pictures(self) -> Pictures:
        """What is drawn on the card as it will look."""
        return self.picks.pictures._replace(qr=self._code)

    # ---- typing ------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self._set_dirty(True)
        self._wait.start()

    def _set_dirty(self, dirty: bool) -> None:
        self._dirty = dirty
        if not dirty and (self.save_button.hasFocus() or self.revert_button.hasFocus()):
            self.setFocus()  # else Qt gives it to the next button, and another Enter prints
        self.save_button.setEnabled(dirty)
        self.revert_button.setVisible(dirty)

    def _on_rest(self) -> None:
        """Show what was typed, and keep it for after a restart too."""
        self._look()
        if self._dirty:
            spawn(self._desk.cards.keep_draft(self._typed), owner=self)

    @property
    def _typed(self) -> CardContent:
        """What stands in the fields; pictures that were chosen are not kept."""
        return replace(self.form.content(), photo=self._mine.content.photo, logo=self._mine.content.logo)

    def _look(self) -> None:
        self._looking.run(self._show_sides(self.form.content()))

    async def _show_sides(self, content: CardContent) -> None:
        for preview in (self.zh, self.en):
            preview.show_card(content, self._pictures)
        self._code = await self._desk.run_blocking(lambda: qr.image(content))
        for preview in (self.zh, self.en):
            preview.show_card(content, self._pictures)

    def revert(self) -> None:
        """Forget what was typed and not saved."""
        self.notice.clear()
        self._saving.run(self._forget_typed())

    async def _forget_typed(self) -> None:
        """Forget the draft, then show the card. No reading does it: one that begins meanwhile ends the one before."""
        self._wait.stop()
        await self._desk.cards.keep_draft(None)
        self._set_dirty(False)
        self._renew()

    async def _save(self) -> None:
        self.notice.clear()
        content, new = self.picks.laid_on(self.form.content()), self.picks.new
        try:
            await self._desk.cards.save_mine(content, photo=new.get("photo"), logo=new.get("logo"))
        except Refusal as refusal:
            self.notice.say(refusal)
            self.form.point_at(str(refusal.params.get("field", "")))
            return
        self.done.emit(self.tr("Your card is saved"), "", None)
        await self._forget_typed()

    # ---- out of the program ------------------------------------------------------------------------------------

    def _open_code(self) -> None:
        from workstation.ui.cards.code_dialog import CodeDialog

        if self._code is not None:
            CodeDialog(self.form.content(), self._code, self.window()).open()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._on_print(printer))
        QDialog.open(dialog)

    def _on_print(self, printer: QPrinter) -> None:
        from workstation.ui.cards.printing import print_cards

        try:
            print_cards(printer, self.form.content(), self._pictures)
        except Refusal as refusal:
            self.notice.say(refusal)
        else:
            name = Path(printer.outputFileName()).name
            saved = self.tr("Saved as {name}").format(name=name)
            self.done.emit(saved if name else self.tr("Ten cards were sent to the printer"), "", None)

    def _open_pdf_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Ten on a page, to cut")).triggered.connect(lambda: self._ask_file("pdf", sheet=True))
        menu.addAction(self.tr("One card a page, for a print shop")).triggered.connect(lambda: self._ask_file("pdf"))
        menu.popup(self.pdf_button.mapToGlobal(QPoint(0, self.pdf_button.height() + 2)))

    def _ask_file(self, ending: str, *, sheet: bool = False) -> None:
        title = self.pdf_button.toolTip() if ending == "pdf" else self.vcard_button.toolTip()
        dialog = file_dialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilter("PDF (*.pdf)" if ending == "pdf" else "vCard (*.vcf)")
        dialog.selectFile(f"{file_name(self.form.content())}.{ending}")
        dialog.fileSelected.connect(lambda name: spawn(self.save_file(Path(name), sheet=sheet), owner=self))
        dialog.open()

    async def save_file(self, target: Path, *, sheet: bool = False) -> None:
        """Save the card as it is shown: a PDF to print from, ten on a page or one, or a vCard."""
        content = self.form.content()
        try:
            if target.suffix.lower() == ".pdf":
                from workstation.ui.cards.printing import save_pdf

                save_pdf(target, content, self._pictures, sheet=sheet)
            else:
                mine = replace(self._mine, content=self.picks.laid_on(self._mine.content))
                await self._desk.card_exports.save_mine(content, target, mine, self.picks.new)
        except Refusal as refusal:
            self.notice.say(refusal)
        else:
            self.done.emit(self.tr("Saved as {name}").format(name=target.name), "", None)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.picks.retranslate()
        self.save_button.setText(self.tr("Save"))
        self.revert_button.setText(self.tr("Discard changes"))
        self.code_button.set_words(self.tr("Show the code large, to be scanned"))
        self.print_button.set_words(self.tr("Print ten cards on a page …"))
        self.pdf_button.set_words(self.tr("Save as PDF …"))
        self.vcard_button.set_words(self.tr("Save as vCard …"))
        self._hint.setText(self.tr("A phone's camera saves the card from the code, without a network."))
        self._set_dirty(self._dirty)
        self._show_state(self._mine)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Where both have no room side by side, the fields stand over the buttons.
        wide = self.width() >= _BESIDE_FROM
        self._whole.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(_SIDE_WIDTH if wide else 0)  # a fixed width would keep the window from narrowing
        self._side.setMaximumWidth(_SIDE_WIDTH if wide else _NO_LIMIT)
        self._right.setContentsMargins(0 if wide else 24, 16 if wide else 8, 24, 16)
        for widget in (self.zh, self.en, self._hint):
            widget.setVisible(wide)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
