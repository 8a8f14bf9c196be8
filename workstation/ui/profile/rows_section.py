"""A part of the profile that lists things of the buyer, each with a link that opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

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
        """Show these instead of those shown."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.deleteLater()
        self.rows = [self.row_of(view) for view in views]
        for row, view in zip(self.rows, views, strict=True):
            row.open.clicked.connect(lambda _checked=False, id_=view.id: self.place_wanted.emit(self.place_of(id_)))
            self.body.addWidget(row)
        self.set_shown(bool(views))

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
