"""The rehearsal's business cards: one for everybody who works there, as the platform takes it."""

from workstation.domain.card import check_card
from workstation.domain.card_files import phones
from workstation.rehearsal import cards, content


def test_everybody_has_a_card_with_both_sides() -> None:
    staff = [one for company in content.fair().exhibitors for one in company.accounts]
    assert set(cards.cards()) == {one.login for one in staff}
    for card in cards.cards().values():
        assert check_card(card) == card
        assert card.name_zh
        assert card.name_en
        assert card.company_zh
        assert card.company_en


def test_their_numbers_are_written_so_that_they_can_be_called() -> None:
    for card in cards.cards().values():
        assert all(phones.normal(one.number) == one.number for one in card.phones)
