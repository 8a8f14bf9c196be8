"""Forms about purchase intents: what is typed into them, and whose pages they are."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.helpers.portal_fair import FairServer
from tests.unit.portal.conftest import Reader
from workstation.domain.errors import Refusal
from workstation.server.portal.wanting_form import number_typed, wanted_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", None),
        ("  ", None),
        ("1500", "1500"),
        ("1,500", "1500"),
        ("1.500", "1500"),
        ("1 500", "1500"),
        ("1,234,567", "1234567"),
        ("12.50", "12.50"),
        ("12,5", "12.5"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        (".5", "0.5"),
        ("0,05", "0.05"),
        ("0.125", "0.125"),
        ("12,", "12"),
        ("٥٠", "50"),
        ("١٬٥٠٠٫٢٥", "1500.25"),
        ("1'500.50", "1500.50"),
    ],
)
def test_numbers_as_people_type_them(typed: str, meant: str | None) -> None:
    assert number_typed("price", typed) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize("typed", ["many", "1e5", "NaN", "Infinity", "1-2", "9" * 40, ",", "--"])
def test_what_is_no_number_is_said_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        number_typed("price", typed)
    assert (caught.value.code, caught.value.params) == ("intent_number", {"field": "price"})


@pytest.mark.parametrize(("currency", "minor"), [("USD", 1250), ("JPY", 12), ("KWD", 12500)])
def test_a_price_is_kept_in_the_currency_s_smallest_parts(currency: str, minor: int) -> None:
    assert wanted_of({"title": "x", "price": "12.50", "currency": currency}).target_price_minor == minor


def test_half_a_piece_is_none() -> None:
    with pytest.raises(Refusal):
        wanted_of({"title": "x", "quantity": "1.5"})


def published(reader: Reader, title: str) -> str:
    """Publish something, and return the address of its page."""
    answer = reader.post("/intents/new", {"id": str(uuid4()), "title": title, "currency": "EUR"})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_one_s_own_and_nobody_else_s(fair: FairServer, reader: Reader) -> None:
    for path in ("/intents", "/intents/new?exhibit=1", f"/intents/{uuid4()}"):
        assert reader.get(path).headers["Location"].startswith("/sign-in?next=/intents")
    reader.register(fair)
    begun = reader.get(f"/intents/new?exhibit={fair.ids('exhibit')['k1']}").text
    assert 'value="Kettle 1"' in begun
    page = published(reader, "Kettle")
    assert "Received by 2 suppliers" in reader.get(page).text
    assert page in reader.get("/intents").text
    assert reader.post("/intents/new", {"id": str(uuid4()), "title": " "}).status_code == 422
    assert reader.post("/intents/new", {"id": "x", "title": "Kettle"}).status_code == 422
    assert reader.post("/intents/new", {"id": str(uuid4()), "title": "Kettle"}, csrf=None).status_code == 403

    stranger = Reader(reader.base)
    try:
        stranger.register(fair)
        assert page not in stranger.get("/intents").text
        for path in (page, f"{page}/change"):
            assert stranger.get(path).status_code == 404
        for deed, fields in (("withdraw", {}), ("change", {"title": "x"}), ("chat", {"exhibitor": "1"})):
            assert stranger.post(f"{page}/{deed}", {"id": str(uuid4()), **fields}).status_code == 404
    finally:
        stranger.session.close()

    seller = re.search(r'name="exhibitor" value="(\d+)"', reader.get(page).text)
    assert seller
    chat = reader.post(f"{page}/chat", {"id": str(uuid4()), "exhibitor": seller[1]})
    assert chat.headers["Location"].startswith("/chats/")
    assert "In contact with 1 supplier" in reader.get(page).text
    assert reader.post(f"{page}/withdraw", {"id": str(uuid4())}).status_code == 303
    assert "Withdrawn" in reader.get(page).text
    assert reader.get(f"{page}/change").status_code == 409
