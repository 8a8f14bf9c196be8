"""Choosing who serves an exhibit: each colleague's languages stand below the name and lead to them."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_account
from workstation.domain.account import Presence
from workstation.domain.ids import PrincipalId
from workstation.ui.team.distribution.accounts_dialog import AccountsDialog

ANN = make_account(11, name_zh="李安", name_en="Ann Li", title="Export manager", languages=("zh", "es", "pt"))
BO = make_account(12, name_zh="吴波", name_en="Bo Wu", title="", language="en", languages=())
CAI = make_account(13, name_zh="蔡", name_en="Cai", title="", languages=("zh", "en", "es", "fr", "de", "ru"))


@pytest.fixture
def dialog(qapp: QApplication) -> Iterator[AccountsDialog]:
    made = AccountsDialog("Floor lamp", (ANN, BO, CAI), {PrincipalId(11)}, several=False)
    made.open()
    yield made
    made.close()
    made.deleteLater()


def test_languages_stand_between_presence_and_title(dialog: AccountsDialog) -> None:
    notes = {one.name: one.note for one in dialog.picker.shown}
    assert ANN.presence is Presence.OFFLINE
    assert notes["Ann Li"] == "Offline · Chinese, Spanish, Portuguese · Export manager"
    assert notes["Bo Wu"] == "Offline · English", "the screen's, as long as nobody has said any"
    assert notes["Cai"] == "Offline · Chinese, English, Spanish, French, +2"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("spanish", [11, 13]),
        ("西班牙", [11, 13]),
        ("portug", [11]),
        ("cai spanish", [13]),
        ("li", [11]),
        ("klingon", []),
    ],
)
def test_colleagues_are_found_by_what_they_speak(dialog: AccountsDialog, typed: str, found: list[int]) -> None:
    dialog.picker.field.setText(typed)
    assert [one.id for one in dialog.picker.shown] == found
