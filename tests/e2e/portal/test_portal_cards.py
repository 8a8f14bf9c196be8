"""Business cards between a buyer's browser and an exhibitor: sent, seen before, received, without a network too."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.portal_fair import FairServer


def test_a_buyer_s_card_is_shown_before_it_leaves(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    buyer = new_buyer(profile={"name": "Ana Torres", "company": "Torres Hogar", "country": "MX"})
    page, chat = buyer.ask()
    seller = fair.account("first")
    page.get_by_role("button", name="Send my card").click()
    dialog = page.get_by_role("dialog", name="Send my card")
    expect(dialog.locator(".contact")).to_contain_text("Torres Hogar")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert "card" not in [one["kind"] for one in seller.messages(chat)]
    page.get_by_role("button", name="Send my card").click()
    dialog.get_by_role("button", name="Send").click()
    sent = page.locator(".bubble.mine .contact")
    expect(sent).to_contain_text("Ana Torres")
    expect(sent).to_contain_text("Mexico")
    expect(page.locator(".bubble.mine", has=page.locator(".contact")).locator("[data-state=sent]")).to_be_visible()
    [card] = [one["card"] for one in seller.messages(chat) if one["kind"] == "card"]
    assert card["content"]["name_en"] == "Ana Torres"


def test_a_card_waits_for_the_network(fair: FairServer, new_buyer: Callable[..., Buyer]) -> None:
    buyer = new_buyer(profile={"name": "李明"})
    page, chat = buyer.ask()
    buyer.context.set_offline(True)
    page.get_by_role("button", name="Send my card").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.locator(".bubble.mine.waiting .contact, .bubble.mine.sending .contact")).to_contain_text("李明")
    buyer.context.set_offline(False)
    expect(page.locator(".bubble.mine", has=page.locator(".contact")).locator("[data-state=sent]")).to_be_visible()
    kinds = [one["kind"] for one in fair.account("first").messages(chat)]
    assert kinds.count("card") == 1


def test_what_stands_on_an_exhibitor_s_card_is_only_text(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    seller = fair.account("first")
    seller.act(
        "save_my_card",
        content={
            "name_zh": "梁颖", "name_en": "Wing <b>Leung</b>", "title_en": "Export Manager", "company_en": "Lanzhi",
            "phones": [{"number": "+8613958812345"}], "emails": ["wing@lanzhi.example"],
            "websites": ["javascript:alert(1)", "www.lanzhi.example"], "address_en": "1 Canton Road", "country": "CN",
        },
    )  # fmt: skip
    seller.act("send_message", conversation=chat, card=True)
    card = page.locator(".bubble.theirs .contact")
    expect(card).to_contain_text("Wing <b>Leung</b>")
    expect(card.get_by_role("link", name="wing@lanzhi.example")).to_have_attribute("href", "mailto:wing@lanzhi.example")
    expect(card.get_by_role("link", name="+8613958812345")).to_have_attribute("href", "tel:+8613958812345")
    hrefs = card.locator("a").evaluate_all("links => links.map((one) => one.getAttribute('href'))")
    assert not [one for one in hrefs if one.startswith("javascript")]
    assert "https://www.lanzhi.example" in hrefs
    with page.expect_download() as begun:
        card.get_by_role("link", name="Save to contacts").click()
    kept = Path(begun.value.path()).read_bytes().decode()
    assert kept.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert "EMAIL;TYPE=INTERNET:wing@lanzhi.example" in kept
    expect(page.locator(".row .last").first).to_have_text("[Business card]")
