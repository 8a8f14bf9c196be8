"""A buyer says in a real browser what they look for, on a phone and without scripts, and ends in a chat."""

from typing import Any

from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.portal_fair import FairServer, picture


def test_a_buyer_publishes_and_ends_in_a_chat(fair: FairServer, new_buyer: Any) -> None:
    plain: Buyer = new_buyer(viewport={"width": 390, "height": 780}, java_script_enabled=False)
    page = plain.tab("/")
    page.get_by_role("link", name="Ask several suppliers at once").click()
    page.fill("#title", "Kettle <b>with thermostat</b>")
    page.fill("#quantity", "1,500")
    page.fill("#price", "6,80")
    page.fill("#deadline", "2020-01-01")
    # The browser's own check of the day is for people; the server's is looked at here.
    page.locator("form.panel").evaluate("form => form.noValidate = true")
    page.set_input_files("#pictures", {"name": "a.png", "mimeType": "image/png", "buffer": picture(form="PNG")})
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#deadline-wrong")).to_be_visible()
    expect(page.locator("#title")).to_have_value("Kettle <b>with thermostat</b>")
    expect(page.locator(".thumbs input")).to_be_checked()  # the picture is not lost
    page.fill("#deadline", "")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kettle <b>with thermostat</b>")
    expect(page.get_by_text("Received by 2 suppliers")).to_be_visible()
    expect(page.locator(".thumbs img")).to_have_count(1)
    assert page.locator(".thumbs img").evaluate("image => image.naturalWidth") > 0
    expect(page.locator(".facts-table")).to_contain_text("US$6.80")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390

    seller = fair.account("first")
    [received] = [
        one
        for one in seller.call("GET", "/api/v1/snapshot")["intents"]
        if one["intent"]["wanted"]["title"].startswith("Kettle <b>")
    ]
    wanted = received["intent"]["wanted"]
    assert (wanted["quantity"], wanted["target_price_minor"], len(received["intent"]["images"])) == (1500, 680, 1)

    page.get_by_role("link", name="Change the intent").click()
    page.fill("#quantity", "2000")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.locator(".facts-table")).to_contain_text("2,000")
    expect(page.locator(".thumbs img")).to_have_count(1)

    seller.act("start_intent_chat", intent=received["intent"]["id"])
    page.reload()
    expect(page.get_by_text("In contact with 1 supplier")).to_be_visible()
    address = page.get_by_role("link", name="Open the conversation").get_attribute("href")
    session = next(one for one in plain.context.cookies() if one["name"] == "workstation_session")
    buyer: Buyer = new_buyer(viewport={"width": 390, "height": 780}, signed_in=False)
    buyer.context.add_cookies([{"name": "workstation_session", "value": session["value"], "url": fair.url}])
    chat = buyer.tab(str(address))
    card = chat.locator("#lines .asked")
    expect(card).to_contain_text("Kettle <b>with thermostat</b>")
    expect(chat.locator("#lines")).not_to_contain_text("Automatic reply")
    chat.fill("#text", "Please quote FOB Ningbo.")
    chat.click("#send")
    expect(chat.locator(".bubble.mine [data-state=sent]")).to_be_visible()
