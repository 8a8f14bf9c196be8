"""A buyer books a negotiation in a real browser: from the exhibitor's page, and with one click in the chat."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.portal_fair import FairServer
from workstation.domain.ids import new_action_id


def slots(fair: FairServer, hours: tuple[int, ...]) -> list[dict[str, Any]]:
    """Have the exhibitor create slots of tomorrow, at these hours (UTC)."""
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    made = [
        {
            "id": str(new_action_id()),
            "starts_at": (day + timedelta(hours=hour)).isoformat(),
            "ends_at": (day + timedelta(hours=hour, minutes=30)).isoformat(),
        }
        for hour in hours
    ]
    fair.account("first").act("create_slots", slots=made)
    return made


def test_a_buyer_books_moves_and_cancels(fair: FairServer, new_buyer: Any) -> None:
    made = slots(fair, (7, 8))
    buyer: Buyer = new_buyer(timezone_id="Asia/Kathmandu")
    page = buyer.tab(f"/exhibitors/{fair.ids('exhibitor')['first']}")
    page.get_by_role("link", name="Book a negotiation").click()
    first = page.get_by_role("button", name="12:45–13:15")
    expect(first).to_be_visible()
    expect(first).to_contain_text("15:00–15:30 Beijing time")
    page.fill("#words", "Samples <b>first</b>, please")
    first.click()
    line = page.locator(".meeting")
    expect(line).to_contain_text("12:45–13:15")
    expect(line).to_contain_text("Samples <b>first</b>, please")
    seller = fair.account("first")
    found = seller.call("GET", "/api/v1/snapshot")["bookings"]
    [booking] = [one for one in found if one["slot_id"] == made[0]["id"]]
    assert booking["buyer_zone"] in ("Asia/Kathmandu", "Asia/Katmandu")  # browsers still use the old name

    expect(line).to_contain_text("the exhibitor names who receives you")
    state = seller.call("GET", "/api/v1/snapshot")
    colleague = next(one["id"] for one in state["accounts"] if one["kind"] != "main")
    seller.act("set_permissions", account_id=colleague, permissions=["receive_bookings"])
    seller.act("name_receiver", booking=booking["id"], account_id=colleague)
    page.goto(f"{fair.url}/meetings")
    expect(line).to_contain_text("Booked; not confirmed yet")
    expect(line).to_contain_text("receives you")

    # Accepted and handed back: the page and the chat say that it is confirmed no more, and that the time stays.
    receiver = fair.account("first.sub")
    receiver.act("answer_booking", booking=booking["id"], accept=True)
    page.reload()
    expect(line.locator(".tag.good")).to_have_text("Confirmed")
    receiver.act("answer_booking", booking=booking["id"], accept=False)
    page.reload()
    expect(line.locator(".tag.warn")).to_have_text("Another person will be named; your time stays booked")
    expect(line).not_to_contain_text("receives you")
    page.get_by_role("link", name="Write").click()
    expect(page.locator(".system").last).to_contain_text("no longer confirmed. Another person will be named")
    expect(page.locator(".system").last).to_contain_text("12:45")
    seller.act("name_receiver", booking=booking["id"], account_id=colleague)
    expect(page.locator(".system").last).to_contain_text("receives you: ")

    # Both are in the exhibitor's list once, and the slot can't be booked again.
    page.goto(f"{fair.url}/exhibitors/{fair.ids('exhibitor')['first']}/slots")
    expect(page.get_by_role("button", name="12:45–13:15")).to_be_disabled()

    page.goto(f"{fair.url}/meetings")
    page.get_by_text("Ask for another time").click()
    page.locator(".meeting input[type=date]").fill((datetime.now(UTC) + timedelta(days=2)).date().isoformat())
    page.locator(".meeting input[type=time]").fill("13:45")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".meeting .notice")).to_contain_text("You asked for another time: ")
    asked = next(one for one in seller.call("GET", "/api/v1/snapshot")["bookings"] if one["id"] == booking["id"])
    assert asked["proposal"]["starts_at"].endswith("08:00:00Z")
    seller.act("answer_proposal", booking=booking["id"], agree=True)
    page.reload()
    expect(page.locator(".meeting")).to_contain_text("13:45–14:15")

    with page.expect_download() as download:
        page.get_by_role("link", name="Save in my calendar").click()
    text = download.value.path().read_bytes().decode()
    assert booking["id"].replace("-", "") in text.replace("\r\n ", "").replace("-", "")
    assert "T080000Z" in text
    assert "DESCRIPTION:Booked\\; not confirmed yet" in text

    page.get_by_text("Cancel this negotiation").click()
    page.get_by_role("button", name="Cancel it").click()
    expect(page.get_by_text("Cancelled by you")).to_be_visible()


def test_an_offer_in_the_chat_is_answered_with_one_click(fair: FairServer, new_buyer: Any) -> None:
    made = slots(fair, (9, 10))
    buyer: Buyer = new_buyer(viewport={"width": 390, "height": 780})
    page, chat = buyer.ask(text="When could we talk?")
    seller = fair.account("first")
    seller.act("offer_slots", conversation=chat, slots=[one["id"] for one in made], text="Which one?")
    buttons = page.locator(".offer button")
    expect(buttons).to_have_count(2)
    page.context.set_offline(True)
    buttons.first.click()
    expect(page.locator(".offer-said")).to_contain_text("can't be reached")
    page.context.set_offline(False)
    buttons.first.click()
    expect(page.locator(".offer-said")).to_contain_text("Booked")
    expect(page.locator(".system").last).to_contain_text("You booked a negotiation")
    held = [one for one in seller.call("GET", "/api/v1/snapshot")["bookings"] if one["slot_id"] == made[0]["id"]]
    assert len(held) == 1
    box = page.locator(".offers").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
