"""Writing cards into files: as what, with what, where to, how far it is, where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QWidget

from workstation.domain.errors import Refusal
from workstation.services.card_export import CardExportReport, ExportProgress, Format, file_name
from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.file_dialog import documents, file_dialog
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_WIDTH: Final = 540


class CardExportDialog(CardDialog):
    """Asks, writes, and says what came out; closing it while it writes leaves nothing behind."""

    def __init__(self, desk: Desk, rows: Sequence[CardRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows = rows
        self._writing = Latest(self)
        self._cancelled = False
        self._report: CardExportReport | None = None
        self._progress: ExportProgress | None = None
        self._how = Words(self, size=Size.SMALL, tone="muted")
        self.format = Segmented(tuple(str(one) for one in Format), self)
        self._about = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.separate, self.with_mine = Check(self), Check(self)
        self._where = Words(self, size=Size.SMALL, tone="muted")
        self.target = QLineEdit(self)
        self._choose = QPushButton(self)
        self._choose.setAutoDefault(False)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.said = Words(self, wrap=True)
        self.folder_button = self.add_button()
        self.close_button = self.add_button()
        self.go_button = self.add_button(kind="primary")
        self._build()
        self.target.setText(str(documents() / f"{self._stem()}.vcf"))
        self._connect()
        self.retranslate()
        self.go_button.setFocus()

    def _build(self) -> None:
        form = QHBoxLayout()
        form.addWidget(self.format)
        form.addStretch(1)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.target, 1)
        place.addWidget(self._choose)
        self.body.addWidget(self._how)
        self.body.addLayout(form)
        self.body.addWidget(self._about)
        self.body.addWidget(self.separate)
        self.body.addWidget(self.with_mine)
        self.body.addWidget(self._where)
        self.body.addLayout(place)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.said)
        self.separate.setVisible(len(self._rows) > 1)
        self.with_mine.setVisible(any(row.note or row.tags or row.follow_up for row in self._rows))
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.format.chosen.connect(lambda _key: self._on_format())
        self.separate.clicked.connect(lambda _checked: self._on_format())
        self._choose.clicked.connect(self._on_choose)
        self.target.textChanged.connect(lambda _text: self._show())
        self.go_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.reject)
        self.folder_button.clicked.connect(self._on_folder)

    def _stem(self) -> str:
        if len(self._rows) == 1:
            return file_name(self._rows[0].content)
        return self.tr("Cards {day}").format(day=wording.today().isoformat())

    # ---- choosing ----------------------------------------------------------------------------------------------

    @property
    def _is_table(self) -> bool:
        return self.format.key == Format.TABLE

    @property
    def _many_files(self) -> bool:
        return self.separate.isChecked() and not self._is_table and len(self._rows) > 1

    @property
    def path(self) -> Path:
        """Where to it is written."""
        return Path(self.target.text().strip()).expanduser()

    def _on_format(self) -> None:
        ending = "" if self._many_files else ".csv" if self._is_table else ".vcf"
        path = self.path
        stem = path.stem if path.suffix.lower() in (".vcf", ".csv") else path.name
        self.target.setText(str(path.with_name(f"{stem}{ending}")))
        self._show()

    def _on_choose(self) -> None:
        dialog = file_dialog(self, self.tr("Where to"), str(self.path.parent))
        if self._many_files:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.fileSelected.connect(lambda folder: self.target.setText(str(Path(folder) / self.path.name)))
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(self.path.suffix.removeprefix("."))
            dialog.selectFile(self.path.name)
            dialog.fileSelected.connect(self.target.setText)
        dialog.open()

    # ---- writing -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Write them."""
        if self.go_button.isEnabled() and not self._writing.running:
            self.notice.clear()
            self._progress = ExportProgress(done=0, total=len(self._rows))
            self._show()
            self._writing.run(self._write())

    async def _write(self) -> None:
        try:
            report = await self._desk.card_exports.run(
                self._rows,
                self.path,
                Format(self.format.key),
                separate=self._many_files,
                with_mine=self.with_mine.isChecked() and not self.with_mine.isHidden(),
                language=wording.side(),
                progress=self._on_progress,
                cancelled=lambda: self._cancelled,
            )
        except Refusal as refusal:
            self.notice.say(refusal)
        else:
            self._report = report
        self._progress = None
        self._show()

    def _on_progress(self, progress: ExportProgress) -> None:
        self._progress = progress
        self._show()

    def _on_folder(self) -> None:
        path = self.path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))

    def done(self, result: int) -> None:
        """Stop what runs, then close."""
        self._cancelled = True
        self._writing.cancel()
        super().done(result)

    # ---- words -------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        running, finished = self._progress is not None, self._report is not None
        for part in (self.format, self.separate, self.with_mine, self.target, self._choose):
            part.setEnabled(not running and not finished)
        self.separate.setEnabled(not running and not finished and not self._is_table)
        self.go_button.setVisible(not finished)
        self.go_button.setEnabled(not running and bool(self.target.text().strip()))
        self.folder_button.setVisible(finished)
        self.close_button.setText(self.tr("Close") if finished else self.tr("Cancel"))
        self.bar.setVisible(running)
        if self._progress is not None:
            self.bar.setRange(0, self._progress.total)
            self.bar.setValue(self._progress.done)
        abouts = {
            str(Format.VCARD_4): self.tr("The newest form, for up-to-date phones and programs; both sides, pictures."),
            str(Format.VCARD_3): self.tr("What Outlook and older phones read; both sides, pictures."),
            str(Format.TABLE): self.tr("A table for Excel and the like; without pictures."),
        }
        self._about.setText(abouts[self.format.key])
        self.said.setText(self._what_happened())
        self.said.setVisible(bool(self.said.text()))

    def _what_happened(self) -> str:
        if self._progress is not None:
            done, total = formats.number(self._progress.done), formats.number(self._progress.total)
            return self.tr("Writing {done} of {total} …").format(done=done, total=total)
        if self._report is None:
            return ""
        lines = [self.tr("%n card(s) written.", "", self._report.written)]
        if self._report.pictures_missing:
            lines.append(self.tr("%n picture(s) could not be had and are missing.", "", self._report.pictures_missing))
        return "\n".join(lines)

    def retranslate(self) -> None:
        self.set_head(self.tr("Export cards"), self.tr("Export %n card(s)", "", len(self._rows)))
        self._how.setText(self.tr("As"))
        words = {str(Format.VCARD_4): "vCard 4.0", str(Format.VCARD_3): "vCard 3.0"}
        self.format.set_texts(self.tr("As"), {**words, str(Format.TABLE): self.tr("Table (CSV)")})
        self.separate.setText(self.tr("A file for each card, in a folder"))
        self.with_mine.setText(self.tr("With my notes, tags and follow-up days"))
        self._where.setText(self.tr("Where to"))
        self.target.setAccessibleName(self.tr("Where to"))
        self._choose.setText(self.tr("Choose…"))
        self.folder_button.setText(self.tr("Open the folder"))
        self.go_button.setText(self.tr("Export"))
        self._show()
