"""What a number on a card is for, as far as the number itself tells."""

import pytest

from tests.helpers.builders import make_account, make_buyer
from workstation.domain import card
from workstation.domain.card import CardPhone, PhoneKind
from workstation.domain.card_files import phones


@pytest.mark.parametrize(
    ("written", "country", "known"),
    [
        ("+49 30 901820", "", True),
        ("030 901820", "DE", True),
        ("0757 8888 6666", "CN", True),
        ("400 820 8820", "CN", True),
        ("+86 138 0013 8000 ext 12", "", True),
        ("138 0013 8000", "CN", False),
        ("+1 212 555 0123", "", False),  # may be either
        ("+86 15400000101", "", False),
        ("ask at the desk", "CN", False),
        ("", "", False),
    ],
)
def test_a_land_line_is_known(written: str, country: str, known: bool) -> None:
    assert phones.is_land_line(written, country) is known


@pytest.mark.parametrize(
    ("written", "country", "kind"),
    [
        ("+49 30 901820", "DE", PhoneKind.WORK),
        ("030 901820", "DE", PhoneKind.WORK),
        ("030 901820", "nowhere", PhoneKind.MOBILE),
        ("+49 1512 3456789", "DE", PhoneKind.MOBILE),
    ],
)
def test_a_profile_s_land_line_is_not_called_a_mobile(written: str, country: str, kind: PhoneKind) -> None:
    buyer = make_buyer(phone=written, country=country)
    assert card.of_buyer(buyer).phones == (CardPhone(written, kind),)
    account = make_account(mobile=written)
    assert card.of_account(account, None).phones[0].kind is (
        PhoneKind.WORK if "+49 30" in written else PhoneKind.MOBILE
    )
