"""Words of distribution: kinds of work, modes, rules, and the organiser's deadline."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from workstation.domain.distribution import Work
from workstation.domain.routing import Mode

if TYPE_CHECKING:
    from workstation.services.distribution import DistributionView


def work(one: Work) -> str:
    """Return what is shared out."""
    translate = QCoreApplication.translate
    return {
        Work.MESSAGES: translate("Distribution", "Instant messages"),
        Work.INTENTS: translate("Distribution", "Purchase intents"),
    }[one]


def mode(one: Mode) -> str:
    """Return how it is shared out."""
    translate = QCoreApplication.translate
    return {
        Mode.MANUAL: translate("Distribution", "Manual"),
        Mode.AUTOMATIC: translate("Distribution", "Automatic"),
    }[one]


def explained(kind: Work, one: Mode) -> str:
    """Say what a mode does."""
    translate = QCoreApplication.translate
    if one is Mode.MANUAL:
        return {
            Work.MESSAGES: translate(
                "Distribution",
                "Every new buyer comes to the main account, which hands them on. A live session stays with its owner.",
            ),
            Work.INTENTS: translate(
                "Distribution", "Every intent comes to the main account, which assigns it. Associations are not needed."
            ),
        }[kind]
    return {
        Work.MESSAGES: translate(
            "Distribution",
            "One of the accounts of the exhibit asked about, at random; else of its section; else the main account."
            " A live session stays with its owner.",
        ),
        Work.INTENTS: translate(
            "Distribution",
            "One of the accounts of the exhibit that matched best, at random; else of its section; else the main"
            " account.",
        ),
    }[kind]


def moment(at: datetime, zone: str = "Asia/Shanghai") -> str:
    """Return date and time of the fair, labelled."""
    there = at.astimezone(ZoneInfo(zone))
    pattern = QCoreApplication.translate("Distribution", "d MMMM yyyy", "long date, Qt pattern")
    date = QLocale().toString(QDate(there.year, there.month, there.day), pattern)
    return QCoreApplication.translate("Distribution", "{date} {time} Beijing time").format(
        date=date, time=there.strftime("%H:%M")
    )


def deadline(view: DistributionView) -> str:
    """Say until when the modes can be changed, or since when they are fixed."""
    translate = QCoreApplication.translate
    if view.fixed_at is None:
        return translate("Distribution", "The organiser has set no deadline; you can change this at any time.")
    if view.fixed:
        said = translate("Distribution", "Fixed by the organiser since {moment}; manual or automatic stays as it is.")
    else:
        said = translate("Distribution", "Manual or automatic can be changed until {moment}; then it is fixed.")
    return said.format(moment=moment(view.fixed_at))


def rule(code: str) -> str:
    """Return what decided, in a few words."""
    translate = QCoreApplication.translate
    return {
        "live_session": translate("Distribution", "live session"),
        "last_owner": translate("Distribution", "served by them before"),
        "manual": translate("Distribution", "manual"),
        "exhibit": translate("Distribution", "by exhibit"),
        "section": translate("Distribution", "by section"),
        "emergency": translate("Distribution", "emergency account"),
        "queue": translate("Distribution", "queue"),
        "main_account": translate("Distribution", "main account"),
        "transfer": translate("Distribution", "transferred"),
        "assign": translate("Distribution", "assigned"),
        "take_over": translate("Distribution", "taken over"),
    }.get(code, code)
