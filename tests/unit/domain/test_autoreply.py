"""Automatic answers against a written table of cases (domain.md §2)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from workstation.domain.account import Presence
from workstation.domain.autoreply import (
    COOLDOWN,
    MAX_TEXT_CHARS,
    MINUTES_A_DAY,
    Asked,
    AutoReply,
    Band,
    Reply,
    Side,
    Silence,
    Texts,
    checked,
    decide,
)
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId

LI = PrincipalId(7)
ZONE = "Asia/Shanghai"
# Wednesday, 15 April 2026. 04:00 UTC is noon at the fair.
NOON = datetime(2026, 4, 15, 4, 0, tzinfo=UTC)

WORDS = Texts(zh="稍候", en="One moment")
AWAY_WORDS = Texts(zh="已下班", en="We are closed")
OURS = Texts(zh="公司", en="Company")
NIGHT = Band(from_minute=22 * 60, to_minute=6 * 60)
HOURS = Band(from_minute=9 * 60, to_minute=18 * 60)
MONDAY_NIGHT = Band(from_minute=22 * 60, to_minute=6 * 60, days=(0,))
ON = Reply(on=True, texts=WORDS)
OFF = Reply(on=False, texts=WORDS)
OWN = AutoReply(account_id=LI, online=ON, offline=Reply(on=True, texts=AWAY_WORDS))
COMPANY = AutoReply(online=Reply(on=True, texts=OURS), offline=Reply(on=True, texts=OURS))


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    """Return a moment of the fair's clock in April 2026 (the 13th is a Monday)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def asked(**fields: Any) -> Asked:
    known: dict[str, Any] = {"now": NOON, "zone": ZONE, "languages": ("en",), "owner_presence": Presence.ONLINE}
    return Asked(**(known | fields))


# name, own answers, company's, what is known, the text or the reason for silence
TABLE: list[tuple[str, AutoReply | None, AutoReply | None, Asked, str | Silence]] = [
    ("nothing was ever set", None, None, asked(), Silence.OFF),
    ("only the company's", None, COMPANY, asked(), "Company"),
    ("own beats the company's", OWN, COMPANY, asked(), "One moment"),
    ("own, company has none", OWN, None, asked(), "One moment"),
    ("gone back to the company's", replace(OWN, own=False), COMPANY, asked(), "Company"),
    ("gone back, company has none", replace(OWN, own=False), None, asked(), Silence.OFF),
    ("own switched off: not the company's either", replace(OWN, online=OFF), COMPANY, asked(), Silence.OFF),
    ("own switched on without words: the company's", replace(OWN, online=Reply(on=True)), COMPANY, asked(), "Company"),
    ("switched on without any words", replace(OWN, online=Reply(on=True)), None, asked(), Silence.NO_TEXT),
    ("company switched off", None, replace(COMPANY, online=OFF), asked(), Silence.OFF),
    # presence chooses the side
    ("on-line", OWN, COMPANY, asked(owner_presence=Presence.ONLINE), "One moment"),
    ("busy is there", OWN, COMPANY, asked(owner_presence=Presence.BUSY), "One moment"),
    ("away is not", OWN, COMPANY, asked(owner_presence=Presence.AWAY), "We are closed"),
    ("off-line", OWN, COMPANY, asked(owner_presence=Presence.OFFLINE), "We are closed"),
    ("off-line off, on-line on", replace(OWN, offline=OFF), COMPANY, asked(owner_presence=Presence.OFFLINE),
     Silence.OFF),
    ("in the queue", OWN, COMPANY, asked(owner_presence=None), Silence.NOBODY),
    # the buyer's language
    ("Chinese", OWN, None, asked(languages=("zh",)), "稍候"),
    ("Chinese of Taiwan", OWN, None, asked(languages=("zh-TW",)), "稍候"),
    ("Spanish reads English", OWN, None, asked(languages=("es",)), "One moment"),
    ("Spanish, then Chinese", OWN, None, asked(languages=("es", "zh-CN", "en")), "稍候"),
    ("Arabic, then English, then Chinese", OWN, None, asked(languages=("ar", "en", "zh")), "One moment"),
    ("no language known", OWN, None, asked(languages=()), "One moment"),
    ("Chinese reader, English words only", replace(OWN, online=Reply(on=True, texts=Texts(en="Hi"))), COMPANY,
     asked(languages=("zh",)), "Hi"),
    ("English reader, Chinese words only", replace(OWN, online=Reply(on=True, texts=Texts(zh="好"))), COMPANY,
     asked(), "好"),
    # bands, in the fair's time
    ("within hours", replace(OWN, online=replace(ON, bands=(HOURS,))), COMPANY, asked(now=at(9)), "One moment"),
    ("a minute before", replace(OWN, online=replace(ON, bands=(HOURS,))), COMPANY, asked(now=at(8, 59)),
     Silence.OUTSIDE_BANDS),
    ("at the end: over", replace(OWN, online=replace(ON, bands=(HOURS,))), COMPANY, asked(now=at(18)),
     Silence.OUTSIDE_BANDS),
    ("the last minute", replace(OWN, online=replace(ON, bands=(HOURS,))), COMPANY, asked(now=at(17, 59)), "One moment"),
    ("past midnight, before it", replace(OWN, online=replace(ON, bands=(NIGHT,))), None, asked(now=at(23, 59)),
     "One moment"),
    ("past midnight, at it", replace(OWN, online=replace(ON, bands=(NIGHT,))), None, asked(now=at(0)), "One moment"),
    ("past midnight, after it", replace(OWN, online=replace(ON, bands=(NIGHT,))), None, asked(now=at(5, 59)),
     "One moment"),
    ("past midnight, over", replace(OWN, online=replace(ON, bands=(NIGHT,))), None, asked(now=at(6)),
     Silence.OUTSIDE_BANDS),
    ("Monday night, on Monday", replace(OWN, online=replace(ON, bands=(MONDAY_NIGHT,))), None,
     asked(now=at(23, day=13)), "One moment"),
    ("Monday night, on Tuesday morning", replace(OWN, online=replace(ON, bands=(MONDAY_NIGHT,))), None,
     asked(now=at(5, day=14)), "One moment"),
    ("Monday night, on Monday morning: Sunday's", replace(OWN, online=replace(ON, bands=(MONDAY_NIGHT,))), None,
     asked(now=at(5, day=13)), Silence.OUTSIDE_BANDS),
    ("Monday night, on Tuesday night", replace(OWN, online=replace(ON, bands=(MONDAY_NIGHT,))), None,
     asked(now=at(23, day=14)), Silence.OUTSIDE_BANDS),
    ("from a minute to the same: a whole day", replace(OWN, online=replace(ON, bands=(Band(from_minute=600,
     to_minute=600),))), None, asked(now=at(3)), "One moment"),
    ("one of two bands", replace(OWN, online=replace(ON, bands=(HOURS, NIGHT))), None, asked(now=at(23)), "One moment"),
    ("between two bands", replace(OWN, online=replace(ON, bands=(HOURS, NIGHT))), None, asked(now=at(20)),
     Silence.OUTSIDE_BANDS),
    ("own bands with the company's words", replace(OWN, online=Reply(on=True, bands=(HOURS,))), COMPANY,
     asked(now=at(20)), Silence.OUTSIDE_BANDS),
    ("the fair's evening, not the server's", replace(OWN, online=replace(ON, bands=(HOURS,))), None,
     asked(now=datetime(2026, 4, 15, 12, 0, tzinfo=UTC)), Silence.OUTSIDE_BANDS),
    # how often
    ("half an hour and a second ago", OWN, None, asked(last_sent_at=NOON - COOLDOWN - timedelta(seconds=1)),
     "One moment"),
    ("half an hour ago to the second", OWN, None, asked(last_sent_at=NOON - COOLDOWN), "One moment"),
    ("a second less", OWN, None, asked(last_sent_at=NOON - COOLDOWN + timedelta(seconds=1)), Silence.COOLDOWN),
    ("just now, by another owner", OWN, COMPANY, asked(last_sent_at=NOON), Silence.COOLDOWN),
    ("went off-line since", OWN, COMPANY, asked(last_sent_at=NOON - timedelta(minutes=5),
     owner_presence=Presence.OFFLINE), Silence.COOLDOWN),
    # never
    ("to an automatic message", OWN, COMPANY, asked(automatic=True), Silence.AUTOMATIC),
    ("to a blocked buyer", OWN, COMPANY, asked(blocked=True), Silence.BLOCKED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "company", "known", "expected"), [case[1:] for case in TABLE], ids=[case[0] for case in TABLE]
)
def test_table(own: AutoReply | None, company: AutoReply | None, known: Asked, expected: str | Silence) -> None:
    verdict = decide(own, company, known)
    if isinstance(expected, Silence):
        assert (verdict.silence, verdict.text) == (expected, "")
    else:
        assert (verdict.silence, verdict.text) == (None, expected)
    there = known.owner_presence in (Presence.ONLINE, Presence.BUSY)
    assert verdict.side is (Side.ONLINE if there else Side.OFFLINE)


