"""The calendar on paper, as PDF, and in files for other calendars."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.meeting import MeetingService
from workstation.ui.calendar import times
from workstation.ui.file_dialog import file_dialog
from workstation.ui.tasks import spawn

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from workstation.services.calendar_file import CalendarWords
    from workstation.services.calendar_views import BookingView
    from workstation.services.desk import Desk


class Stretch(NamedTuple):
    """Some days, both included, of the whole schedule or mine."""

    first: date
    last: date
    whole: bool


class Saving(QObject):
    """Asks where to, and writes.

    Signals:
        done(str, str, object): something was written: words, and nothing to undo.
        refused(object): it came to nothing: the `Refusal`.
    """

    done = Signal(str, str, object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent

    # ---- asking ----------------------------------------------------------------------------------------------------

    def open_print(self, days: Stretch) -> None:
        """Ask for a printer."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: spawn(self._print(printer, days), owner=self))
        QDialog.open(dialog)

    def open_pdf(self, days: Stretch) -> None:
        """Ask for the file of an agenda."""
        name = f"{self._named()} {days.first:%Y-%m-%d}.pdf"
        self._ask(self.tr("Save the agenda as PDF"), "PDF (*.pdf)", name, lambda target: self.save_pdf(target, days))

    def open_days(self, days: Stretch) -> None:
        """Ask for the file of some days, for another calendar."""
        name = f"{self._named()} {days.first:%Y-%m-%d}.ics"
        self._ask(self._title(), self._kind(), name, lambda target: self.save_days(target, days))

    def open_booking(self, view: BookingView) -> None:
        """Ask for the file of one booking, for another calendar."""
        name = f"{self._named()} {view.clocks.here.begins:%Y-%m-%d %H%M}.ics"
        self._ask(self._title(), self._kind(), name, lambda target: self.save_booking(target, view))

    def _named(self) -> str:
        return self.tr("Negotiations", "begins the name of a file")

    def _title(self) -> str:
        return self.tr("Save for another calendar")

    def _kind(self) -> str:
        return self.tr("Calendar (*.ics)")

    def _ask(self, title: str, kind: str, name: str, saving: Callable[[Path], Coroutine[Any, Any, None]]) -> None:
        dialog = file_dialog(self._over, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.setNameFilter(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: spawn(saving(Path(chosen)), owner=self))
        dialog.open()

    # ---- writing ---------------------------------------------------------------------------------------------------

    async def _print(self, printer: QPrinter, days: Stretch) -> None:
        from workstation.ui.calendar import paper

        agenda = await self._desk.calendar.agenda(days.first, days.last, whole=days.whole)
        paper.print_on(printer, paper.document(agenda, self._me()))
        self.done.emit(self.tr("The agenda was sent to the printer"), "", None)

    def _me(self) -> str:
        return self._desk.me.name(times.reader())

    async def save_pdf(self, target: Path, days: Stretch) -> None:
        """Write the agenda as PDF."""
        from workstation.ui.calendar import paper

        async def write() -> None:
            agenda = await self._desk.calendar.agenda(days.first, days.last, whole=days.whole)
            paper.save_pdf(target, paper.document(agenda, self._me()))

        await self._write(target, write())

    async def save_days(self, target: Path, days: Stretch) -> None:
        """Write the bookings of some days for another calendar; without passcodes."""
        files = self._desk.calendar_files
        await self._write(target, files.save_range(days.first, days.last, target, self._words(), whole=days.whole))

    async def save_booking(self, target: Path, view: BookingView) -> None:
        """Write one booking for another calendar; without the passcode."""
        await self._write(target, self._desk.calendar_files.save_booking(view.id, target, self._words()))

    async def _write(self, target: Path, writing: Coroutine[Any, Any, object]) -> None:
        try:
            await writing
        except Refusal as refusal:
            self.refused.emit(refusal)
        else:
            self.done.emit(self.tr("Saved as {name}").format(name=target.name), "", None)

    def _words(self) -> CalendarWords:
        from workstation.services.calendar_file import CalendarWords
        from workstation.ui.meeting.wording import service_name

        return CalendarWords(
            language=times.reader(),
            title=self.tr("Negotiation: {buyer}"),
            buyer=self.tr("Buyer"),
            company=self.tr("Company"),
            receiver=self.tr("Received by"),
            local_time=self.tr("Buyer's time"),
            words=self.tr("What the buyer wrote"),
            code=self.tr("Meeting code"),
            passcode=self.tr("Passcode"),
            link=self.tr("Join"),
            services={str(one): service_name(one) for one in MeetingService},
        )
