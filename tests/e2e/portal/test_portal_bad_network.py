"""Networks that go away, servers that are killed, proxies that hold streams back: nothing typed is lost or doubled."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.portal.conftest import CHAT, Buyer, bubbles, write
from tests.helpers.portal_fair import FairServer, picture


@pytest.fixture(autouse=True)
def _server_is_up(fair: FairServer) -> None:
    if not fair.running():
        fair.start()


def test_what_is_typed_while_the_server_is_dead_leaves_once(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    fair.kill()
    expect(page.locator("#banner")).to_contain_text("You are off-line")
    write(page, "first while away")
    page.set_input_files("#files", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(page.locator("#chosen li")).to_have_count(1)
    write(page, "second while away")
    expect(page.locator(".bubble.waiting, .bubble.sending")).to_have_count(3)
    expect(page.locator("#banner")).to_contain_text("3 messages leave as soon as the connection is back")
    expect(page.locator(".row .state")).to_have_text("Waiting")
    fair.start()
    expect(page.locator(".bubble.waiting, .bubble.sending")).to_have_count(0, timeout=60_000)
    expect(page.locator("#banner")).to_be_hidden()
    seller = fair.account("first")
    assert seller.texts(chat) == ["before", "first while away", "second while away"]
    assert [one["kind"] for one in seller.messages(chat)][-3:] == ["text", "image", "text"]
    assert bubbles(page) == ["before", "first while away", "second while away"]
    seller.say(chat, "live again")
    expect(page.locator(".bubble.theirs")).to_contain_text("live again")


def test_it_leaves_from_another_tab_after_the_first_is_closed(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    fair.kill()
    expect(page.locator("#banner")).to_be_visible()
    write(page, "kept for later")
    expect(page.locator(".bubble.waiting, .bubble.sending")).to_have_count(1)
    page.close()
    fair.start()
    later = buyer.tab(f"/chats/{chat}")
    expect(later.locator(".bubble.mine", has_text="kept for later").locator("[data-state=sent]")).to_be_visible()
    assert fair.account("first").texts(chat) == ["before", "kept for later"]
    assert later.evaluate("Object.keys(localStorage).filter((key) => key.includes('.queue.')).length") == 0


def test_a_conversation_can_be_begun_off_line(fair: FairServer, buyer: Buyer) -> None:
    page = buyer.tab(f"/chats/new?exhibit={fair.ids('exhibit')['k3']}")
    fair.kill()
    write(page, "one")
    write(page, "two")
    expect(page.locator(".bubble.waiting, .bubble.sending")).to_have_count(2)
    fair.start()
    page.wait_for_url(CHAT, timeout=60_000)
    expect(page.locator(".bubble.mine [data-state=sent]")).to_have_count(3, timeout=60_000)
    assert bubbles(page) == ["one", "two"]
    assert fair.account("first").texts(int(page.url.rpartition("/")[2])) == ["one", "two"]


def test_a_lost_answer_doubles_nothing(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    lost: list[str] = []

    def lose(route: Route) -> None:
        if len(lost) < 2 and "send_message" in (route.request.post_data or ""):
            lost.append(route.request.post_data or "")
            route.fetch()  # it arrives, and is answered
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/v1/actions", lose)
    write(page, "only once")
    expect(page.locator(".bubble.mine", has_text="only once").locator("[data-state=sent]")).to_be_visible()
    write(page, "then this")
    expect(page.locator(".bubble.mine", has_text="then this").locator("[data-state=sent]")).to_be_visible()
    page.wait_for_function("Object.keys(localStorage).filter((key) => key.includes('.queue.')).length === 0")
    assert lost
    assert fair.account("first").texts(chat) == ["before", "only once", "then this"]
    assert bubbles(page) == ["before", "only once", "then this"]


def test_a_busy_server_is_asked_again(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    told: list[int] = []

    def busy(route: Route) -> None:
        if len(told) < 2 and "send_message" in (route.request.post_data or ""):
            told.append(503)
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="<html>gateway</html>")
        else:
            route.continue_()

    page.route("**/api/v1/actions", busy)
    write(page, "patience")
    expect(page.locator(".bubble.mine", has_text="patience").locator("[data-state=sent]")).to_be_visible()
    assert told == [503, 503]
    assert fair.account("first").texts(chat) == ["before", "patience"]


def test_where_streams_are_held_back_polls_bring_the_answers(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    polls: list[str] = []
    page.route("**/api/v1/stream*", lambda route: route.abort("connectionreset"))
    page.on("request", lambda request: polls.append(request.url) if "/api/v1/log" in request.url else None)
    page.reload()
    page.wait_for_selector("#chats[data-ready]")
    seller = fair.account("first")
    seller.say(chat, "by poll")
    expect(page.locator(".bubble.theirs")).to_contain_text("by poll", timeout=60_000)
    page.wait_for_function("document.getElementById('banner').hidden", timeout=60_000)
    seller.say(chat, "again")
    expect(page.locator(".bubble.theirs .text").last).to_have_text("again", timeout=60_000)
    assert polls


def test_one_who_was_away_too_long_reads_everything_anew(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    gone: list[int] = []
    page.on("response", lambda answer: gone.append(answer.status) if answer.status == 410 else None)
    log = re.compile(r"/api/v1/(stream|log)\?")
    page.route(log, lambda route: route.abort("connectionreset"))
    fair.kill()
    expect(page.locator("#banner")).to_be_visible()
    fair.start()
    fair.account("first").say(chat, "missed")
    me = page.evaluate("JSON.parse(document.getElementById('begun').textContent).state.me.id")
    fair.write_sql("UPDATE head SET min_seq = last_seq + 1 WHERE principal_id = ?", me)
    fair.write_sql("DELETE FROM event WHERE principal_id = ?", me)
    page.unroute(log)
    expect(page.locator(".bubble.theirs")).to_contain_text("missed", timeout=60_000)
    assert gone
    fair.account("first").say(chat, "and live")
    expect(page.locator(".bubble.theirs .text").last).to_have_text("and live")


def test_signed_out_elsewhere_keeps_what_is_typed(fair: FairServer, buyer: Buyer) -> None:
    page, chat = buyer.ask(text="before")
    me = page.evaluate("JSON.parse(document.getElementById('begun').textContent).state.me.id")
    fair.write_sql("UPDATE token SET revoked_at = 1 WHERE principal_id = ?", me)
    expect(page.locator("#banner")).to_contain_text("You are signed out", timeout=60_000)
    write(page, "still mine")
    expect(page.locator("#banner")).to_contain_text("1 message is kept here")
    fair.write_sql("UPDATE token SET revoked_at = NULL WHERE principal_id = ?", me)
    page.reload()
    expect(page.locator(".bubble.mine", has_text="still mine").locator("[data-state=sent]")).to_be_visible(
        timeout=60_000
    )
    assert fair.account("first").texts(chat) == ["before", "still mine"]
