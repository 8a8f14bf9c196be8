"""The fields of a card: two sides and what both share; whoever shows it asks for the content and hears of changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.card import CardContent, CardIm
from workstation.domain.exhibit import Section
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.cards.country_box import CountryBox
from workstation.ui.cards.phone_rows import PhoneRows
from workstation.ui.cards.section_chips import SectionChips
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

_SIDED: Final = ("name", "title", "company", "department")
_SERVICES: Final = ("wechat", "whatsapp")
_ADDRESS_HEIGHT: Final = 56
_ABOUT_HEIGHT: Final = 76
BETWEEN: Final = "; "


class CardForm(QWidget):
    """Edits a card's content.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = CardContent()
        self._filling = False
        self._heads = {side: Words(self, bold=True) for side in ("zh", "en")}
        self._labels: dict[str, Words] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.texts: dict[str, QPlainTextEdit] = {}
        self.phones = PhoneRows(self)
        self.country = CountryBox(self)
        self.sections = SectionChips(self)
        self._build()
        self.phones.changed.connect(self._on_edited)
        self.country.currentIndexChanged.connect(self._on_edited)
        self.sections.changed.connect(self._on_edited)
        self.retranslate()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, side in enumerate(("zh", "en")):
            grid.addWidget(self._heads[side], 0, 1 + at)
        for at, field in enumerate((*_SIDED, "address"), 1):
            grid.addWidget(self._label(field), at, 0)
            for place, side in enumerate(("zh", "en"), 1):
                name = f"{field}_{side}"
                box = self._text(name, _ADDRESS_HEIGHT) if field == "address" else self._line(name)
                grid.addWidget(box, at, place)
        shared = QGridLayout()
        shared.setHorizontalSpacing(12)
        shared.setVerticalSpacing(8)
        shared.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            ("phones", self.phones),
            *((name, self._line(name)) for name in ("emails", "websites", *_SERVICES, "ims")),
            ("country", self.country),
            ("booth", self._line("booth")),
            ("sections", self.sections),
            ("about", self._text("about", _ABOUT_HEIGHT)),
        ]
        for at, (name, widget) in enumerate(rows):
            shared.addWidget(self._label(name), at, 0)
            shared.addWidget(widget, at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addLayout(shared)
        column.addStretch(1)

    def _label(self, name: str) -> Words:
        label = self._labels[name] = Words(self, size=Size.SMALL, tone="muted")
        label.setFixedWidth(92)
        label.setWordWrap(True)
        return label

    def _line(self, name: str) -> QLineEdit:
        line = self.lines[name] = QLineEdit(self)
        line.textEdited.connect(self._on_edited)
        return line

    def _text(self, name: str, height: int) -> QPlainTextEdit:
        text = self.texts[name] = QPlainTextEdit(self)
        text.setTabChangesFocus(True)
        text.setFixedHeight(height)
        text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        text.textChanged.connect(self._on_edited)
        return text

    # ---- content -----------------------------------------------------------------------------------------------

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Offer these sections of the fair."""
        self.sections.offer(sections)

    def show_content(self, content: CardContent) -> None:
        """Fill the fields."""
        self._before = content
        self._filling = True
        for name, line in self.lines.items():
            line.setText(_shown(content, name))
            line.setCursorPosition(0)
        for name, text in self.texts.items():
            text.setPlainText(str(getattr(content, name)))
        self.phones.show_phones(content.phones, content.country)
        self.country.select(content.country)
        self.sections.choose(content.sections)
        self._filling = False

    def content(self) -> CardContent:
        """Return what stands in the fields; what has no field stays as it was."""
        given: dict[str, object] = {name: self.lines[name].text() for name in self.lines if "_" in name}
        given |= {name: text.toPlainText() for name, text in self.texts.items()}
        ims = [CardIm(name, handle) for name in _SERVICES for handle in _parts(self.lines[name].text())]
        ims += [_other(one) for one in _parts(self.lines["ims"].text())]
        return replace(
            self._before,
            **given,
            booth=self.lines["booth"].text(),
            emails=_parts(self.lines["emails"].text()),
            websites=_parts(self.lines["websites"].text()),
            ims=tuple(ims),
            country=self.country.code,
            phones=self.phones.phones(self.country.code),
            sections=self.sections.chosen,
        )

    def point_at(self, field: str) -> None:
        """Put the cursor into a field that a refusal names."""
        for name in (field, f"{field}_zh"):
            target: QWidget | None = self.lines.get(name) or self.texts.get(name)
            if target is not None:
                target.setFocus()
                return
        if field == "phones":
            self.phones.focus_first()

    def _on_edited(self) -> None:
        if not self._filling:
            self.changed.emit()

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._heads["zh"].setText(self.tr("Chinese side"))
        self._heads["en"].setText(self.tr("English side"))
        words = {name: wording.field(name) for name in self._labels}
        words |= {"wechat": wording.service("wechat"), "whatsapp": wording.service("whatsapp")}
        words |= {"ims": self.tr("Other messengers")}
        for name, label in self._labels.items():
            label.setText(words[name])
        sides = {"zh": self._heads["zh"].text(), "en": self._heads["en"].text()}
        for name, box in (*self.lines.items(), *self.texts.items()):
            field, _, side = name.rpartition("_")
            box.setAccessibleName(formats.enumerated((words[field], sides[side])) if side in sides else words[name])
        several = self.tr("several: put “;” between them")
        for name in ("emails", "websites"):
            self.lines[name].setPlaceholderText(several)
        self.lines["ims"].setPlaceholderText(self.tr("Skype: name; Telegram: name"))
        self.phones.setAccessibleName(words["phones"])
        self.country.setAccessibleName(words["country"])
        self.sections.setAccessibleName(words["sections"])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _shown(content: CardContent, name: str) -> str:
    if name in ("emails", "websites"):
        return BETWEEN.join(getattr(content, name))
    if name in _SERVICES:
        return BETWEEN.join(one.handle for one in content.ims if one.service == name)
    if name == "ims":
        return BETWEEN.join(f"{one.service}: {one.handle}" for one in content.ims if one.service not in _SERVICES)
    return str(getattr(content, name))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in text.replace("；", ";").split(";")) if part)


def _other(text: str) -> CardIm:
    service, colon, handle = text.replace("：", ":").partition(":")
    return CardIm(service.strip().lower(), handle.strip()) if colon and handle.strip() else CardIm("other", text)
