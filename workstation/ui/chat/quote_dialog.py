"""The quote dialog: item, price, terms; what the buyer will read stands beside it while one types."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.quote import INCOTERMS, MAX_LINE_CHARS, Quote, minor_digits, minor_units
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import shown
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

CURRENCIES: Final = ("USD", "EUR", "CNY", "GBP", "JPY", "AED", "SAR", "INR", "BRL", "MXN", "RUB", "AUD", "CAD", "CHF")
LANGUAGES: Final = ("en", "zh", "es")
VALID_DAYS: Final = ("7", "15", "30", "0")
"""`0`: no date."""
_MOST: Final = 999_999_999
_PREVIEW_WIDTH: Final = 300
_LABEL: Final = 26
"""Height of the line that a label stands on the ground of."""
_FIELDS: Final = ("item", "price", "terms", "moq", "lead", "valid", "language", "preview")
_LEFT: Final = Qt.AlignmentFlag.AlignLeft


class QuoteHabits(Struct, frozen=True, kw_only=True):
    """What stays the same from quote to quote."""

    incoterm: str = "FOB"
    place: str = ""
    currency: str = "USD"
    valid_days: int = 15


class QuoteDialog(QDialog):
    """Asks for a quote.

    Args:
        buyer: whom it is for, safe to show.
        exhibit: what it begins with.
        language: `zh`, `es` or `en`: in which the buyer reads it.
        habits: of the last quote.
        today: from when the days of validity count.

    Signals:
        made(str, QuoteHabits): this text is wanted in the message.
    """

    made = Signal(str, object)

    def __init__(
        self,
        buyer: str,
        exhibit: Exhibit | None,
        language: str,
        habits: QuoteHabits,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buyer = buyer
        self._exhibit = exhibit
        self._today = today
        self._named = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.notice = NoticeLine(self)
        self.item, self.price, self.unit, self.place, self.moq, self.lead = (QLineEdit(self) for _ in range(6))
        self.currency, self.incoterm = Choice(self), Choice(self)
        self.validity = Segmented(VALID_DAYS, self)
        self.language = Segmented(LANGUAGES, self)
        self._labels = {name: Words(self, size=Size.SMALL, tone="muted") for name in _FIELDS}
        self._until = Words(self, size=Size.SMALL, tone="muted")
        self.preview = QLabel(self)
        self.go, self._cancel = QPushButton(self), QPushButton(self)
        self._fill(habits, language)
        self._build()
        self._connect()
        self.retranslate()
        self._show_preview()

    # ---- what it begins with ---------------------------------------------------------------------------------------

    def _fill(self, habits: QuoteHabits, language: str) -> None:
        exhibit = self._exhibit
        currency = habits.currency if exhibit is None else exhibit.currency
        self.currency.setEditable(True)
        if (line := self.currency.lineEdit()) is not None:
            line.setMaxLength(3)
        self.currency.addItems([currency, *(one for one in CURRENCIES if one != currency)])
        self.incoterm.addItems(INCOTERMS)
        self.incoterm.setCurrentText(habits.incoterm)
        self.place.setText(habits.place)
        self.validity.select(str(habits.valid_days))
        self.language.select(language if language in LANGUAGES else "en")
        for field in (self.item, self.unit, self.place):
            field.setMaxLength(MAX_LINE_CHARS)
        for field in (self.moq, self.lead):
            field.setValidator(QIntValidator(0, _MOST, field))
        if exhibit is None:
            return
        self._name_item()
        minor = exhibit.price_min_minor if exhibit.price_min_minor is not None else exhibit.price_max_minor
        if minor is not None:
            digits = minor_digits(currency)
            self.price.setText(f"{Decimal(minor).scaleb(-digits):.{digits}f}")
        self.unit.setText(exhibit.unit)
        self.moq.setText("" if exhibit.moq is None else str(exhibit.moq))
        self.lead.setText("" if exhibit.lead_time_days is None else str(exhibit.lead_time_days))

    def _name_item(self) -> None:
        """Name the exhibit in the buyer's language, unless somebody has typed something else."""
        if self._exhibit is not None and self.item.text() == self._named:
            self._named = f"{self._exhibit.name(self.language.key)} {self._exhibit.number}".strip()[:MAX_LINE_CHARS]
            self.item.setText(self._named)
            self.item.setCursorPosition(0)

    def _build(self) -> None:
        self.setMinimumWidth(760)
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(2)
        self.currency.setFixedWidth(92)
        self.incoterm.setFixedWidth(92)
        self._place_field(form, 0, "item", self.item)
        price = QHBoxLayout()
        price.setSpacing(8)
        for part, share in ((self.currency, 0), (self.price, 2), (self.unit, 1)):
            price.addWidget(part, share)
        self._place_field(form, 1, "price", price)
        terms = QHBoxLayout()
        terms.setSpacing(8)
        terms.addWidget(self.incoterm)
        terms.addWidget(self.place, 1)
        self._place_field(form, 2, "terms", terms)
        figures = QGridLayout()
        figures.setHorizontalSpacing(8)
        figures.setVerticalSpacing(2)
        for column, (name, field) in enumerate((("moq", self.moq), ("lead", self.lead))):
            figures.addWidget(self._labels[name], 0, column, Qt.AlignmentFlag.AlignBottom)
            figures.addWidget(field, 1, column)
        figures.setRowMinimumHeight(0, _LABEL)
        form.addLayout(figures, 6, 0)
        valid = QHBoxLayout()
        valid.setSpacing(12)
        valid.addWidget(self.validity)
        valid.addWidget(self._until, 1)
        self._place_field(form, 4, "valid", valid)
        self._place_field(form, 5, "language", self.language)
        form.setRowStretch(12, 1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(form, 1)
        both.addLayout(self._beside())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self._cancel.setAutoDefault(False)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(24, 20, 24, 20)
        column_.setSpacing(12)
        column_.addWidget(self._title)
        column_.addWidget(self.notice)
        column_.addLayout(both, 1)
        column_.addLayout(buttons)

    def _place_field(self, form: QGridLayout, number: int, name: str, field: QWidget | QHBoxLayout) -> None:
        form.addWidget(self._labels[name], 2 * number, 0, Qt.AlignmentFlag.AlignBottom)
        form.setRowMinimumHeight(2 * number, _LABEL)
        if isinstance(field, QWidget):
            form.addWidget(field, 2 * number + 1, 0, Qt.AlignmentFlag(0) if field is self.item else _LEFT)
        else:
            form.addLayout(field, 2 * number + 1, 0)

    def _beside(self) -> QVBoxLayout:
        box = QFrame(self)
        box.setProperty("soft", "true")
        box.setFixedWidth(_PREVIEW_WIDTH)
        self.preview.setTextFormat(Qt.TextFormat.PlainText)
        self.preview.setWordWrap(True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self.preview, 1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._labels["preview"])
        column.addWidget(box, 1)
        return column

    def _connect(self) -> None:
        for field in (self.item, self.price, self.unit, self.place, self.moq, self.lead):
            field.textChanged.connect(lambda _text: self._show_preview())
        self.currency.currentTextChanged.connect(lambda _text: self._show_preview())
        self.incoterm.currentTextChanged.connect(lambda _text: self._show_preview())
        self.validity.chosen.connect(lambda _key: self._show_preview())
        self.language.chosen.connect(lambda _key: self._on_language_chosen())
        self.go.clicked.connect(self._on_go)
        self._cancel.clicked.connect(self.reject)

    # ---- the quote -------------------------------------------------------------------------------------------------

    def quote(self) -> Quote:
        """Return what stands in the fields.

        Raises:
            Refusal: `quote_invalid` with `field` `price` when that is no amount.
        """
        currency = self.currency.currentText().strip().upper()
        days = int(self.validity.key)
        return Quote(
            item=self.item.text(),
            price_minor=minor_units(self.price.text(), currency),
            currency=currency,
            incoterm=self.incoterm.currentText(),
            place=self.place.text(),
            unit=self.unit.text(),
            moq=_number(self.moq.text()),
            lead_days=_number(self.lead.text()),
            valid_until=self._today + timedelta(days=days) if days else None,
        )

    def _on_language_chosen(self) -> None:
        self._name_item()
        self._show_preview()

    def _show_preview(self) -> None:
        days = int(self.validity.key)
        until = (self._today + timedelta(days=days)).isoformat() if days else ""
        self._until.setText(until)
        try:
            text = self.quote().as_text(self.language.key)
        except Refusal as refusal:
            field = wording.field_name(str(refusal.params.get("field", "")))
            self.preview.setText(self.tr("Still missing: {field}").format(field=field))
            self.preview.setEnabled(False)
            return
        self.notice.clear()
        self.preview.setEnabled(True)
        self.preview.setText(shown(text))

    def _on_go(self) -> None:
        try:
            quote = self.quote()
            text = quote.as_text(self.language.key)
        except Refusal as refusal:
            self.notice.say(refusal)
            self._field(str(refusal.params.get("field", ""))).setFocus()
            return
        habits = QuoteHabits(
            incoterm=quote.incoterm,
            place=" ".join(quote.place.split()),
            currency=quote.currency,
            valid_days=int(self.validity.key),
        )
        self.accept()
        self.made.emit(text, habits)

    def _field(self, name: str) -> QWidget:
        fields: dict[str, QWidget] = {
            "item": self.item, "price": self.price, "currency": self.currency, "unit": self.unit,
            "incoterm": self.incoterm, "place": self.place, "moq": self.moq, "lead_days": self.lead,
        }  # fmt: skip
        return fields.get(name, self.item)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self.tr("Quote"))
        self._title.setText(self.tr("Quote for {name}").format(name=self._buyer))
        words = {
            "item": self.tr("Item"),
            "price": self.tr("Price and unit"),
            "terms": self.tr("Incoterm and named place"),
            "moq": self.tr("Minimum order"),
            "lead": self.tr("Lead time in days"),
            "valid": self.tr("Valid for"),
            "language": self.tr("Language of the text"),
            "preview": self.tr("What the buyer reads"),
        }
        for name, label in self._labels.items():
            label.setText(words[name])
        self.item.setPlaceholderText(self.tr("What is offered"))
        self.price.setPlaceholderText(self.tr("Price of one"))
        self.unit.setPlaceholderText(self.tr("per unit"))
        self.place.setPlaceholderText(self.tr("For example: Ningbo"))
        for field, name in (
            (self.item, words["item"]),
            (self.price, self.tr("Price")),
            (self.currency, self.tr("Currency")),
            (self.unit, self.tr("Unit")),
            (self.incoterm, self.tr("Incoterm")),
            (self.place, self.tr("Place")),
            (self.moq, words["moq"]),
            (self.lead, words["lead"]),
            (self.preview, words["preview"]),
        ):
            field.setAccessibleName(name)
        days = {key: formats.days(int(key)) if key != "0" else self.tr("No date") for key in VALID_DAYS}
        self.validity.set_texts(words["valid"], days)
        self.language.set_texts(words["language"], dict(zip(LANGUAGES, ("English", "中文", "Español"), strict=True)))
        self.go.setText(self.tr("Put into the message"))
        self._cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._show_preview()
        super().changeEvent(event)


def _number(text: str) -> int | None:
    """Return a typed whole number, `None` for an empty field or zero."""
    return int(text) or None if text.strip().isdecimal() else None


def with_place(habits: QuoteHabits, place: str) -> QuoteHabits:
    """Return the habits with a place where they name none yet."""
    return habits if habits.place else replace(habits, place=place)
