"""What the log's lines say: sentence and details, for each kind that has any."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.helpers.builders import make_account
from workstation.domain.audit import Deed, Entry
from workstation.domain.ids import PrincipalId
from workstation.ui.team import log_wording
from workstation.ui.team.log_details import details

LI, WANG = PrincipalId(3), PrincipalId(5)
PEOPLE = {id_: make_account(id_, name_en=name, name_zh="") for id_, name in ((LI, "Li Na"), (WANG, "Wang Wei"))}


@pytest.mark.parametrize(
    ("code", "params", "sentence", "more"),
    [
        (Deed.ASSIGNED, {"rule": "exhibit"}, "Maria went to Li Na (by exhibit)", ""),
        (Deed.ASSIGNED, {"from_id": 5, "reason": "speaks Italian"}, "Maria was assigned to Li Na", "speaks Italian"),
        (Deed.TRANSFERRED, {"reason": "spam"}, "Maria was handed to Li Na", "spam"),
        (
            Deed.BUYER_REPORTED, {"reason": "spam"},
            "Maria was reported to the organiser (Advertising, mass messages)", "",
        ),
        (
            Deed.DISTRIBUTION_CHANGED,
            {"what": "messages", "queue": "on", "mode": "automatic", "only_online": "off", "cap": 0, "emergency_id": 5},
            "The rules for instant messages were changed",
            "Automatic; only who is on-line: off; no limit of live chats; emergency account: Wang Wei; queue: on",
        ),
        (
            Deed.DISTRIBUTION_CHANGED, {"what": "intents", "cap": 12, "emergency_id": 0, "newer": "x"},
            "The rules for purchase intents were changed", "fewer than 12 live chats each; no emergency account",
        ),
        (
            Deed.DISTRIBUTION_CHANGED, {"what": "rules", "ask_first": "on", "answer_s": 45, "session_idle_s": 7200},
            "The rules for transfers and sessions were changed",
            "ask before a transfer: on; time to answer a transfer: 45 s; a silent session ends after 2 h",
        ),
        (Deed.DISTRIBUTION_CHANGED, {"what": "messages", "to": "messages_mode = manual"},
            "The rules for instant messages were changed", ""),
        (
            Deed.ASSOCIATIONS_CHANGED, {"served": "LZ-K0910 = 3 5; 1.03 = ; LZ-X = 9"},
            "Who serves what was changed", "LZ-K0910: Li Na, Wang Wei; 1.03: nobody in particular; LZ-X: 9",
        ),
        (
            Deed.ASSOCIATIONS_CHANGED, {"served": f"LZ-1 = 3; {'X' * 988} = "},
            "Who serves what was changed", "LZ-1: Li Na; …",
        ),
        (Deed.ACCOUNT_EDITED, {"fields": "mobile, name_en, other"},
            "The account of Li Na was changed (mobile number, English name, other)", ""),
        (Deed.POLICY_CHANGED, {"policy": "max_days_offline", "before": 30, "after": 7},
            "Longest time off-line was changed from 30 to 7 days", ""),
        (Deed.POLICY_CHANGED, {"policy": "newer", "before": 1, "after": 2},
            "A rule of the company was changed: 1 → 2", ""),
    ],
)  # fmt: skip
def test_lines(code: Deed, params: dict[str, Any], sentence: str, more: str) -> None:
    entry = Entry(
        id=1, at=datetime(2026, 4, 1, tzinfo=UTC), code=code, account_id=LI, buyer_name="Maria", params=params
    )
    assert plain(log_wording.said(entry, PEOPLE)) == sentence
    assert plain(details(entry, lambda id_: log_wording.who(PEOPLE, id_))) == more


def plain(text: str) -> str:
    """Return a text without the marks that keep names of other directions apart."""
    return "".join(one for one in text if one not in "\u2066\u2067\u2068\u2069")
