"""What is said of purchase intents: states, deadlines, terms, and why an exhibit fits."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.intent import IntentEnd, Wanted
from workstation.services.calendar_views import Person
from workstation.services.intent_views import IntentStatus, IntentView, MatchView
from workstation.ui import formats
from workstation.ui.chat import people
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.wording import in_chinese, own_name
from workstation.ui.units import unit_name

SOON_DAYS = 3
"""From so few days on a deadline is said in the tone of a warning."""


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def days_left(self, count: int) -> str:
        return self.tr("%n day(s) left", "", count)


def status(one: IntentStatus) -> str:
    """Return what a state is called."""
    translate = QCoreApplication.translate
    return {
        IntentStatus.NEW: translate("Intents", "New"),
        IntentStatus.SEEN: translate("Intents", "Seen"),
        IntentStatus.CONTACTED: translate("Intents", "Contacted"),
        IntentStatus.DONE: translate("Intents", "Done"),
        IntentStatus.ENDED: translate("Intents", "Ended"),
    }[one]


def tone(one: IntentStatus) -> str:
    """Return in which tone a state is said."""
    return {IntentStatus.NEW: "accent", IntentStatus.CONTACTED: "text"}.get(one, "muted")


def state(view: IntentView) -> str:
    """Return the state of an intent, with what is not sent yet."""
    words = status(view.status)
    if view.ended is IntentEnd.WITHDRAWN and view.status is IntentStatus.ENDED:
        words = QCoreApplication.translate("Intents", "Withdrawn")
    if not view.waiting:
        return words
    return QCoreApplication.translate("Intents", "{state} · not sent yet").format(state=words)


def title(wanted: Wanted) -> str:
    """Return what the buyer wants, safe to show on one line."""
    return isolated_name(one_line(wanted.title, 200)) or QCoreApplication.translate("Intents", "(no title)")


def section_name(section: Section) -> str:
    """Return a section's name."""
    return section.name_zh if in_chinese() else section.name_en


def what_kind(view: IntentView) -> str:
    """Return section and category."""
    names = (section_name(view.section) if view.section is not None else "", one_line(view.wanted.category, 80))
    return " · ".join(isolated_name(name) for name in names if name)


def buyer(view: IntentView) -> str:
    """Return the buyer's name; a company's where the name is not told."""
    received = view.received
    name = isolated_name(one_line(received.buyer_name, 80)) or isolated_name(one_line(received.buyer_company, 80))
    return name or QCoreApplication.translate("Intents", "A buyer")


def company(view: IntentView) -> str:
    """Return the buyer's company, where it isn't what `buyer` says already."""
    return isolated_name(one_line(view.received.buyer_company, 80)) if view.received.buyer_name else ""


def quantity(wanted: Wanted) -> str:
    """Return how much is wanted; empty when the buyer has not said, or it is hidden."""
    if wanted.quantity is None:
        return ""
    # After a number the buyer's own word is better English than the name of one: 500 sets, 2,000 pcs.
    own = wanted.unit if wanted.unit.isascii() and not in_chinese() else unit_name(wanted.unit)
    return f"{formats.number(wanted.quantity)} {isolated_name(one_line(own, 30)) if own else ''}".rstrip()


def price(wanted: Wanted) -> str:
    """Return the price that the buyer has in mind for one unit; empty without."""
    if wanted.target_price_minor is None:
        return ""
    amount = people.amount(wanted.target_price_minor, wanted.currency)
    unit = f" / {isolated_name(one_line(unit_name(wanted.unit), 30))}" if wanted.unit else ""
    return f"{one_line(wanted.currency, 3)} {amount}{unit}"


def terms(wanted: Wanted) -> str:
    """Return quantity and price on one line."""
    return " · ".join(part for part in (quantity(wanted), price(wanted)) if part)


def day(text: str) -> str:
    """Return a day (`YYYY-MM-DD`) as the reader writes it; as it is when it is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    if found.year == datetime.now(UTC).astimezone().year:
        pattern = QCoreApplication.translate("Formats", "d MMM", "day and month, Qt pattern")
    else:
        pattern = QCoreApplication.translate("Formats", "d MMM yyyy", "short date, Qt pattern")
    return QLocale().toString(QDate(found.year, found.month, found.day), pattern)


def time_left(view: IntentView) -> str:
    """Return how much time there is for an answer; empty without a deadline."""
    translate = QCoreApplication.translate
    if view.ended is IntentEnd.WITHDRAWN:
        return translate("Intents", "withdrawn")
    left = view.days_left
    if left is None:
        return ""
    if left < 0:
        return translate("Intents", "past")
    if left == 0:
        return translate("Intents", "last day today")
    return _Counted().days_left(left)


def time_tone(view: IntentView) -> str:
    """Return in which tone the deadline is said."""
    if view.ended is not None or view.is_done or view.days_left is None:
        return "muted"
    return "danger" if view.days_left == 0 else "warning" if view.days_left <= SOON_DAYS else "muted"


def ended(view: IntentView) -> str:
    """Return why no answers are wanted any more, and what that means."""
    translate = QCoreApplication.translate
    if view.ended is IntentEnd.WITHDRAWN:
        return translate(
            "Intents", "The buyer has withdrawn this intent and wants no more offers. What was begun goes on."
        )
    if view.ended is IntentEnd.EXPIRED:
        return translate("Intents", "The deadline for offers has passed. A chat that has been started goes on.")
    return ""


def person(one: Person | None) -> str:
    """Return a colleague's name; empty for nobody."""
    if one is None:
        return ""
    name = own_name(one.name_zh, one.name_en)
    return name or QCoreApplication.translate("Intents", "a former colleague")


def exhibit_name(exhibit: Exhibit | None) -> str:
    """Return an exhibit's name, safe to show."""
    if exhibit is None:
        return QCoreApplication.translate("Intents", "An exhibit that is not listed any more")
    return isolated_name(one_line(exhibit.name("zh" if in_chinese() else "en"), 120))


def match_score(match: MatchView) -> str:
    """Return how well an exhibit fits."""
    return QCoreApplication.translate("Intents", "{score} %").format(score=match.score)


def reason(code: str, match: MatchView) -> str:
    """Return why an exhibit fits, by its code; a code that isn't known here says nothing."""
    translate = QCoreApplication.translate
    if code == "words" and match.words:
        words = formats.enumerated(isolated_name(one_line(word, 30)) for word in match.words[:4])
        return translate("Intents", "same words: {words}").format(words=words)
    return {
        "section": translate("Intents", "same section"),
        "category": translate("Intents", "same category"),
        "words": translate("Intents", "same words"),
        "price": translate("Intents", "price fits"),
        "quantity": translate("Intents", "quantity above MOQ"),
        "complete": translate("Intents", "complete details"),
    }.get(code, "")


def why_refused(kind: str) -> str:
    """Return what came to nothing, by its action's kind on the wire."""
    translate = QCoreApplication.translate
    return {
        "assign_intent": translate("Intents", "The intent was not assigned."),
        "send_intent_card": translate("Intents", "The card was not sent."),
        "start_intent_chat": translate("Intents", "The chat was not started."),
        "mark_intent_done": translate("Intents", "Its state was not changed."),
    }.get(kind, "")