@pytest.mark.parametrize("text", ["Company", "One moment"])
def test_whose_words_they_are_is_said(text: str) -> None:
    own = OWN if text == "One moment" else None
    assert decide(own, COMPANY, asked()).company is (own is None)


bands = st.builds(
    Band,
    from_minute=st.integers(0, MINUTES_A_DAY - 1),
    to_minute=st.integers(0, MINUTES_A_DAY),
    days=st.lists(st.integers(0, 6), unique=True, max_size=7).map(tuple),
)


@given(bands, st.integers(0, 400))
def test_a_band_holds_as_long_as_it_is_long(band: Band, day: int) -> None:
    """Counted over a week: every day on which it begins gives its length, wherever midnight lies."""
    length = (band.to_minute - band.from_minute) % MINUTES_A_DAY or MINUTES_A_DAY
    midnight = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
    week = (midnight + timedelta(minutes=15 * quarter) for quarter in range(7 * 96))
    held = sum(band.holds(moment) for moment in week)
    # Quarters that lie within the band of one day:
    starts = [minute for minute in range(0, 2 * MINUTES_A_DAY, 15) if 0 <= minute - band.from_minute < length]
    assert held == len(starts) * (len(band.days) or 7)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (replace(COMPANY, waiting=Texts(zh="长" * (MAX_TEXT_CHARS + 1))), "text_too_long"),
        (replace(COMPANY, online=Reply(on=True, texts=Texts(en="a\x00b"))), "text_invalid"),
        (replace(COMPANY, online=Reply(bands=(Band(from_minute=MINUTES_A_DAY),))), "invalid_request"),
        (replace(COMPANY, offline=Reply(bands=(Band(to_minute=-1),))), "invalid_request"),
        (replace(COMPANY, offline=Reply(bands=(Band(days=(7,)),))), "invalid_request"),
        (replace(COMPANY, offline=Reply(bands=(Band(),) * 21)), "invalid_request"),
    ],
)
def test_what_can_t_be_kept(reply: AutoReply, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(reply)
    assert refused.value.code == code


def test_empty_texts_are_kept_as_they_are() -> None:
    assert checked(AutoReply(online=Reply(on=True))) == AutoReply(online=Reply(on=True))
