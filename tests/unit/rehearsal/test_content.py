"""The rehearsal's texts hold together: keys, languages, places, and what the talk makes of them."""

import re
import string
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.core import get_global

from workstation.domain.account import AccountKind
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ExhibitId, ExhibitorId, SectionId
from workstation.rehearsal import content, pictures
from workstation.rehearsal.content import LANGUAGES, VARIABLES, Phrases, Subject, Temperament
from workstation.rehearsal.talk import Talk, topic_of

FICTIONAL_PHONES = re.compile(
    r"\+(?:1\d{3}55501\d{2}"  # United States and Canada: 555-0100 to 555-0199
    r"|447700900\d{3}|4917604069\d{3}|33639980\d{3}|4670174\d{4}|6149157\d{4}"  # kept for drama by the regulators
    r"|\d{1,3}0005550\d{3})"  # no network gives out numbers with such a beginning
)
SCRIPTS = {"zh": r"[一-鿿]", "ar": r"[؀-ۿ]", "ru": r"[Ѐ-ӿ]"}


def sentences(phrases: Phrases) -> Iterator[str]:
    """Yield all that a buyer of that language says outside threads."""
    for group in (phrases.openings, phrases.thanks, phrases.closings, phrases.nudges):
        yield from group
    for groups in (phrases.questions, phrases.replies, phrases.captions):
        for group in groups.values():
            yield from group


