"""Several tabs of one browser: one stream, one state, one order."""

from playwright.sync_api import Page, expect

from tests.e2e.portal.conftest import Buyer, bubbles, write
from tests.helpers.portal_fair import FairServer


def _streams(page: Page) -> list[str]:
    opened: list[str] = []
    page.on("request", lambda request: opened.append(request.url) if "/api/v1/stream" in request.url else None)
    return opened


def test_tabs_share_one_stream_and_take_over(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="one")
    second = buyer.tab()
    opened = _streams(second)
    second.goto(f"{fair.url}/chats/{chat}")
    second.wait_for_selector("#chats[data-ready]")
    seller = fair.account("first")
    seller.say(chat, "to both")
    for tab in (page, second):
        expect(tab.locator(".bubble.theirs")).to_contain_text("to both")
    write(second, "from the second")
    expect(page.locator(".bubble.mine", has_text="from the second")).to_be_visible()
    write(page, "from the first")
    expect(second.locator(".bubble.mine", has_text="from the first").locator("[data-state=sent]")).to_be_visible()
    assert opened == []
    seller.act("mark_read", conversation=chat, n=seller.messages(chat)[-1]["n"])
    expect(second.locator("[data-state=sent]")).to_have_count(0)

    page.close()
    second.bring_to_front()
    seller.say(chat, "after the first is gone")
    expect(second.locator(".bubble.theirs .text").last).to_have_text("after the first is gone")
    assert len(opened) == 1
    assert bubbles(second) == ["one", "to both", "from the second", "from the first", "after the first is gone"]


def test_a_tab_that_sleeps_loses_the_lead(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="one")
    second = buyer.tab()
    second.clock.install()
    second.goto(f"{fair.url}/chats/{chat}")
    second.wait_for_selector("#chats[data-ready]")
    second.bring_to_front()
    seller = fair.account("first")
    seller.say(chat, "to both")
    expect(second.locator(".bubble.theirs")).to_contain_text("to both")
    # Stands for a tab that the browser has put to sleep: it says nothing more, yet holds its lock.
    page.evaluate("() => { window.said = BroadcastChannel.prototype.postMessage; }")
    page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    seller.say(chat, "while the first sleeps")
    opened = _streams(second)
    for _ in range(3):
        second.clock.fast_forward(15_000)
    expect(second.locator(".bubble.theirs .text").last).to_have_text("while the first sleeps")
    assert len(opened) == 1
    page.evaluate(
        "() => { BroadcastChannel.prototype.postMessage = window.said; }"
    )  # awake, and may have missed something
    seller.say(chat, "to both again")
    for tab in (page, second):
        expect(tab.locator(".bubble.theirs .text").last).to_have_text("to both again")


def test_reading_in_one_tab_clears_the_mark_in_the_other(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    listing = buyer.tab("/chats")
    listing.bring_to_front()
    page.close()
    fair.account("first").say(chat, "unread")
    expect(listing.locator(".row .badge")).to_have_text("1")
    reading = buyer.tab(f"/chats/{chat}")
    reading.bring_to_front()
    expect(reading.locator(".bubble.theirs")).to_contain_text("unread")
    expect(listing.locator(".row .badge")).to_have_count(0)


def test_drafts_stay_with_their_conversation(fair: FairServer, buyer: Buyer) -> None:
    page, first = buyer.ask("k1", "to the first")
    page.close()
    page, second = buyer.ask("naughty", "to the second")
    page.fill("#text", "draft for the second")
    page.locator(f"[data-chat='{first}'] a").click()
    expect(page.locator("#text")).to_have_value("")
    page.fill("#text", "draft for the first")
    page.reload()
    expect(page.locator("#text")).to_have_value("draft for the first")
    page.locator(f"[data-chat='{second}'] a").click()
    expect(page.locator("#text")).to_have_value("draft for the second")
    page.click("#send")
    page.wait_for_selector(".bubble.mine:has-text('draft for the second') [data-state=sent]")
    assert fair.account("first").texts(first) == ["to the first"]
    assert fair.account("second").texts(second) == ["to the second", "draft for the second"]


def test_signing_out_leaves_nothing_behind(fair: FairServer, buyer: Buyer) -> None:
    page, _ = buyer.ask()
    page.fill("#text", "a draft")
    page.goto(f"{fair.url}/profile")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{fair.url}/")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.goto(f"{fair.url}/chats")
    assert "/sign-in" in page.url
