"""Writing a conversation into files: what is included, where to, how far it is, where it is now."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.link import Phase
from workstation.services.export import Exported, ExportProgress
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui import formats
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.file_dialog import documents, file_dialog
from workstation.ui.loop import Latest
from workstation.ui.problems import refused
from workstation.ui.profile import export_words
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

WIDTH: Final = 520
FOLDER: Final = "folder"
ZIP: Final = "zip"


class ExportDialog(QDialog):
    """Asks, writes, and says what came out; closing it while it writes leaves nothing behind."""

    def __init__(
        self, desk: Desk, ref: ConversationRef, head: ChatHead, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._ref = ref
        self._head = head
        self._missing = 0
        self._images = 0
        self._state = "asking"
        self._refusal: Refusal | None = None
        self._done: Exported | None = None
        self._progress = ExportProgress(done=0, total=0)
        self._looking = Latest(self)
        self._writing = Latest(self)
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.included = Words(self, wrap=True)
        self._how = Words(self, size=Size.SMALL, tone="muted")
        self.form = Segmented((FOLDER, ZIP), self)
        self._where = Words(self, size=Size.SMALL, tone="muted")
        self.target = QLineEdit(self)
        self._choose = QPushButton(self)
        self.fetch = Check(self)
        self.note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.said = Words(self, wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.go, self.leave, self.open_folder = QPushButton(self), QPushButton(self), QPushButton(self)
        self._build()
        self.target.setText(str(documents() / export_words.file_name(head, clock.now())))
        self.fetch.setChecked(self.online)
        self.form.chosen.connect(self._on_form)
        self._choose.clicked.connect(self._on_choose)
        self.go.clicked.connect(self.start)
        self.leave.clicked.connect(self.reject)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.target.textChanged.connect(lambda _text: self._show())
        self.retranslate()
        self.go.setFocus()
        self._looking.run(self._look())

    def _build(self) -> None:
        box = QFrame(self)
        box.setProperty("soft", "true")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(self.included)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.target, 1)
        place.addWidget(self._choose)
        form = QHBoxLayout()
        form.addWidget(self.form)
        form.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        for button in (self._choose, self.leave, self.open_folder):
            button.setAutoDefault(False)
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(box)
        column.addSpacing(4)
        column.addWidget(self._how)
        column.addLayout(form)
        column.addWidget(self._where)
        column.addLayout(place)
        column.addWidget(self.fetch)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.setMinimumWidth(WIDTH)

    @property
    def online(self) -> bool:
        """Whether what is missing can be fetched."""
        return self._desk.link.phase in (Phase.ONLINE, Phase.SYNCING)

    @property
    def path(self) -> Path:
        """Where it is to be written."""
        return Path(self.target.text().strip()).expanduser()

    async def _look(self) -> None:
        with suppress(Refusal):
            self._missing = await self._desk.history.missing(self._ref)
            self._images = (await self._desk.history.images(self._ref, limit=1)).total
        self._show()

    # ---- choosing ----------------------------------------------------------------------------------------------

    def _on_form(self, key: str) -> None:
        text = self.target.text().strip()
        if key == ZIP and not text.lower().endswith(".zip"):
            self.target.setText(f"{text}.zip")
        elif key == FOLDER and text.lower().endswith(".zip"):
            self.target.setText(text[: -len(".zip")])

    def _on_choose(self) -> None:
        dialog = file_dialog(self, self.tr("Where to"), str(self.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.target.setText(str(Path(folder) / self.path.name)))
        dialog.open()

    # ---- writing -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Write it."""
        if self._state in ("asking", "refused") and self.target.text().strip():
            self._refusal = None
            self._progress = ExportProgress(done=0, total=0)
            self._say("writing")
            self._writing.run(self._write(self.path, fetch=self.fetch.isChecked() and self.fetch.isEnabled()))

    async def _write(self, target: Path, *, fetch: bool) -> None:
        def on_progress(progress: ExportProgress) -> None:
            self._progress = progress
            self._show()

        words = export_words.words(self._head, self._desk.me.id, self._clock.now())
        try:
            if fetch and self._missing:
                await self._fetch()
            self._say("writing")
            self._done = await self._desk.export.export(
                self._ref, target, words, fetch_images=fetch, on_progress=on_progress
            )
        except Refusal as refusal:
            self._refusal = refusal
            self._say("refused")
            return
        self._say("done")

    async def _fetch(self) -> None:
        """Bring the older messages; what can't be had is named in the files."""
        missing = self._missing

        def on_left(left: int) -> None:
            self._progress = ExportProgress(done=missing - left, total=missing)
            self._show()

        self._say("fetching")
        with suppress(Refusal):
            await self._desk.history.fetch(self._ref, on_left)
        self._missing = await self._desk.history.missing(self._ref)

    def _on_open_folder(self) -> None:
        if self._done is not None:
            path = self._done.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))

    def done(self, result: int) -> None:
        """Stop what runs, then close."""
        self._writing.cancel()
        self._looking.cancel()
        super().done(result)

    # ---- words -------------------------------------------------------------------------------------------------

    def _say(self, state: str) -> None:
        self._state = state
        self._show()

    def _show(self) -> None:
        running = self._state in ("fetching", "writing")
        asking = self._state in ("asking", "refused")
        for part in (self.form, self.target, self._choose):
            part.setEnabled(asking)
        self.fetch.setEnabled(asking and self.online)
        self.go.setVisible(self._state != "done")
        self.go.setEnabled(asking and bool(self.target.text().strip()))
        self.open_folder.setVisible(self._state == "done")
        self.leave.setText(self.tr("Close") if self._state == "done" else self.tr("Cancel"))
        self.bar.setVisible(running)
        self.bar.setRange(0, self._progress.total)
        self.bar.setValue(self._progress.done)
        self.form.select(ZIP if self.path.suffix.lower() == ".zip" else FOLDER)
        self.included.setText("\n".join(self._what_is_included()))
        self.note.setText(self._about_what_is_missing())
        self.note.setVisible(asking and bool(self.note.text()))
        self.said.setText(self._what_happened())
        self.said.setVisible(bool(self.said.text()))
        self.said.set_tone("danger" if self._state == "refused" else "text")

    def _what_is_included(self) -> list[str]:
        here = max(0, self._head.last_n - self._missing)
        messages = self.tr("%n message(s)", "", here)
        images = self.tr("%n image(s)", "", self._images)
        return [
            f"• {formats.enumerated((messages, images))}",
            "• " + self.tr("a page to read in any browser (conversation.html)"),
            "• " + self.tr("data for programs (conversation.json)"),
            "• " + self.tr("a list of SHA-256 hashes, by which changes show (SHA256SUMS)"),
            "• " + self.tr("Your private notes are not included."),
        ]

    def _about_what_is_missing(self) -> str:
        if self.online:
            return self.tr("%n older message(s) are only on the server.", "", self._missing) if self._missing else ""
        said = self.tr("You are offline: what is on this machine is exported; what is missing is named in the files.")
        if self._missing:
            said += " " + self.tr("%n older message(s) are only on the server.", "", self._missing)
        return said

    def _what_happened(self) -> str:
        if self._state == "fetching":
            return self.tr("Fetching older messages …")
        if self._state == "writing":
            done, total = formats.number(self._progress.done), formats.number(self._progress.total)
            return self.tr("Writing {done} of {total} …").format(done=done, total=total)
        if self._state == "refused" and self._refusal is not None:
            problem = refused(self._refusal.code, self._refusal.params)
            return f"{problem.title}\n{problem.text}"
        if self._done is None:
            return ""
        written = formats.enumerated(
            (self.tr("%n message(s)", "", self._done.messages), self.tr("%n image(s)", "", self._done.images))
        )
        lines = [self.tr("Written: {what}").format(what=written)]
        gone = sum(last - first + 1 for first, last in self._done.missing_messages)
        if gone:
            lines.append(self.tr("%n message(s) could not be included: they are only on the server.", "", gone))
        if self._done.missing_images:
            count = len(self._done.missing_images)
            lines.append(self.tr("%n image(s) could not be included in full size.", "", count))
        return "\n".join(lines)

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self.tr("Export a conversation"))
        name = isolated_name(export_words.title(self._head))[:80]
        self._title.setText(self.tr("Export the conversation with {name}").format(name=name))
        self._how.setText(self.tr("As"))
        self.form.set_texts(self.tr("As"), {FOLDER: self.tr("Folder"), ZIP: self.tr("ZIP file")})
        self._where.setText(self.tr("Where to"))
        self.target.setAccessibleName(self.tr("Where to"))
        self._choose.setText(self.tr("Choose…"))
        self.fetch.setText(self.tr("Fetch what is not on this machine first"))
        self.go.setText(self.tr("Export"))
        self.open_folder.setText(self.tr("Open the folder"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