def variables(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def talk(seed: int, language: str = "en", temperament: Temperament | None = None) -> Talk:
    rng = Random(seed)
    visitors = [one for one in content.visitors() if one.writes == language and temperament in (None, one.temperament)]
    return Talk(rng.choice(visitors), Subject.of_item(content.fair().exhibitors[0].exhibits[0]), rng)


# ---- the fair ------------------------------------------------------------------------------------------------------


def test_fair_has_one_full_exhibitor_and_two_others() -> None:
    fair = content.fair()
    full, *others = fair.exhibitors
    assert [account.kind for account in full.accounts] == [AccountKind.MAIN] + [AccountKind.SUB] * 5
    assert len(full.exhibits) >= 24
    assert len({exhibit.section for exhibit in full.exhibits}) >= 5
    assert [[account.kind for account in other.accounts] for other in others] == [[AccountKind.MAIN]] * 2
    assert all(4 <= len(other.exhibits) <= 6 for other in others)
    assert len(fair.sections) >= 12


def test_keys_are_unique_and_lead_somewhere() -> None:
    fair = content.fair()
    phases, sections = [one.key for one in fair.fair.phases], [one.key for one in fair.sections]
    packages = {one.key: one for one in fair.packages}
    accounts = [account.key for one in fair.exhibitors for account in one.accounts]
    exhibits = [exhibit.key for one in fair.exhibitors for exhibit in one.exhibits]
    everything = [*phases, *sections, *packages, *accounts, *exhibits, *(one.key for one in fair.exhibitors)]
    assert len(everything) == len(set(everything))
    assert {section.phase for section in fair.sections} <= set(phases)
    logins = [account.login for one in fair.exhibitors for account in one.accounts]
    assert len(logins) == len(set(logins))
    for exhibitor in fair.exhibitors:
        own = {account.key for account in exhibitor.accounts}
        assert len(own) <= packages[exhibitor.package].accounts
        assert {one.section for one in exhibitor.sections} == {exhibit.section for exhibit in exhibitor.exhibits}
        assert {one.section for one in exhibitor.sections} <= set(sections)
        assert {key for one in exhibitor.sections for key in one.accounts} <= own
        assert {key for exhibit in exhibitor.exhibits for key in exhibit.accounts} <= own


def test_every_way_of_distribution_can_be_rehearsed() -> None:
    full = content.fair().exhibitors[0]
    by_section = {one.section: one.accounts for one in full.sections}
    ways = {"exhibit" if item.accounts else "section" if by_section[item.section] else "main" for item in full.exhibits}
    assert ways == {"exhibit", "section", "main"}


def test_exhibits_are_complete() -> None:
    for exhibitor in content.fair().exhibitors:
        for item in exhibitor.exhibits:
            assert all((item.name.zh, item.name.en, item.name.es)), item.key
            assert all((item.description.zh, item.description.en, item.description.es)), item.key
            assert 0 < item.price.min <= item.price.max, item.key
            assert min(item.moq, item.lead_time_days, len(item.keywords)) > 0, item.key
            assert item.picture.recipe in pictures.EXHIBITS, item.key


def test_no_two_exhibits_look_the_same() -> None:
    recipes = [item.picture.recipe for exhibitor in content.fair().exhibitors for item in exhibitor.exhibits]
    assert len(recipes) == len(set(recipes))


def test_dates_move_together() -> None:
    today = date(2031, 2, 27)
    shipped, moved = content.fair_document(), content.fair_document(today)
    assert moved["fair"]["phases"][0]["first_day"] == today
    by: timedelta = today - shipped["fair"]["phases"][0]["first_day"]
    assert moved["fair"]["phases"][2]["last_day"] == shipped["fair"]["phases"][2]["last_day"] + by
    assert moved["fair"]["distribution_deadline"] == shipped["fair"]["distribution_deadline"] + by
    assert moved["exhibitors"] == shipped["exhibitors"]


# ---- buyers --------------------------------------------------------------------------------------------------------


def test_sixty_buyers_from_many_countries_in_all_languages() -> None:
    visitors = content.visitors()
    assert len(visitors) == 60
    assert len({one.country for one in visitors}) >= 25
    assert {one.writes for one in visitors} == set(LANGUAGES)
    assert {one.temperament for one in visitors} == set(Temperament)
    for field in ("key", "email", "phone", "name"):
        assert len({getattr(one, field) for one in visitors}) == 60, field


@pytest.mark.parametrize("visitor", content.visitors(), ids=lambda visitor: visitor.key)
def test_buyer_is_possible_and_not_a_real_person(visitor: content.Visitor) -> None:
    assert visitor.country in Locale("en").territories
    assert ZoneInfo(visitor.time_zone)
    assert get_global("zone_territories").get(_old_name(visitor.time_zone)) == visitor.country
    assert all(Locale.parse(language) for language in visitor.languages)
    assert visitor.writes in visitor.languages or visitor.writes == "en"
    assert re.search(r"@(?:[\w-]+\.)?example\.(?:com|org|net)$", visitor.email)
    assert FICTIONAL_PHONES.fullmatch(visitor.phone)
    assert visitor.sections
    assert set(visitor.sections) <= {one.key for one in content.fair().sections}
    assert visitor.interests
    assert visitor.port
    assert visitor.company
    assert visitor.latin.isprintable()


def _old_name(zone: str) -> str:
    aliases = get_global("zone_aliases")
    return str(aliases.get(zone, zone))


def test_some_buyer_walks_through_every_section_that_shows_something() -> None:
    walked = {section for visitor in content.visitors() for section in visitor.sections}
    assert {item.section for exhibitor in content.fair().exhibitors for item in exhibitor.exhibits} <= walked


# ---- talk ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_every_group(language: str) -> None:
    phrases, english = content.phrases(language), content.phrases("en")
    assert phrases.language == language
    assert phrases.questions.keys() == english.questions.keys()
    assert phrases.replies.keys() == english.replies.keys() == {*content.topic_words(), "other"}
    assert phrases.captions.keys() == english.captions.keys() == set(pictures.SENT)
    assert len(phrases.threads) == 10
    distinct = set(sentences(phrases))
    assert len(distinct) >= 60
    assert all(len(group) >= 2 for groups in (phrases.replies, phrases.captions) for group in groups.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_variables_are_known(language: str) -> None:
    phrases = content.phrases(language)
    lines = [text for thread in phrases.threads for line in thread for text in line.values()]
    for text in [*sentences(phrases), *lines]:
        assert variables(text) <= VARIABLES, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_threads_alternate_and_begin_with_the_buyer(language: str) -> None:
    for thread in content.phrases(language).threads:
        assert all(len(line) == 1 for line in thread)
        who = ["buyer" if "buyer" in line else "staff" for line in thread]
        assert who[0] == "buyer"
        assert {"buyer", "staff"} == set(who)
        assert "buyer buyer" not in " ".join(who)


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_texts_are_in_their_script(language: str) -> None:
    for text in sentences(content.phrases(language)):
        assert re.search(SCRIPTS[language], text), text


def test_no_sentence_serves_two_languages() -> None:
    seen: dict[str, str] = {}
    for language in LANGUAGES:
        for text in set(sentences(content.phrases(language))):
            assert text not in seen, (text, language, seen[text])
            seen[text] = language


@pytest.mark.parametrize(
    ("answer", "topic"),
    [
        ("Hello, our price for 500 pcs is USD 6.20 FOB Shenzhen.", "price"),
        ("您好，单价6.2美元，FOB深圳。", "price"),
        ("The MOQ is 500 pcs per colour.", "moq"),
        ("起订量每个颜色500件", "moq"),
        ("We can ship in 30 days.", "delivery"),
        ("交期30天左右", "delivery"),
        ("Samples can be sent by courier.", "sample"),
        ("样品明天寄出", "sample"),
        ("有CE证书和检测报告", "certificate"),
        ("Yes, it is CE and UL certified.", "certificate"),
        ("30% deposit, balance before delivery of the B/L", "payment"),
        ("付款方式：三成定金", "payment"),
        ("8 pcs per carton, colour box packing", "packaging"),
        ("Hello and welcome!", "greeting"),
        ("您好，很高兴为您服务", "greeting"),
        ("Yes, that is the nice one.", "other"),  # neither "ce" in "nice" nor "hi" in "that is"
        ("可以的", "other"),
    ],
)
def test_topic_is_seen(answer: str, topic: str) -> None:
    assert topic_of(answer) == topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_seed_same_words(language: str) -> None:
    def said(seed: int) -> list[object]:
        one = talk(seed, language)
        return [one.opening(), one.question(), one.reply_to("The price is USD 5."), one.nudge(), one.thread()]

    assert said(7) == said(7)
    assert said(7) != said(8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_has_a_hole(language: str) -> None:
    one = talk(1, language)
    said = [one.opening() for _ in range(20)] + [one.question() for _ in range(60)]
    said += [
        one.reply_to(answer) for answer in ("price", "moq", "days", "sample", "ce", "hi", "t/t", "carton", "ok") * 6
    ]
    said += [one.thanks(), one.closing(), one.nudge(), *(one.caption(kind) for kind in pictures.SENT)]
    said += [line.text for _ in range(30) for line in one.thread()]
    for text in said:
        assert not re.search(r"[{}]|\bNone\b|  ", text), text
        assert not text.endswith((":", "：")), text


def test_buyer_says_everything_before_he_repeats_himself() -> None:
    one = talk(3, temperament=Temperament.SLOW)
    openings = content.phrases("en").openings
    assert len({one.opening() for _ in openings}) == len(openings)


def test_terse_buyer_keeps_to_short_sentences() -> None:
    terse, chatty = (talk(2, temperament=kind) for kind in (Temperament.TERSE, Temperament.CHATTY))

    def words(one: Talk) -> int:
        return sum(len(one.question()) for _ in range(100))

    assert words(terse) < words(chatty)


def test_thread_agrees_with_itself() -> None:
    haggled = [
        prices
        for seed in range(60)
        if len(prices := re.findall(r"USD (\d+\.\d\d)", " ".join(line.text for line in talk(seed).thread()))) == 4
    ]
    assert haggled
    for price, target, deal, again in haggled:
        assert float(target) <= float(deal) <= float(price)
        assert deal == again


def test_exhibit_without_figures_can_be_talked_about() -> None:
    exhibit = Exhibit(
        id=ExhibitId(1),
        rev=1,
        exhibitor_id=ExhibitorId(1),
        section_id=SectionId(1),
        number="X-1",
        name_zh="水壶",
        name_en="Kettle",
        price_min_minor=120000,
    )
    subject = Subject.of_exhibit(exhibit)
    assert (subject.low, subject.high) == (120000, 120000)
    one = talk(5)
    one.turn_to(subject)
    assert any("X-1" in one.opening() for _ in range(8))
