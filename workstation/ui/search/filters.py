"""What a search leaves out, chosen by chips: who said it, when, only my buyers, archived ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.clock import to_ms
from workstation.domain.ids import PrincipalId
from workstation.services.search import Narrowing, SaidBy
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.flow import FlowLayout

ANY: Final = "any"
_DAYS: Final = {"today": 0, "week": 7, "month": 30, "year": 365}


def since(when: str, now: datetime) -> datetime | None:
    """Return from which instant on messages are wanted: the beginning of a day of the machine's zone."""
    days = _DAYS.get(when)
    if days is None:
        return None
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days)


class FilterBar(QWidget):
    """A chip for each question; one in force shows its answer.

    Signals:
        changed(): other things are left out now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said_by = SaidBy.ANYONE
        self.when = ANY
        self.mine = False
        self.archived: bool | None = None
        self.who_chip, self.when_chip, self.mine_chip, self.archived_chip = (ChipButton(self) for _ in range(4))
        flow = FlowLayout(self, spacing=4)
        flow.setContentsMargins(12, 2, 12, 6)
        for chip in (self.who_chip, self.when_chip, self.mine_chip, self.archived_chip):
            flow.addWidget(chip)
        self.who_chip.clicked.connect(lambda: self._open(self.who_chip, self._who(), self.said_by, self._set_who))
        self.when_chip.clicked.connect(lambda: self._open(self.when_chip, self._times(), self.when, self._set_when))
        self.mine_chip.clicked.connect(lambda: self._set_mine(not self.mine))
        self.archived_chip.clicked.connect(
            lambda: self._open(self.archived_chip, self._archive(), self.archived, self._set_archived)
        )
        self.retranslate()

    def narrowing(self, now: datetime, me_id: PrincipalId) -> Narrowing:
        """Return what is left out at this instant."""
        begin = since(self.when, now)
        return Narrowing(
            said_by=self.said_by,
            since_ms=to_ms(begin) if begin is not None else None,
            owner_id=me_id if self.mine else None,
            archived=self.archived,
        )

    @property
    def in_force(self) -> bool:
        """Whether anything is left out."""
        return self.said_by is not SaidBy.ANYONE or self.when != ANY or self.mine or self.archived is not None

    def clear(self) -> None:
        """Leave nothing out."""
        if self.in_force:
            self.said_by, self.when, self.mine, self.archived = SaidBy.ANYONE, ANY, False, None
            self._told()

    # ---- choosing ----------------------------------------------------------------------------------------------

    def _who(self) -> dict[object, str]:
        return {
            SaidBy.ANYONE: self.tr("Said by anyone"),
            SaidBy.BUYERS: self.tr("Said by buyers"),
            SaidBy.US: self.tr("Said by us"),
            SaidBy.ME: self.tr("Said by me"),
        }

    def _times(self) -> dict[object, str]:
        return {
            ANY: self.tr("At any time"),
            "today": self.tr("Today"),
            "week": self.tr("Last 7 days"),
            "month": self.tr("Last 30 days"),
            "year": self.tr("Last 365 days"),
        }

    def _archive(self) -> dict[object, str]:
        return {
            None: self.tr("Archived ones too"),
            False: self.tr("Without archived ones"),
            True: self.tr("Archived ones only"),
        }

    def _set_who(self, key: object) -> None:
        self.said_by = SaidBy(str(key))
        self._told()

    def _set_when(self, key: object) -> None:
        self.when = str(key)
        self._told()

    def _set_mine(self, mine: bool) -> None:
        self.mine = mine
        self._told()

    def _set_archived(self, key: object) -> None:
        self.archived = key if isinstance(key, bool) else None
        self._told()

    def _told(self) -> None:
        self.retranslate()
        self.changed.emit()

    def _open(
        self, chip: ChipButton, offered: dict[object, str], chosen: object, choose: Callable[[object], None]
    ) -> None:  # fmt: skip
        self.retranslate()  # a click has toggled the chip; what it shows depends on what is chosen
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        for key, words in offered.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            group.addAction(action)
            action.triggered.connect(partial(self._on_chosen, choose, key))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    @staticmethod
    def _on_chosen(choose: Callable[[object], None], key: object, _checked: bool = False) -> None:
        choose(key)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        who = self._who()[self.said_by] if self.said_by is not SaidBy.ANYONE else self.tr("Who")
        when = self._times()[self.when] if self.when != ANY else self.tr("When")
        archived = self._archive()[self.archived] if self.archived is not None else self.tr("Archived")
        for chip, words, on in (
            (self.who_chip, who, self.said_by is not SaidBy.ANYONE),
            (self.when_chip, when, self.when != ANY),
            (self.archived_chip, archived, self.archived is not None),
        ):
            chip.setText(f"{words} ▾")
            chip.setAccessibleName(words)
            chip.setChecked(on)
            chip.updateGeometry()
        self.mine_chip.setText(self.tr("Only mine"))
        self.mine_chip.setAccessibleName(self.mine_chip.text())
        self.mine_chip.setChecked(self.mine)
        self.mine_chip.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
