"""Chooses a country: all of them by name in the reader's language, found by typing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QWidget

from workstation.ui import formats
from workstation.ui.widgets.buttons import Choice

CODES: Final = (
    "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BR BS BT BW BY BZ CA CC"
    " CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR"
    " GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO"
    " JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP"
    " MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW"
    " PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL"
    " TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)


class CountryBox(Choice):
    """Attributes: `code` is ISO 3166-1 alpha-2, or empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._on_left)
        self.retranslate()

    @property
    def code(self) -> str:
        """The chosen one."""
        return str(self.currentData() or "")

    @property
    def proposed(self) -> QAbstractItemView:
        """The countries that have what is typed in their names, shown below it."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        assert popup is not None
        return popup

    def select(self, code: str) -> None:
        """Show a country as chosen."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the country is meant, not the dialog's button
            self.proposed.hide()

    def _on_left(self) -> None:
        """What is no country's name is none."""
        found = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        self.setCurrentIndex(max(0, found))

    def retranslate(self) -> None:
        """Name the countries in the language of the moment."""
        code = self.code
        self.blockSignals(True)
        self.clear()
        self.addItem("", "")
        for name, one in sorted((formats.country_name(one), one) for one in CODES.split()):
            self.addItem(name, one)
        self.select(code)
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
