"""What is said about handing over: who may take it, what will happen to whom, what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject

from workstation.domain.account import Account, AccountKind
from workstation.domain.account_actions import ReportReason
from workstation.domain.transfer import Transfer, TransferState
from workstation.ui.chat import people
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.wording import own_name
from workstation.ui.formats import country_name
from workstation.ui.inbox.wording import presence_name
from workstation.ui.widgets.people import Person

if TYPE_CHECKING:
    from workstation.services.transfer_offers import Offer
    from workstation.services.transfers import Receiver
    from workstation.ui.transfer.dialog import Subject

QUICK_REASONS: Final = 3
"""How many reasons are offered."""


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


def name(account: Account | None) -> str:
    """Return an account's name in the reader's language."""
    if account is None:
        return QCoreApplication.translate("Transfer", "a colleague")
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


def countdown(until: datetime, now: datetime) -> str:
    """Return the time left as minutes and seconds, 0:00 when there is none."""
    left = max(0, int((until - now).total_seconds()))
    return f"{left // 60}:{left % 60:02d}"


def person(one: Receiver, languages: Sequence[str] = ()) -> Person:
    """Return a colleague as a picker shows them.

    Args:
        one: the colleague.
        languages: the buyer's, the preferred one first.
    """
    account = one.account
    parts = [problem(one.problem) or presence_name(one.presence)]
    parts.append(people.spoken(account.speaks, languages))
    if account.title:
        parts.append(isolated_name(account.title))
    elif account.kind is AccountKind.MAIN:
        parts.append(QCoreApplication.translate("Transfer", "main account"))
    figure = load(one.live)
    if one.full:
        figure = QCoreApplication.translate("Transfer", "{load}, full").format(load=figure)
    return Person(
        id=int(account.id),
        name=name(account),
        note=" · ".join(filter(None, parts)),
        figure=figure,
        presence=one.presence,
        possible=not one.problem,
        mark="" if one.problem else people.shared_language(account.speaks, languages),
    )


def problem(code: str) -> str:
    """Return why somebody can't be chosen."""
    translate = QCoreApplication.translate
    return {
        "owner": translate("Transfer", "serves this buyer already"),
        "disabled": translate("Transfer", "account is disabled"),
        "no_permission": translate("Transfer", "may not receive messages"),
    }.get(code, "")


# ---- the dialog ----------------------------------------------------------------------------------------------------


def who(subject: Subject) -> str:
    """Return whom it is about."""
    return subject.names[0] if len(subject.names) == 1 else buyers(len(subject.names))


def title(subject: Subject) -> str:
    """Return what a dialog is about."""
    translate = QCoreApplication.translate
    if subject.assigning:
        return translate("Transfer", "Assign {buyer}").format(buyer=who(subject))
    return translate("Transfer", "Hand {buyer} to a colleague").format(buyer=who(subject))


def consequence(subject: Subject, to: str, *, with_draft: bool) -> str:
    """Say what will happen to whom."""
    translate = QCoreApplication.translate
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
    words = said.format(name=to, buyer=who(subject), span=span(subject.ask_s or 0))
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


# ---- what is asked, and what came of it ----------------------------------------------------------------------------


def buyer_of(transfer: Transfer) -> str:
    """Return the buyer that a transfer is about, with where they come from."""
    facts = [country_name(transfer.buyer_country)]
    facts += [people.language_name(code) for code in transfer.buyer_languages[:1]]
    known = ", ".join(fact for fact in facts if fact)
    buyer = isolated_name(transfer.buyer_name) or QCoreApplication.translate("Transfer", "a buyer")
    if not known:
        return buyer
    return QCoreApplication.translate("Transfer", "{buyer} ({facts})").format(buyer=buyer, facts=known)


def offer(one: Offer) -> tuple[str, str]:
    """Return what an offer says: a line, and a smaller one below that may be empty."""
    translate = QCoreApplication.translate
    transfer = one.transfer
    buyer, to, giver = buyer_of(transfer), name(one.to), name(one.from_ or one.by)
    state, role = transfer.state, one.role
    if state is TransferState.ASKED and role == "receiver":
        said = translate("Transfer", "{name} asks you to take over {buyer}").format(name=giver, buyer=buyer)
        return said, one_line(transfer.reason, 200)
    if state is TransferState.ASKED and role == "giver":
        said = translate("Transfer", "{name} was asked to take over {buyer}").format(name=to, buyer=buyer)
        return said, translate("Transfer", "Until there is an answer the buyer stays with you.")
    if state is TransferState.ASKED:
        said = translate("Transfer", "{giver} asked {name} to take over {buyer}")
        return said.format(giver=giver, name=to, buyer=buyer), one_line(transfer.reason, 200)
    if state is TransferState.DECLINED:
        said = translate("Transfer", "{name} cannot take over {buyer}; the buyer stays with you")
        return said.format(name=to, buyer=buyer), one_line(transfer.words, 200)
    if state is TransferState.UNANSWERED:
        said = translate("Transfer", "{name} did not answer in time; {buyer} stays with you")
        return said.format(name=to, buyer=buyer), ""
    said = translate("Transfer", "{name} left you an unsent text").format(name=giver)
    return said, one_line(transfer.draft, 300)


def report_reasons() -> dict[ReportReason, str]:
    """Return what a buyer can be reported for."""
    translate = QCoreApplication.translate
    return {
        ReportReason.SPAM: translate("BlockDialog", "Advertising, mass messages"),
        ReportReason.INSULT: translate("BlockDialog", "Insults, threats"),
        ReportReason.FRAUD: translate("BlockDialog", "Suspected fraud"),
        ReportReason.NO_BUYER: translate("BlockDialog", "Not a buyer"),
        ReportReason.OTHER: translate("BlockDialog", "Something else"),
    }
