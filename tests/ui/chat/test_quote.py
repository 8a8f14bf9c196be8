"""Quotes: filled from the exhibit, checked where one types, put into the message of the buyer they were made for."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import Talk
from tests.ui.chat.working import Until, chat_of, opened
from workstation.domain.ids import ConversationId
from workstation.ui.chat.quote_dialog import QuoteDialog, QuoteHabits

TODAY = date(2026, 4, 20)


@pytest.fixture
def dialog(qtbot: QtBot) -> QuoteDialog:
    made = QuoteDialog("Ana Torres", samples.BIKE, "es", QuoteHabits(place="Ningbo"), TODAY)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def taken(dialog: QuoteDialog) -> list[Any]:
    found: list[Any] = []
    dialog.made.connect(lambda text, habits: found.append((text, habits)))
    dialog.go.click()
    return found


def test_it_begins_with_the_exhibit_in_the_buyers_language(dialog: QuoteDialog) -> None:
    assert dialog.preview.text() == (
        "Cotización\n"
        'Artículo: 20" folding e-bike FB-20\n'
        "Precio: USD 279.00 / juego\n"
        "Condiciones: FOB Ningbo (Incoterms 2020)\n"
        "Pedido mínimo: 100 juegos\n"
        "Plazo de entrega: 35 días\n"
        "Válido hasta: 2026-05-05"
    )
    ((text, habits),) = taken(dialog)
    assert text == dialog.preview.text()
    assert habits == QuoteHabits(place="Ningbo")
    assert not dialog.isVisible()


def test_another_language_renames_the_item_only_where_nobody_typed(dialog: QuoteDialog) -> None:
    dialog.language.segment("zh").click()
    assert dialog.item.text() == "20 寸折叠电动自行车 FB-20"
    assert dialog.preview.text().startswith("报价\n产品：20 寸折叠电动自行车 FB-20\n价格：USD 279.00 / 套")
    dialog.item.setText("E-bike, matt black")
    dialog.language.segment("en").click()
    assert dialog.item.text() == "E-bike, matt black"


@pytest.mark.parametrize(
    ("field", "text", "named"),
    [
        ("item", "  ", "Item"),
        ("price", "", "Price"),
        ("price", "12.345", "Price"),
        ("price", "1e5", "Price"),
        ("price", "-3", "Price"),
        ("place", "", "Place"),
    ],
)
def test_what_is_missing_is_said_and_takes_the_focus(dialog: QuoteDialog, field: str, text: str, named: str) -> None:
    edit = getattr(dialog, field)
    edit.setText(text)
    assert dialog.preview.text() == f"Still missing: {named}"
    assert taken(dialog) == []
    assert dialog.isVisible()
    assert named in dialog.notice.text
    assert edit.hasFocus()


def test_a_currency_without_cents_takes_none(dialog: QuoteDialog) -> None:
    dialog.price.setText("279.50")
    dialog.currency.setCurrentText("JPY")
    assert dialog.preview.text() == "Still missing: Price"
    dialog.price.setText("41,000")
    assert "JPY 41,000 / juego" in dialog.preview.text()
    dialog.currency.setCurrentText("XY")
    assert dialog.preview.text() == "Still missing: Currency"


def test_what_need_not_be_said_is_left_out(dialog: QuoteDialog) -> None:
    for field in (dialog.moq, dialog.lead, dialog.unit):
        field.clear()
    dialog.validity.segment("0").click()
    assert dialog.preview.text().splitlines()[2:] == ["Precio: USD 279.00", "Condiciones: FOB Ningbo (Incoterms 2020)"]


def test_a_name_that_turns_the_line_around_does_no_harm(dialog: QuoteDialog) -> None:
    dialog.item.setText("lamp \u202e gpj.exe \x00 <b>bold</b>")
    assert "\u202e" not in dialog.preview.text()
    assert "<b>bold</b>" in dialog.preview.text()


async def test_the_text_goes_to_the_buyer_it_was_made_for(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3)), 2: Talk(items=samples.many(3))})
    await opened(view, until)
    QTest.keyClicks(view.composer.edit, "Here it is:")
    view.composer.quote_button.click()
    await until(lambda: view.quotes.dialog is not None)
    dialog = view.quotes.dialog
    assert dialog is not None
    assert dialog.place.text() == "Ningbo"
    view.open_conversation(ConversationId(2))
    await until(lambda: view._shown_ref == 2)
    dialog.incoterm.setCurrentText("CIF")
    dialog.place.setText("Valencia")
    dialog.go.click()
    assert view.composer.edit.toPlainText() == ""
    view.open_conversation(ConversationId(1))
    assert view.composer.edit.toPlainText().startswith("Here it is:\nCotización\n")
    assert "CIF Valencia" in view.composer.edit.toPlainText()
    await until(lambda: view._shown_ref == 1)
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent)
    assert chat_of(view).sent[0][0] == 1
    view.composer.quote_button.click()
    await until(lambda: view.quotes.dialog is not None)
    again = view.quotes.dialog
    assert again is not None
    assert (again.incoterm.currentText(), again.place.text()) == ("CIF", "Valencia")
    again.reject()
