"""What is said about handing over: who may take it, what will happen to whom, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject

from workstation.domain.account import Account, AccountKind, Presence
from workstation.services.colleagues import Colleague
from workstation.ui.chat import people
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.wording import own_name
from workstation.ui.inbox.wording import presence_name
from workstation.ui.widgets.people import Person

if TYPE_CHECKING:
    from workstation.ui.transfer.dialog import Subject

QUICK_REASONS: Final = ("language", "product", "shift")
_PRESENT: Final = {Presence.ONLINE: 0, Presence.BUSY: 1, Presence.AWAY: 2, Presence.OFFLINE: 3}


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def chats(self, count: int) -> str:
        return self.tr("%n conversation(s)", "how many somebody has", count)

    def buyers(self, count: int) -> str:
        return self.tr("%n buyer(s)", "", count)

    def minutes(self, count: int) -> str:
        return self.tr("%n minute(s)", "", count)

    def seconds(self, count: int) -> str:
        return self.tr("%n second(s)", "", count)


def name(account: Account) -> str:
    """Return an account's name in the reader's language."""
    return own_name(account.name_zh, account.name_en) or isolated_name(account.login)


def load(count: int | None) -> str:
    """Return how many conversations somebody has, empty where that isn't known."""
    return "" if count is None else _Counted().chats(count)


def buyers(count: int) -> str:
    """Return a number of buyers in words."""
    return _Counted().buyers(count)


def span(seconds: int) -> str:
    """Return a short span in whole minutes where it is some, else in seconds."""
    return _Counted().minutes(seconds // 60) if seconds >= 60 and seconds % 60 == 0 else _Counted().seconds(seconds)


def in_order(colleagues: Iterable[Colleague], languages: Sequence[str]) -> list[Colleague]:
    """Return colleagues as one would ask them: who is there, who speaks the language, who has least to do."""

    def weight(one: Colleague) -> tuple[bool, int, bool, int, str]:
        there = _PRESENT[one.account.presence]
        return (not one.account.enabled, there, not _speaks(one.account, languages), one.load or 0, name(one.account))

    return sorted(colleagues, key=weight)


def _speaks(account: Account, languages: Sequence[str]) -> bool:
    return any(account.language[:2] == language[:2] for language in languages)


def person(one: Colleague, languages: Sequence[str] = ()) -> Person:
    """Return a colleague as a picker shows them."""
    account = one.account
    parts = [presence_name(account.presence)]
    if account.title:
        parts.append(isolated_name(account.title))
    elif account.kind is AccountKind.MAIN:
        parts.append(QCoreApplication.translate("Transfer", "main account"))
    if account.language:
        parts.append(people.language_name(account.language))
    return Person(
        id=int(account.id),
        name=name(account),
        note=" · ".join(parts),
        figure=load(one.load),
        presence=account.presence,
    )


def title(subject: Subject) -> str:
    """Return what a dialog is about."""
    translate = QCoreApplication.translate
    several = len(subject.names) > 1
    who = buyers(len(subject.names)) if several else subject.names[0]
    if subject.assigning:
        return translate("Transfer", "Assign {buyer}").format(buyer=who)
    return translate("Transfer", "Hand {buyer} to a colleague").format(buyer=who)


def consequence(subject: Subject, to: str, *, with_draft: bool) -> str:
    """Say what will happen to whom."""
    translate = QCoreApplication.translate
    several = len(subject.names) > 1
    who = buyers(len(subject.names)) if several else subject.names[0]
    if subject.assigning:
        said = translate(
            "Transfer",
            "{name} serves {buyer} at once and sees everything said so far. The buyer is told who serves them now.",
        )
    elif subject.ask_s is not None:
        said = translate(
            "Transfer",
            "{name} is asked first and has {span} to answer. Until then {buyer} stays with you; without an answer"
            " nothing changes.",
        )
    else:
        said = translate(
            "Transfer",
            "{name} serves {buyer} at once and sees everything said so far. The buyer is told who serves them now."
            " You can read what was said until then.",
        )
    words = said.format(name=to, buyer=who, span=span(subject.ask_s or 0))
    if with_draft:
        words += " " + translate("Transfer", "Your unsent text stays yours and is offered to {name}.").format(name=to)
    return words


def quick_reasons() -> tuple[str, ...]:
    """Return the reasons given most often."""
    translate = QCoreApplication.translate
    return (
        translate("Transfer", "Speaks the buyer's language"),
        translate("Transfer", "Knows this exhibit"),
        translate("Transfer", "My shift ends"),
    )
