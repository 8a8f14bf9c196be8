"""Which exhibits fit a purchase intent, and what an intent must say."""

from datetime import date
from typing import Any

import pytest

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import AttachmentId, ExhibitId, ExhibitorId, SectionId
from workstation.domain.intent import MAX_DESCRIPTION_CHARS, MAX_EXHIBITORS, MAX_MATCHES, Wanted
from workstation.domain.intent_rules import check_wanted
from workstation.domain.matching import asked, best_of, completeness, fits, match, words_of

LIGHTING, TOOLS = SectionId(1), SectionId(2)
LAMP: dict[str, Any] = {
    "name_zh": "护眼台灯",
    "name_en": "LED desk lamp",
    "name_es": "Lámpara de escritorio",
    "category": "Desk lamps",
    "keywords": ("eye care", "dimmable"),
    "section_id": LIGHTING,
}


def exhibit(number: int = 1, *, of: int = 1, **given: Any) -> Exhibit:
    values = {"name_zh": "", "name_en": "", "section_id": TOOLS, "number": f"X-{number}", **given}
    return Exhibit(id=ExhibitId(number), rev=1, exhibitor_id=ExhibitorId(of), **values)


def score(wanted: Wanted, shown: Exhibit) -> int:
    found = match(wanted, asked(wanted), shown)
    return 0 if found is None else found.score


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LED Desk Lamps", {"led", "desk", "lamp"}),
        ("lámparas de MESA", {"lampara", "mesa"}),
        ("ＬＥＤ 台灯", {"led", "台灯"}),
        ("充电式电钻", {"充电", "电式", "式电", "电钻"}),
        ("boxes and batteries, 500 pcs", {"box", "batteri"}),
        ("box battery", {"box", "batteri"}),
        ("采购LED灯", {"led", "灯"}),
        ("a 1 2024 !", set()),
        ("", set()),
    ],
)
def test_texts_are_cut_into_words(text: str, expected: set[str]) -> None:
    assert set(words_of(text)) == expected


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("Desk lamps for a hotel", True),
        ("lampara de escritorio", True),
        ("护眼台灯 500 台", True),
        ("DIMMABLE DESK LIGHTS", True),
        ("Garden hose", False),
        ("水管", False),
        ("500", False),
    ],
)
def test_words_in_any_language_find_an_exhibit(title: str, fit: bool) -> None:
    found = match(Wanted(title=title), asked(Wanted(title=title)), exhibit(**LAMP))
    assert (found is not None) is fit
    if found is not None:
        assert found.reasons[0] == "words"
        assert found.words


@pytest.mark.parametrize(
    ("title", "common"),
    [
        ("护眼台灯 500 台", ("护眼台灯",)),
        ("护眼灯与台灯", ("护眼", "台灯")),
        ("台灯护眼", ("台灯", "护眼")),
        ("two desk lamps", ("desk", "lamps")),
        ("dos lámparas de escritorio", ("lámparas", "escritorio")),
    ],
)
def test_words_in_common_are_told_as_they_were_written(title: str, common: tuple[str, ...]) -> None:
    wanted = Wanted(title=title, section_id=LIGHTING)
    found = match(wanted, asked(wanted), exhibit(**LAMP))
    assert found is not None
    assert found.words == common


def test_each_reason_adds_its_points() -> None:
    plain = Wanted(title="desk lamp")
    lamp = exhibit(**LAMP)
    base = score(plain, lamp)
    in_section = Wanted(title="desk lamp", section_id=LIGHTING)
    assert score(in_section, lamp) == base + 25
    assert score(Wanted(title="desk lamp", category="lamps"), lamp) == base + 10
    priced = exhibit(**LAMP, price_min_minor=500, price_max_minor=700, moq=100)
    bare = score(plain, priced)
    for target, currency, points in ((500, "USD", 10), (420, "USD", 5), (300, "USD", 0), (500, "EUR", 0)):
        assert score(Wanted(title="desk lamp", target_price_minor=target, currency=currency), priced) == bare + points
    assert score(Wanted(title="desk lamp", quantity=100), priced) == bare + 5
    assert score(Wanted(title="desk lamp", quantity=99), priced) == bare


