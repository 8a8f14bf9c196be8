"""What notices about purchase intents say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from workstation.domain.notice import Notice
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.notices_centre.worded import NoticeKind, Worded


def _said(notice: Notice, words: str, unnamed: str) -> Worded:
    params = notice.params
    title = isolated_name(one_line(str(params.get("title", "")), 200))
    buyer = isolated_name(one_line(str(params.get("buyer", "")), 120))
    company = isolated_name(one_line(str(params.get("company", "")), 120))
    who = " · ".join(part for part in (buyer, company) if part)
    return Worded(words.format(title=title) if title else unnamed, who)


def _matched(notice: Notice) -> Worded:
    translate = QCoreApplication.translate
    return _said(
        notice,
        translate("IntentNotice", "A purchase intent matches your exhibits: {title}"),
        translate("IntentNotice", "A purchase intent matches your exhibits"),
    )


def _assigned(notice: Notice) -> Worded:
    translate = QCoreApplication.translate
    return _said(
        notice,
        translate("IntentNotice", "A purchase intent is yours now: {title}"),
        translate("IntentNotice", "A purchase intent is yours now"),
    )


INTENTS: Final[dict[str, NoticeKind]] = {
    "intent_matched": NoticeKind("intent", "intent", _matched),
    "intent_assigned": NoticeKind("intent", "user_add", _assigned),
}
"""By `Notice.code`."""
