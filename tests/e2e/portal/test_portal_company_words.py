"""What a company decides, on the buyer's page: automatic answers, its own words, and that it takes no more messages."""

import pytest
from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.portal_fair import FairServer


@pytest.fixture(autouse=True)
def silent_afterwards(fair: FairServer):
    yield
    fair.account("first").act("save_auto_reply")


def test_an_automatic_answer_says_that_it_is_one(fair: FairServer, buyer: Buyer) -> None:
    away = {"on": True, "texts": {"zh": "已下班", "en": "We are closed until nine."}}
    fair.account("first").act("save_auto_reply", offline=away, online=away)
    page, _chat = buyer.ask()
    answer = page.locator(".bubble.theirs", has_text="We are closed until nine.")
    expect(answer).to_have_count(1)
    expect(answer.locator(".tag")).to_have_text("Automatic reply")
    page.get_by_role("textbox", name="Your message").fill("And the price?")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.mine", has_text="And the price?").locator("[data-state=sent]")).to_be_visible()
    expect(page.locator(".bubble.theirs", has_text="We are closed")).to_have_count(1)


def test_being_handed_over_in_the_company_s_words(fair: FairServer, buyer: Buyer) -> None:
    words = {"zh": "由{name}接待您。", "en": "{name} takes over & knows <everything>."}
    fair.account("first").act("save_auto_reply", transferred=words)
    page, chat = buyer.ask()
    main, sub = fair.account("first"), fair.account("first.sub")
    number = sub.call("GET", "/api/v1/me")["account"]["id"]
    main.act("transfer_conversation", conversation=chat, to_id=number)
    expect(page.locator(".lines .system").last).to_have_text("Haoran Chen takes over & knows <everything>.")


def test_a_blocked_buyer_is_told_at_once_and_so_is_one_who_may_write_again(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    main = fair.account("first")
    expect(page.locator("#blocked")).to_be_hidden()
    main.act("block_buyer", conversation=chat, blocked=True)
    expect(page.locator("#blocked")).to_be_visible()
    expect(page.locator("#blocked")).to_contain_text("no longer takes messages from you")
    expect(page.get_by_role("textbox", name="Your message")).to_be_hidden()
    page.reload()
    expect(page.locator("#blocked")).to_be_visible()
    main.act("block_buyer", conversation=chat, blocked=False)
    expect(page.locator("#blocked")).to_be_hidden()
    page.get_by_role("textbox", name="Your message").fill("Thank you")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.mine", has_text="Thank you").locator("[data-state=sent]")).to_be_visible()
