"""What notices about bookings say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from workstation.domain.notice import Notice
from workstation.ui.calendar import block
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.notices_centre.worded import NoticeKind, Worded

_WORDS_CHARS: Final = 200


def _filled(notice: Notice, title: str) -> Worded:
    params = notice.params
    buyer = isolated_name(one_line(str(params.get("buyer", "")), 120))
    company = isolated_name(one_line(str(params.get("company", "")), 120))
    name = wording.own_name(str(params.get("name_zh", "")), str(params.get("name_en", ""))) or "…"
    words = one_line(str(params.get("words", "")), _WORDS_CHARS)
    said = title.format(buyer=buyer or company or "…", name=name)
    quoted = QCoreApplication.translate("NoticeWords", "“{words}”").format(words=words) if words else ""
    return Worded(said, " · ".join(part for part in (block.time_of(params), quoted) if part))


def _booked(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{buyer} booked a negotiation"))


def _named(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "You receive {buyer}"))


def _replaced(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{name} receives {buyer} in your place"))


def _disabled(notice: Notice) -> Worded:
    title = QCoreApplication.translate("BookingNotice", "{name} is disabled and can't receive {buyer}: name another")
    return _filled(notice, title)


def _accepted(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{name} receives {buyer}: accepted"))


def _returned(notice: Notice) -> Worded:
    title = QCoreApplication.translate("BookingNotice", "{name} handed {buyer} back: name somebody else")
    return _filled(notice, title)


def _proposed(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{buyer}: another time is asked for"))


def _proposal_refused(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{buyer}: the other time was not agreed to"))


def _moved(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{buyer}: the negotiation has another time"))


def _cancelled(notice: Notice) -> Worded:
    return _filled(notice, QCoreApplication.translate("BookingNotice", "{buyer}: the negotiation was cancelled"))


BOOKINGS: Final[dict[str, NoticeKind]] = {
    "booking": NoticeKind("booking", "calendar_add", _booked),
    "receiver_named": NoticeKind("booking", "calendar", _named),
    "receiver_replaced": NoticeKind("booking", "calendar", _replaced),
    "receiver_disabled": NoticeKind("booking", "warning", _disabled),
    "booking_accepted": NoticeKind("booking", "check", _accepted),
    "booking_returned": NoticeKind("booking", "back", _returned),
    "booking_proposed": NoticeKind("booking", "clock", _proposed),
    "proposal_refused": NoticeKind("booking", "clock", _proposal_refused),
    "booking_moved": NoticeKind("booking", "clock", _moved),
    "booking_cancelled": NoticeKind("booking", "close", _cancelled),
}
"""By `Notice.code`."""
