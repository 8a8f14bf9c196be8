"""The small style sheet that makes Fusion's standard controls flat; everything else is palette and painting."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor

_SHEET: Final = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; }
QLabel[scale="small"] { font-size: 12px; }
QLabel[scale="title"] { font-size: 17px; }
QLabel[bold="true"] { font-weight: 600; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="inverse"] { color: $surface; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; min-width: 340px; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[bubble="true"] { background: $bubble_mine; border: none; border-radius: 10px; }
QFrame[soft="true"] { background: $accent_soft; border: none; border-radius: 8px; }
QPushButton {
    background: $raised; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 6px 16px; min-height: 20px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:disabled { color: $disabled; background: $window; }
QPushButton:focus { border: 2px solid $focus; padding: 5px 15px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; outline: none; }
QPushButton[kind="primary"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[kind="danger"] { color: $danger; }
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent_text; padding: 4px 8px;
}
QPushButton[kind="link"]:disabled { color: $disabled; background: transparent; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:focus { border: 1px solid $focus; }
QPushButton[kind="inverse"] {
    background: transparent; border: 1px solid transparent; color: $inverse_accent; padding: 2px 8px; font-weight: 600;
}
QPushButton[kind="inverse"]:focus, QPushButton[kind="inverse"]:hover { border: 1px solid $inverse_accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QTimeEdit, QDateEdit, QComboBox {
    background: $raised; color: $text; border: 1px solid $field; border-radius: 6px; padding: 5px 8px; min-height: 20px;
    selection-background-color: $selection; selection-color: $text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QTimeEdit:focus, QDateEdit:focus,
QComboBox:focus { border: 2px solid $focus; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QTimeEdit:disabled, QDateEdit:disabled {
    color: $disabled; background: $window; border-color: $border;
}
QLineEdit[plain="true"], QPlainTextEdit[plain="true"], QTextEdit[plain="true"] {
    background: transparent; border: none; padding: 0;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:disabled {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QAbstractSpinBox { padding: 4px 0 4px 0; }
QAbstractSpinBox:focus { padding: 3px 0 3px 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 24px; border: none; background: transparent; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border; padding: 4px; outline: none;
    selection-background-color: $selected; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $selected; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: none; padding: 4px 8px; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; border-radius: 4px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QMenu { background: $raised; border: 1px solid $border; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $strong_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QProgressBar { background: $border; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QScrollArea, QTableView { border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $border; padding: 6px 12px;
    font-size: 12px;
}
QPushButton[small="true"] { font-size: 12px; }
""")


def stylesheet(colours: dict[str, QColor | bool]) -> str:
    """Return the sheet for a set of named colours."""
    named = {name: _css(colour) for name, colour in colours.items() if isinstance(colour, QColor)}
    dark = bool(colours["dark"])
    named["disabled"] = "#7c8794" if dark else "#858d98"
    named["inverse_accent"] = "#1a5bbd" if dark else "#9cc4ff"
    named["field"] = "#47505b" if dark else "#c3c9d1"
    named["handle"] = "#3c4550" if dark else "#c9ced6"
    return _SHEET.substitute(named)


def _css(colour: QColor) -> str:
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"
