"""The dialog of handing over on a low screen."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_account
from workstation.domain.account import Presence
from workstation.domain.ids import PrincipalId
from workstation.services.transfers import Receiver
from workstation.ui.transfer import dialog as transfer_dialog
from workstation.ui.transfer.dialog import NOTE_HEIGHT, Subject, TransferDialog
from workstation.ui.widgets.people import ROW

LOW = 640 - 56
"""What a window has on the lowest screen, beside its frame."""


@pytest.mark.parametrize(("room", "rows"), [(LOW, 1), (2000, 3)])
def test_note_and_buttons_are_in_sight_together(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, room: int, rows: int
) -> None:
    monkeypatch.setattr(transfer_dialog, "room_for", lambda _window: room)
    subject = Subject(names=("Valentina Silva Etcheverry",), languages=("es",), draft="The price is")
    dialog = TransferDialog(subject)
    try:
        people = [make_account(PrincipalId(at), name_en=f"Colleague {at}") for at in range(1, 9)]
        dialog.show_receivers([Receiver(account=one, presence=Presence.ONLINE, live=3) for one in people])
        dialog.show_note("Valentina: 900 pieces\n" * 6)
        dialog.show()
        before = dialog.height()
        dialog.note_button.click()
        assert dialog.height() <= room
        assert dialog.note.isVisible()
        assert dialog.note.height() == NOTE_HEIGHT
        assert dialog.go.geometry().bottom() < dialog.height()
        assert dialog.picker.list.height() >= rows * ROW
        dialog.note_button.click()
        assert not dialog.note.isVisible()
        assert dialog.height() <= max(before, LOW)
    finally:
        dialog.close()
        dialog.deleteLater()
