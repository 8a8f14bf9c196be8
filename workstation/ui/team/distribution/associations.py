"""Who serves those who ask about an exhibit, or about anything of a section; several are changed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId
from workstation.ui.chat.wording import own_name
from workstation.ui.inbox.model import fold
from workstation.ui.team.distribution.draft import Draft, Target, target_of
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.distribution import AssociationRow

EXHIBITS: Final = "exhibits"
SECTIONS: Final = "sections"
_HEIGHT: Final = 330


class AssociationsCard(Card):
    """Lists exhibits or sections.

    Signals:
        edit_wanted(): who serves the chosen rows is to be changed.
    """

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[AssociationRow] = ()
        self._people: Mapping[PrincipalId, Account] = {}
        self._draft: Draft | None = None
        self.which = Segmented((EXHIBITS, SECTIONS), self)
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.edit = QPushButton(self)
        self.table = Table((Column("what"), Column("who"), Column("mark", 140)), self, several=True)
        self.table.setFixedHeight(_HEIGHT)
        self._none = Words(self, tone="muted", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.which)
        top.addWidget(self.search, 1)
        top.addWidget(self.edit)
        self.body.addLayout(top)
        self.body.addWidget(self.table)
        self.body.addWidget(self._none)
        self.which.chosen.connect(lambda _key: self._show())
        self.search.textChanged.connect(lambda _text: self._show())
        self.table.selection_moved.connect(self._show_state)
        self.table.activated_key.connect(lambda _key: self.edit_wanted.emit())
        self.edit.clicked.connect(self.edit_wanted)

    def show_rows(self, rows: Sequence[AssociationRow], people: Mapping[PrincipalId, Account], draft: Draft) -> None:
        """Show rows, with what is edited laid over."""
        self._rows, self._people, self._draft = rows, people, draft
        self._show()

    @property
    def chosen(self) -> list[Target]:
        """The chosen rows' targets."""
        return [key for key in self.table.keys if isinstance(key, tuple)]

    def title_of(self, target: Target) -> str:
        """Return what a target is called."""
        row = next((one for one in self._rows if target_of(one) == target), None)
        return "" if row is None else _title(row)

    def _show(self) -> None:
        words = fold(self.search.text()).split()
        kind = "exhibit" if self.which.key == EXHIBITS else "section"
        shown = [row for row in self._rows if target_of(row)[0] == kind]
        made = [self._row(row) for row in shown if all(word in fold(self._found_by(row)) for word in words)]
        self.table.show_rows(made)
        self.table.setVisible(bool(made))
        self._none.setVisible(not made)
        self._none.setText(self.tr("Nothing is called so.") if words else self.tr("There is nothing here yet."))
        self._show_state()

    def _found_by(self, row: AssociationRow) -> str:
        parts = [row.section.name_zh, row.section.name_en, row.section.code]
        if row.exhibit is not None:
            parts += [row.exhibit.name_zh, row.exhibit.name_en, row.exhibit.number]
        for id_ in row.account_ids:
            account = self._people.get(id_)
            parts += [account.name_zh, account.name_en] if account is not None else []
        return " ".join(parts)

    def _row(self, row: AssociationRow) -> Row:
        draft = self._draft
        assert draft is not None
        target = target_of(row)
        ids = draft.accounts_of(target)
        section = own_name(row.section.name_zh, row.section.name_en)
        what = Cell(_title(row), note=f"{row.exhibit.number} · {section}" if row.exhibit is not None else "")
        who = Cell(self._names(ids))
        if not ids:
            inherited = draft.accounts_of(("section", int(row.section.id))) if row.exhibit is not None else ()
            text = self._names(inherited)
            by_section = self.tr("by section: {names}").format(names=text)
            who = Cell(by_section if text else self.tr("main account"), tone="muted")
        mark = Cell()
        if set(ids) != set(draft.rules.associations.get(target, ())):
            mark = Cell(self.tr("not saved"), tone="accent_text", icon="draft")
        elif row.problem is not None:
            mark = Cell(self.tr("refused"), tone="danger", icon="warning")
        elif row.waiting:
            mark = Cell(self.tr("waiting to leave"), tone="muted", icon="clock")
        return Row(target, (what, who, mark))

    def _names(self, ids: Sequence[PrincipalId]) -> str:
        known = (self._people.get(one) for one in ids)
        return self.tr(", ", "between names").join(account_name(one) for one in known if one is not None)

    def _show_state(self) -> None:
        count = len(self.table.keys)
        self.edit.setEnabled(count > 0)
        self.edit.setText(
            self.tr("Who serves %n …", "exhibits or sections", count) if count > 1 else self.tr("Who serves …")
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(
            self.tr("Who serves what"),
            self.tr(
                "An exhibit without accounts of its own is served by those of its section, else by the main account."
            ),
        )
        self.which.set_texts(
            self.tr("Exhibits or sections"), {EXHIBITS: self.tr("Exhibits"), SECTIONS: self.tr("Sections")}
        )
        self.search.setPlaceholderText(self.tr("Name, number, section or colleague"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.table.setAccessibleName(self.tr("Who serves what"))
        self.table.rows_model.set_titles(
            {"what": self.tr("Exhibit or section"), "who": self.tr("Accounts"), "mark": ""}
        )
        if self._draft is not None:
            self._show()


def _title(row: AssociationRow) -> str:
    if row.exhibit is not None:
        return own_name(row.exhibit.name_zh, row.exhibit.name_en)
    return own_name(row.section.name_zh, row.section.name_en)
