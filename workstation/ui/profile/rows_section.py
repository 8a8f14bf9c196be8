"""A part of the profile that lists things of the buyer, each with a link that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from workstation.domain.ids import ActionId
from workstation.ui.loop import Latest
from workstation.ui.places import Place
from workstation.ui.profile.section import Section


class Listed(Protocol):
    """What can be listed."""

    @property
    def id(self) -> ActionId:
        """By this it is opened."""


View = TypeVar("View", bound=Listed)


class LinkRow(QWidget):
    """One thing of the list; others lay it out and word its link.

    Attributes:
        open: the link.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.open = QPushButton(self)
        self.open.setProperty("kind", "link")
        self.open.setAutoDefault(True)  # Enter opens a link, not only the space bar


class RowsSection(Section, Generic[View]):
    """Shows a row for each thing, and no heading while there is none; others read the things and make the rows."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(icon_name, parent)
        self._reading = Latest(self)
        self.rows: list[LinkRow] = []

    def row_of(self, view: View) -> LinkRow:
        """Return a new row."""
        raise NotImplementedError

    def place_of(self, id_: ActionId) -> Place:
        """Return what a row's link opens."""
        raise NotImplementedError

    def show_views(self, views: Sequence[View]) -> None:
        """Show these instead of those shown; who stands on a row with the keyboard stays there."""
        at = next((place for place, row in enumerate(self.rows) if row.open.hasFocus()), None)
        for row in self.rows:
            self.body.removeWidget(row)
            row.deleteLater()
        self.rows = [self.row_of(view) for view in views]
        for row, view in zip(self.rows, views, strict=True):
            row.open.clicked.connect(lambda _checked=False, id_=view.id: self.place_wanted.emit(self.place_of(id_)))
            self.body.addWidget(row)
        self.set_shown(bool(views))
        for before, row in zip((self.action, *(one.open for one in self.rows)), self.rows, strict=False):
            self.setTabOrder(before, row.open)  # new ones come last in the window otherwise
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].open.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
