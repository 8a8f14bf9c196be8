"""What was typed before it was translated, on the buyer's page: behind a button, and only ever text."""

from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.portal_fair import FairServer


def test_the_buyer_may_look_at_what_was_typed(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask()
    typed = {"text": "交期40天 <b onclick=alert(1)>", "language": "zh-Hans"}
    fair.account("first").act("send_message", conversation=chat, text="The lead time is 40 days.", original=typed)
    bubble = page.locator(".bubble.theirs", has_text="The lead time is 40 days.")
    shown = bubble.locator(".typed")
    expect(shown).to_be_hidden()
    toggle = bubble.get_by_role("button", name="Show original")
    toggle.click()
    expect(shown).to_have_text("交期40天 <b onclick=alert(1)>")
    expect(shown.locator("b")).to_have_count(0)
    bubble.get_by_role("button", name="Hide original").click()
    expect(shown).to_be_hidden()
    fair.account("first").act("send_message", conversation=chat, text="Nothing was translated here.")
    plain = page.locator(".bubble.theirs", has_text="Nothing was translated here.")
    expect(plain).to_be_visible()
    expect(plain.get_by_role("button", name="Show original")).to_have_count(0)
