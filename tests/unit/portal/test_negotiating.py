"""Booking and another time without a script: far-off slots, hours that are not or twice, and what stands afterwards."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.helpers.portal_fair import FairServer
from tests.unit.portal.conftest import Reader
from workstation.domain.ids import new_action_id

LENGTH = timedelta(minutes=20)


def slots(fair: FairServer, exhibitor: str, *days_ahead: int) -> list[dict[str, Any]]:
    """Have an exhibitor create a slot of twenty minutes on each of these days."""
    today = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
    made = []
    for days in days_ahead:
        starts_at = today + timedelta(days=days)
        ends_at = starts_at + LENGTH
        made.append({"id": str(new_action_id()), "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()})
    fair.account(exhibitor).act("create_slots", slots=made)
    return made


def last_sunday(month: int) -> date:
    """Return the next last Sunday of a month: when Europe's clocks change (March, October)."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    for year in (tomorrow.year, tomorrow.year + 1):
        last = date(year, month, 31)
        found = last - timedelta(days=(last.weekday() + 1) % 7)
        if found >= tomorrow:
            break
    return found


def book(reader: Reader, page: str) -> str:
    """Book the first slot of a page; return the booking's id."""
    choice = re.search(r'name="choice" value="([^"]+)"', reader.get(page).text)
    assert choice
    answer = reader.post(page, {"choice": choice[1]})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"].partition("#b")[2])


def test_far_off_slots_are_reached_and_never_called_none(fair: FairServer, reader: Reader) -> None:
    page = f"/exhibitors/{fair.ids('exhibitor')['second']}/slots"
    reader.register(fair, time_zone="Europe/Berlin")
    assert "no open times right now" in reader.get(page).text
    made = slots(fair, "second", 100, 101, 190)
    shown = reader.get(page).text
    assert [one["id"] in shown for one in made] == [True, True, False]
    later = re.search(r'href="([^"]+\?since=[^"]+)"', shown)
    assert later
    assert [one["id"] in reader.get(later[1]).text for one in made] == [False, False, True]
    assert made[0]["id"] in reader.get(f"{page}?since=nonsense").text


def test_another_time_is_as_long_and_is_one_that_the_buyer_s_clock_shows_once(fair: FairServer, reader: Reader) -> None:
    slots(fair, "first", 2)
    reader.register(fair, time_zone="Europe/Berlin")
    booking = book(reader, f"/exhibitors/{fair.ids('exhibitor')['first']}/slots")

    def ask(day: date, at: str) -> str:
        form = {"id": str(new_action_id()), "day": day.isoformat(), "time": at}
        answer = reader.post(f"/meetings/{booking}/propose", form)
        return answer.text if answer.status_code == 409 else str(answer.status_code)

    assert "does not exist where you are" in ask(last_sunday(3), "02:30")
    assert "comes twice where you are" in ask(last_sunday(10), "02:30")
    assert ask(last_sunday(10), "10:30") == "303"
    seller = fair.account("first")
    asked = next(one for one in seller.call("GET", "/api/v1/snapshot")["bookings"] if one["id"] == booking)["proposal"]
    starts_at, ends_at = (datetime.fromisoformat(asked[key]) for key in ("starts_at", "ends_at"))
    assert ends_at - starts_at == LENGTH

    state = seller.call("GET", "/api/v1/snapshot")
    main = next(one["id"] for one in state["accounts"] if one["kind"] == "main")
    seller.act("name_receiver", booking=booking, account_id=main)
    assert "receives you" in reader.get("/meetings").text
    assert reader.post(f"/meetings/{booking}/cancel", {"id": str(new_action_id())}).status_code == 303
    after = reader.get("/meetings").text
    assert "Cancelled by you" in after
    assert "receives you" not in after
