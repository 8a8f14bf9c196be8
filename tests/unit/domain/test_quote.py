"""A quote is whole lines of text, and its price is exact."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from workstation.domain.errors import Refusal
from workstation.domain.message import check_text
from workstation.domain.quote import INCOTERMS, MAX_MINOR, Quote, amount, minor_units

LAMP = Quote(
    item="Desk lamp N-1",
    price_minor=123450,
    currency="USD",
    unit="pc",
    incoterm="FOB",
    place="Guangzhou",
    moq=1200,
    lead_days=30,
    valid_until=date(2026, 11, 4),
)


def test_it_is_text_that_every_client_can_read() -> None:
    assert LAMP.as_text("en").splitlines() == [
        "Quotation",
        "Item: Desk lamp N-1",
        "Price: USD 1,234.50 / piece",
        "Terms: FOB Guangzhou (Incoterms 2020)",
        "Minimum order: 1,200 pieces",
        "Lead time: 30 days",
        "Valid until: 2026-11-04",
    ]
    assert LAMP.as_text("zh_CN").startswith("报价\n产品：Desk lamp N-1\n价格：USD 1,234.50 / 件\n")
    assert "Válido hasta: 2026-11-04" in LAMP.as_text("es-MX")
    assert LAMP.as_text("de") == LAMP.as_text("en")


@pytest.mark.parametrize(
    ("typed", "moq", "en", "zh", "es"),
    [
        ("pcs", 1000, "1,000 pieces", "1,000 件", "1,000 piezas"),
        ("件", 1, "1 piece", "1 件", "1 pieza"),
        ("boxes", 20, "20 boxes", "20 盒", "20 cajas"),
        ("吨", 25, "25 tonnes", "25 吨", "25 toneladas"),
        ("sqm", 500, "500 m²", "500 平方米", "500 m²"),
        ("40' HQ", 2, "2 40' HQ", "2 40' HQ", "2 40' HQ"),
        ("", 7, "7", "7", "7"),
    ],
)
def test_units_are_the_readers(typed: str, moq: int, en: str, zh: str, es: str) -> None:
    quote = replace(LAMP, unit=typed, moq=moq)
    assert f"Minimum order: {en}" in quote.as_text("en").splitlines()
    assert f"起订量：{zh}" in quote.as_text("zh-CN").splitlines()
    assert f"Pedido mínimo: {es}" in quote.as_text("es").splitlines()


def test_what_is_not_offered_has_no_line() -> None:
    short = replace(LAMP, unit="", moq=None, lead_days=None, valid_until=None)
    assert short.as_text("en").splitlines()[1:] == [
        "Item: Desk lamp N-1",
        "Price: USD 1,234.50",
        "Terms: FOB Guangzhou (Incoterms 2020)",
    ]


def test_nobody_can_add_a_line_of_his_own() -> None:
    text = replace(LAMP, item="Lamp\nPrice: USD 1", place="A {value}\r\nB", unit=" p c ").as_text("en")
    assert len(text.splitlines()) == 7
    assert "Terms: FOB A {value} B (" in text


def test_the_eleven_rules() -> None:
    assert len(set(INCOTERMS)) == 11
    assert all(replace(LAMP, incoterm=one).as_text("en") for one in INCOTERMS)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"item": " \n"}, "item"),
        ({"item": "x" * 201}, "item"),
        ({"price_minor": 0}, "price"),
        ({"price_minor": -1}, "price"),
        ({"currency": "usd"}, "currency"),
        ({"incoterm": "DAT"}, "incoterm"),
        ({"place": ""}, "place"),
        ({"moq": 0}, "moq"),
        ({"lead_days": -1}, "lead_days"),
    ],
)
def test_what_can_t_be_offered(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        replace(LAMP, **changes).as_text("en")
    assert (refused.value.code, refused.value.params) == ("quote_invalid", {"field": field})


@given(st.integers(0, MAX_MINOR), st.sampled_from(["USD", "JPY", "KWD", "CNY"]))
def test_an_amount_reads_back_exactly(minor: int, currency: str) -> None:
    assert minor_units(amount(minor, currency).removeprefix(currency), currency) == minor


@pytest.mark.parametrize("typed", ["", "x", "1.234.5", "-1", "1e3", "0.001", "NaN", "9" * 30])
def test_what_is_no_price(typed: str) -> None:
    with pytest.raises(Refusal):
        minor_units(typed, "USD")


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_is_sent_or_refused(item: str, place: str, unit: str) -> None:
    try:
        text = replace(LAMP, item=item, place=place, unit=unit).as_text("zh")
    except Refusal:
        return
    assert text.count("\n") == 6
    assert len(text) < 2000


def test_the_whole_fits_into_a_message() -> None:
    long = replace(LAMP, item="界" * 200, place="界" * 200, unit="界" * 200, price_minor=MAX_MINOR)
    assert check_text(long.as_text("es"))
