"""What the platform's notices say. A noun's engineers add their codes to `KINDS`; an unknown code never vanishes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from workstation.domain.notice import Notice
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.notices_centre.bookings import BOOKINGS
from workstation.ui.notices_centre.intents import INTENTS
from workstation.ui.notices_centre.worded import NoticeKind, Worded

REASON_CHARS: Final = 200


def _name(notice: Notice, prefix: str) -> str:
    params = notice.params
    return wording.own_name(str(params.get(f"{prefix}_zh", "")), str(params.get(f"{prefix}_en", ""))) or "…"


def _reason(notice: Notice) -> str:
    reason = one_line(str(notice.params.get("reason", "")), REASON_CHARS)
    translate = QCoreApplication.translate
    return translate("NoticeWords", "“{words}”").format(words=reason) if reason else ""


def _buyer(notice: Notice) -> str:
    return isolated_name(one_line(str(notice.params.get("buyer", "")), 120)) or "…"


def _assigned(notice: Notice) -> Worded:
    translate = QCoreApplication.translate
    why = {
        "live_session": translate("NoticeWords", "Because you are talking to this buyer already"),
        "last_owner": translate("NoticeWords", "Because you served this buyer last"),
        "manual": translate("NoticeWords", "New buyers come to the main account, which hands them on"),
        "exhibit": translate("NoticeWords", "Because you look after the exhibit asked about"),
        "section": translate("NoticeWords", "Because you look after this section of the fair"),
        "emergency": translate("NoticeWords", "You stand in, as nobody else was free"),
        "queue": translate("NoticeWords", "The buyer had been waiting in the queue"),
        "main_account": translate("NoticeWords", "No rule named anybody else"),
    }.get(str(notice.params.get("rule", "")), "")
    return Worded(translate("NoticeWords", "A buyer was assigned to you"), why)


def _transferred(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} handed a buyer over to you")
    return Worded(said.format(name=_name(notice, "by")), _reason(notice))


def _taken_over(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} took a buyer of yours over")
    return Worded(said.format(name=_name(notice, "by")))


def _asked(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} asks you to take over {buyer}")
    return Worded(said.format(name=_name(notice, "by"), buyer=_buyer(notice)), _reason(notice))


def _declined(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} did not take over {buyer}")
    return Worded(said.format(name=_name(notice, "by"), buyer=_buyer(notice)), _reason(notice))


def _unanswered(notice: Notice) -> Worded:
    translate = QCoreApplication.translate
    said = translate("NoticeWords", "{name} did not answer whether to take over {buyer}")
    stays = translate("NoticeWords", "The buyer stays where they are")
    return Worded(said.format(name=_name(notice, "by"), buyer=_buyer(notice)), stays)


def _withdrawn(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} no longer asks you to take over {buyer}")
    return Worded(said.format(name=_name(notice, "by"), buyer=_buyer(notice)))


def _card(notice: Notice) -> Worded:
    said = QCoreApplication.translate("NoticeWords", "{name} sent you a business card")
    company = _name(notice, "company")
    return Worded(said.format(name=_name(notice, "name")), "" if company == "…" else company)


KINDS: Final[dict[str, NoticeKind]] = {
    "assigned": NoticeKind("assignment", "user_add", _assigned),
    "taken_over": NoticeKind("assignment", "user", _taken_over),
    "transferred": NoticeKind("transfer", "transfer", _transferred),
    "transfer_asked": NoticeKind("transfer", "help", _asked),
    "transfer_declined": NoticeKind("transfer", "transfer", _declined),
    "transfer_unanswered": NoticeKind("transfer", "clock", _unanswered),
    "transfer_withdrawn": NoticeKind("transfer", "transfer", _withdrawn),
    "card_received": NoticeKind("card", "card", _card),
    **BOOKINGS,
    **INTENTS,
}
"""By `Notice.code`."""


def _unknown(notice: Notice) -> Worded:
    translate = QCoreApplication.translate
    said = translate("NoticeWords", "The platform tells something that this version cannot put into words")
    return Worded(said, translate("NoticeWords", "Code: {code}").format(code=isolated_name(one_line(notice.code, 60))))


OTHER: Final = NoticeKind("other", "info", _unknown)


def kind_of(code: str) -> NoticeKind:
    """Return how notices with a code are shown."""
    return KINDS.get(code, OTHER)


def worded(notice: Notice) -> Worded:
    """Return what a notice says, in the language of the moment."""
    return kind_of(notice.code).worded(notice)


def groups() -> dict[str, str]:
    """Return what the filter calls the groups, in their order."""
    translate = QCoreApplication.translate
    return {
        "assignment": translate("NoticeWords", "Assignments"),
        "transfer": translate("NoticeWords", "Transfers"),
        "booking": translate("NoticeWords", "Bookings"),
        "intent": translate("NoticeWords", "Purchase intents"),
        "card": translate("NoticeWords", "Business cards"),
        "deadline": translate("NoticeWords", "Deadlines"),
        "other": translate("NoticeWords", "Other"),
    }