def test_the_fuller_an_exhibit_the_better_it_matches() -> None:
    bare = exhibit(1, name_en="Desk lamp", section_id=LIGHTING)
    full = exhibit(
        2, **LAMP, about_en="x", price_min_minor=1, moq=1, lead_time_days=1, picture_id=AttachmentId(1)
    )  # fmt: skip
    assert (completeness(bare), completeness(full)) == (10, 100)
    found = best_of(Wanted(title="desk lamp", section_id=LIGHTING), (bare, full))
    assert [one.exhibit_id for one in found] == [2, 1]
    everything = Wanted(
        title="LED desk lamp", section_id=LIGHTING, category="desk lamps", target_price_minor=1, quantity=1
    )
    assert best_of(everything, (full,))[0].score == 100
    assert best_of(everything, (full,))[0].reasons == ("words", "section", "category", "price", "complete", "quantity")


def test_another_section_needs_many_words_in_common() -> None:
    lamp = exhibit(**LAMP)
    assert score(Wanted(title="red painted wooden desk", section_id=TOOLS), lamp) == 0
    assert score(Wanted(title="LED desk lamp", section_id=TOOLS), lamp) > 0


def test_a_word_in_a_description_counts_less() -> None:
    named = exhibit(1, name_en="Kettle", section_id=LIGHTING)
    described = exhibit(2, name_en="Pot", about_en="As good as a kettle", section_id=LIGHTING)
    wanted = Wanted(title="kettle", section_id=LIGHTING)
    assert score(wanted, named) > score(wanted, described) > 0
    packed = Wanted(title="Toaster", description="Packed as good as new", section_id=LIGHTING)
    assert score(packed, described) == 0, "what both only describe themselves with is chance"


def test_exhibitors_come_best_first_then_those_of_the_section_and_no_others() -> None:
    shown = [
        exhibit(1, of=1, name_en="Saw", section_id=LIGHTING),
        exhibit(2, of=2, name_en="Lamp", section_id=LIGHTING),
        exhibit(3, of=3, **LAMP),
        exhibit(4, of=4, name_en="Saw"),
        *(exhibit(10 + n, of=3, **LAMP) for n in range(MAX_MATCHES + 2)),
    ]
    found = fits(Wanted(title="LED desk lamp", section_id=LIGHTING), shown)
    assert [one.exhibitor_id for one in found] == [3, 2, 1]
    assert (len(found[0].matches), found[2].matches) == (MAX_MATCHES, ())
    many = [exhibit(n, of=n, name_en="Lamp", section_id=LIGHTING) for n in range(1, MAX_EXHIBITORS + 9)]
    assert len(fits(Wanted(title="lamp", section_id=LIGHTING), many)) == MAX_EXHIBITORS


# --- what an intent must say ---

TODAY = date(2026, 10, 20)


def test_an_intent_is_kept_trimmed() -> None:
    typed = Wanted(title="  Desk \n lamps ", currency="usd", destination="de", deadline="2026-10-20", unit=" set ")
    kept = check_wanted(typed, TODAY)
    assert (kept.title, kept.currency, kept.destination, kept.unit) == ("Desk lamps", "USD", "DE", "set")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"title": " \n "}, "intent_title", "title"),
        ({"title": "x" * 201}, "text_too_long", "title"),
        ({"title": "a\x00b"}, "text_invalid", "title"),
        ({"description": "x" * (MAX_DESCRIPTION_CHARS + 1)}, "text_too_long", "description"),
        ({"category": "x" * 101}, "text_too_long", "category"),
        ({"unit": "x" * 41}, "text_too_long", "unit"),
        ({"quantity": 0}, "intent_number", "quantity"),
        ({"quantity": 10**13}, "intent_number", "quantity"),
        ({"target_price_minor": -1}, "intent_number", "target_price_minor"),
        ({"currency": "XXX"}, "intent_currency", "currency"),
        ({"currency": ""}, "intent_currency", "currency"),
        ({"destination": "Germany"}, "intent_country", "destination"),
        ({"deadline": "2026-10-19"}, "intent_deadline", "deadline"),
        ({"deadline": "2027-11-01"}, "intent_deadline", "deadline"),
        ({"deadline": "2026-02-30"}, "intent_deadline", "deadline"),
        ({"deadline": "20261031"}, "intent_deadline", "deadline"),
        ({"language": "x y"}, "invalid_request", "language"),
    ],
)
def test_what_an_intent_may_not_say(given: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_wanted(Wanted(**{"title": "Lamp", **given}), TODAY)
    assert (caught.value.code, caught.value.params["field"]) == (code, field)
