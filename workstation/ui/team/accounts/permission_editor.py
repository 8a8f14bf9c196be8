"""The tree of ticks with its presets; what one has not oneself one can't give."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.domain.account import Permission
from workstation.domain.permission_tree import (
    PRESETS,
    TREE,
    Branch,
    Preset,
    branches,
    preset_of,
    settled,
    with_tick,
    without_tick,
)
from workstation.ui.team.accounts import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.words import Words

_INDENT = 26


class PermissionEditor(QWidget):
    """Edits ticks.

    Signals:
        changed(): the ticks are others now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticks: frozenset[Permission] = frozenset()
        self.grantable: frozenset[Permission] = frozenset(Permission)
        self.checks: dict[Permission, Check] = {}
        self.presets = {preset: ChipButton(self) for preset in Preset}
        self._presets_label = Words(self, size=Size.SMALL, tone="muted")
        self._headings: dict[object, Words] = {}
        self._build()
        for preset, chip in self.presets.items():
            chip.clicked.connect(lambda _checked=False, preset=preset: self._on_preset(preset))

    def _build(self) -> None:
        chips = QWidget(self)
        flow = FlowLayout(chips, spacing=6)
        for chip in self.presets.values():
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._presets_label)
        column.addWidget(chips)
        for group, roots in TREE.items():
            heading = self._headings[group] = Words(self, size=Size.SMALL, bold=True, tone="muted")
            column.addSpacing(8)
            column.addWidget(heading)
            for branch, parent in branches(roots):
                column.addLayout(self._line(branch, indented=parent is not None))

    def _line(self, branch: Branch, *, indented: bool) -> QHBoxLayout:
        check = self.checks[branch.permission] = Check(self)
        check.clicked.connect(lambda on, permission=branch.permission: self._on_check(permission, on))
        line = QHBoxLayout()
        line.setContentsMargins(_INDENT if indented else 0, 0, 0, 0)
        line.addWidget(check)
        line.addStretch(1)
        return line

    @property
    def ticks(self) -> frozenset[Permission]:
        """The ticks that count."""
        return settled(self._ticks)

    def show_ticks(self, ticks: Iterable[Permission], grantable: frozenset[Permission], *, editable: bool) -> None:
        """Show ticks; only those that may be granted can be changed."""
        self._ticks, self.grantable = frozenset(ticks), grantable if editable else frozenset()
        for preset, chip in self.presets.items():
            chip.setVisible(editable and (PRESETS[preset] ^ self._ticks) <= self.grantable)
        self._presets_label.setVisible(editable)
        self._show()

    def _show(self) -> None:
        for permission, check in self.checks.items():
            check.setChecked(permission in self._ticks)
            check.setEnabled(permission in self.grantable)
        now = preset_of(self.ticks)
        for preset, chip in self.presets.items():
            chip.setChecked(preset is now)
            chip.update()

    def _on_check(self, permission: Permission, on: bool) -> None:
        self._ticks = with_tick(self._ticks, permission) if on else without_tick(self._ticks, permission)
        self._show()
        self.changed.emit()

    def _on_preset(self, preset: Preset) -> None:
        self._ticks = PRESETS[preset]
        self._show()
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._presets_label.setText(self.tr("Begin with a preset"))
        for preset, chip in self.presets.items():
            chip.setText(wording.preset(preset))
            chip.updateGeometry()
        for group in TREE:
            self._headings[group].setText(wording.group(group))
        for permission, check in self.checks.items():
            check.setText(wording.permission(permission))
            check.setAccessibleName(wording.permission(permission))
            check.updateGeometry()
