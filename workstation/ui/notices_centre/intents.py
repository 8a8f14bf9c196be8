"""What notices about purchase intents say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from workstation.domain.notice import Notice
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import country_name
from workstation.ui.notices_centre.worded import NoticeKind, Worded


def _said(notice: Notice, words: str, unnamed: str) -> Worded:
    params = notice.params
    title = isolated_name(one_line(str(params.get("title", "")), 200))
    parts = [country_name(one_line(str(params.get("country", "")), 8))]
    if score := params.get("score"):
        parts.append(QCoreApplication.translate("IntentNotice", "fits {score} %").format(score=score))
    if by := wording.own_name(str(params.get("by_zh", "")), str(params.get("by_en", ""))):
        parts.append(QCoreApplication.translate("IntentNotice", "from {name}").format(name=by))
    return Worded(words.format(title=title) if title else unnamed, " · ".join(part for part in parts if part))


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
