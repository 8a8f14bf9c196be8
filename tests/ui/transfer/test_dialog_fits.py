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
        dialog.note_button.click()
        with_note = dialog.height()
        assert with_note <= room
        assert dialog.note.isVisible()
        assert dialog.note.height() == NOTE_HEIGHT
        assert dialog.go.geometry().bottom() < dialog.height()
        assert dialog.picker.list.height() >= rows * ROW
        dialog.note_button.click()
        assert not dialog.note.isVisible()
        assert dialog.height() <= (room if room == LOW else with_note - NOTE_HEIGHT)
    finally:
        dialog.close()
        dialog.deleteLater()


def test_who_speaks_the_buyers_language_stands_out_and_is_found_by_it(qapp: QApplication) -> None:
    dialog = TransferDialog(Subject(names=("Valentina Silva Etcheverry",), languages=("es", "en")))
    try:
        speaks = {2: ("zh", "en", "es-MX"), 3: ("zh", "en", "fr", "pt", "ru"), 4: ()}
        people = [make_account(PrincipalId(at), name_en=f"Colleague {at}", languages=s) for at, s in speaks.items()]
        out = make_account(PrincipalId(5), name_en="Colleague 5", languages=("es",), enabled=False)
        dialog.show_receivers(
            [Receiver(account=one, presence=Presence.ONLINE) for one in people]
            + [Receiver(account=out, presence=Presence.OFFLINE, problem="disabled")]
        )
        shown = {one.id: one for one in dialog.picker.shown}
        assert [shown[at].mark for at in (2, 3, 4, 5)] == ["Spanish", "", "", ""]
        assert "Spanish, English, Chinese" in shown[2].note, "the buyer's first"
        assert "English, Chinese, French, Portuguese, +1" in shown[3].note
        assert "Chinese" in shown[4].note, "of whom nothing is said: the language of their screen"
        for query, ids in (("spanish", [2, 5]), ("西班牙语", [2, 5]), ("russian", [3]), ("colleague span", [2, 5])):
            dialog.picker.field.setText(query)
            assert [one.id for one in dialog.picker.shown] == ids, query
    finally:
        dialog.close()
        dialog.deleteLater()
