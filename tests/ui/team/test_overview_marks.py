"""What the overview's plots make of the figures."""

from datetime import UTC, datetime

from workstation.domain.overview import CountryFigures, Overview
from workstation.ui.team.overview import figures

AT = datetime(2026, 4, 1, tzinfo=UTC)


def overview_of(*conversations: int) -> Overview:
    """Return an overview with so many conversations in as many countries."""
    codes = ("DE", "ES", "FR", "IT", "PL", "PT", "SE", "US", "BR", "CL", "CO", "EG")
    found = (CountryFigures(country=code, conversations=n) for code, n in zip(codes, conversations, strict=False))
    return Overview(at=AT, since=AT, until=AT, time_zone="Asia/Shanghai", countries=tuple(found))


def test_no_country_is_left_out() -> None:
    many = overview_of(9, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1)
    shown = figures.countries(many)
    assert [one.value_text for one in shown] == ["9", "8", "7", "6", "5", "4", "3", "2", "4"]
    assert (shown[-1].key, shown[-1].label) == (figures.MORE, "3 more countries")
    assert sum(int(one.value_text) for one in shown) == sum(one.conversations for one in many.countries)
    whole = figures.countries(many, whole=True)
    assert [one.key for one in whole] == [one.country for one in many.countries]
    nine = figures.countries(overview_of(*[1] * 9))
    assert [one.key for one in nine][-1] == "BR", "one more takes no more room than saying so"
