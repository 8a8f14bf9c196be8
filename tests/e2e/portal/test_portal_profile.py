"""A buyer edits the profile in the browser: a desk shows the new name, and the folder the new card with the old one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from playwright.sync_api import expect

from tests.e2e.portal.conftest import Buyer
from tests.helpers.headless import Headless
from tests.helpers.portal_fair import FairServer
from workstation.domain.card import HeldCard
from workstation.domain.ids import ConversationId
from workstation.storage import cards, conversations


@contextmanager
def desk_of(fair: FairServer, login: str, folder: Path) -> Iterator[Headless]:
    """Give a desk of that account, following the server."""
    fair.account(login)
    asked = {"login": login, "password": fair.password(login), "device": "desk"}
    answer = requests.post(f"{fair.url}/api/v1/sign-in", json=asked, timeout=20)
    answer.raise_for_status()
    desk = Headless(folder, fair.url, answer.json()["token"])
    try:
        yield desk.online()
    finally:
        desk.close()


def test_what_a_buyer_changes_is_on_the_desk_at_once_and_the_old_card_stays(
    fair: FairServer, new_buyer: Callable[..., Buyer], tmp_path: Path
) -> None:
    buyer = new_buyer(
        profile={"name": "Ana Torres", "company": "Torres Hogar", "country": "MX"},
        viewport={"width": 390, "height": 800},
    )
    chats, number = buyer.ask()
    chat = ConversationId(number)
    chats.get_by_role("button", name="Send my card").click()
    dialog = chats.get_by_role("dialog", name="Send my card")
    dialog.get_by_role("button", name="Send").click()
    expect(chats.locator(".bubble.mine", has=chats.locator(".contact")).locator("[data-state=sent]")).to_be_visible()
    with desk_of(fair, "first", tmp_path / "desk") as desk:

        def title() -> str:
            return "".join(line.title for line in desk.store.read_blocking(conversations.rows_by_id, [chat]))

        def held() -> list[HeldCard]:
            return [one for one in desk.store.read_blocking(cards.every) if one.conversation_id == chat]

        desk.wait(lambda: title() == "Ana Torres" and [one.version for one in held()] == [1])
        page = buyer.tab("/profile")
        expect(page.get_by_role("link", name="My profile")).to_be_visible()
        page.get_by_label("Your name").fill("Ana Torres Vega")
        page.get_by_label("Phone").fill("12345")
        page.get_by_role("button", name="Save the changes").click()
        expect(page.locator("#phone-wrong")).to_be_visible()
        expect(page.get_by_label("Phone")).to_be_focused()
        expect(page.get_by_label("Your name")).to_have_value("Ana Torres Vega")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.get_by_label("Phone").fill("55 1234 5678")
        page.get_by_label("French").check()
        page.get_by_role("button", name="Save the changes").click()
        expect(page.get_by_role("status")).to_contain_text("Your profile is saved")
        desk.wait(lambda: title() == "Ana Torres Vega" and [one.version for one in held()] == [2])
        [card] = held()
        assert (card.content.name_en, card.content.languages) == ("Ana Torres Vega", ("en", "fr"))
        assert [one.number for one in card.content.phones] == ["55 1234 5678"]
        assert [(one.version, one.content.name_en) for one in card.earlier] == [(1, "Ana Torres")]
    fair.account("first").say(number, "Gracias")
    expect(chats.locator(".bubble.theirs .text").last).to_have_text(
        "Gracias"
    )  # what happened before is known there, too
    chats.get_by_role("button", name="Send my card").click()
    expect(dialog.locator(".contact")).to_contain_text("Ana Torres Vega")
    [sent] = [one["card"] for one in fair.account("first").messages(number) if one["kind"] == "card"]
    assert (sent["version"], sent["content"]["name_en"]) == (1, "Ana Torres"), "what was sent is what was sent"
