"""What the page of conversations begins with, and for whom."""

import json
import re
from typing import Any

import requests

from tests.helpers.portal_fair import NAUGHTY, FairServer
from tests.unit.portal.conftest import Reader

SESSION = "workstation_session"


def _state(fair: FairServer, token: str) -> dict[str, Any]:
    answer = requests.get(f"{fair.url}/portal/state", headers={"Authorization": f"Bearer {token}"}, timeout=20)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def test_unread_are_the_exhibitors_messages_after_the_read_mark(fair: FairServer) -> None:
    buyer, token = fair.buyer()
    chat = buyer.act("start_conversation", exhibitor_id=fair.ids("exhibitor")["first"])["conversation_id"]
    buyer.say(chat, "one")
    seller = fair.account("first")
    first = seller.say(chat, "two")
    second = seller.say(chat, "three")
    buyer.say(chat, "four")
    (row,) = _state(fair, token)["chats"]
    assert row["unread"] == [first, second], "not his own, not the system's line"
    assert row["last"]["text"] == "four"
    buyer.act("mark_read", conversation=chat, n=first)
    seller.act("mark_read", conversation=chat, n=second + 1)
    (row,) = _state(fair, token)["chats"]
    assert row["unread"] == [second]
    assert row["their_read_n"] == second + 1


def test_state_names_the_position_before_what_it_holds(fair: FairServer) -> None:
    buyer, token = fair.buyer()
    chat = buyer.act("start_conversation", exhibitor_id=fair.ids("exhibitor")["first"])["conversation_id"]
    state = _state(fair, token)
    buyer.say(chat, "later")
    later = buyer.call("GET", f"/api/v1/log?after={state['seq']}")["events"]
    assert [one["body"]["message"]["text"] for one in later if one["body"]["kind"] == "message"] == ["later"]
    assert {one["name_en"] for one in state["people"]} <= {"Wing Leung", "Haoran Chen"}


def test_accounts_and_strangers_get_no_state(fair: FairServer) -> None:
    token = fair._tokens.get("first") or (fair.account("first"), fair._tokens["first"])[1]
    headers = {"Authorization": f"Bearer {token}"}
    assert requests.get(f"{fair.url}/portal/state", headers=headers, timeout=20).status_code == 403
    assert requests.get(f"{fair.url}/portal/state", timeout=20).status_code == 401


def test_anothers_conversation_is_not_there(fair: FairServer, reader: Reader) -> None:
    other, _ = fair.buyer()
    chat = other.act("start_conversation", exhibitor_id=fair.ids("exhibitor")["first"])["conversation_id"]
    reader.register(fair)
    assert reader.get(f"/chats/{chat}").status_code == 404
    assert reader.get("/chats/99999999").status_code == 404


def test_what_stands_in_the_page_cannot_end_its_element(fair: FairServer, reader: Reader) -> None:
    naughty = f"{NAUGHTY}</script>"
    reader.register(fair, name=naughty[:100])
    exhibit = fair.ids("exhibit")["naughty"]
    page = reader.get(f"/chats/new?exhibit={exhibit}").text
    found = re.search(r'<script type="application/json" id="begun">(.*?)</script>', page, re.DOTALL)
    assert found
    begun = json.loads(found[1])
    assert begun["state"]["me"]["name"] == naughty[:100].strip()
    assert begun["start"]["exhibit"]["name_en"] == NAUGHTY
    assert "<" not in found[1]


def test_opening_the_page_to_write_begins_nothing(fair: FairServer, reader: Reader) -> None:
    reader.register(fair)
    reader.get(f"/chats/new?exhibit={fair.ids('exhibit')['k1']}")
    token = reader.session.cookies[SESSION]
    assert "chats" not in _state(fair, token)
