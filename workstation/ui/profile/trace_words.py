"""Says in plain words why a buyer is with whom: what was asked, whom each rule left, who decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from workstation.domain.distribution import Assignment, Cause
from workstation.domain.routing import Rule, Step
from workstation.ui.chat.timeline.plain_text import one_line


class Known(NamedTuple):
    """Names that the numbers of a decision stand for, safe to show."""

    accounts: Mapping[int, str]
    exhibits: Mapping[int, str]
    sections: Mapping[int, str]
    me_id: int

    def of(self, ids: Iterable[int]) -> list[str]:
        """Return names in order; one that nobody knows any more is said to be a former colleague."""
        translate = QCoreApplication.translate
        gone = translate("TraceWords", "a former colleague")
        me = translate("TraceWords", "{name} (you)")
        names = [(id_, self.accounts.get(id_, gone)) for id_ in ids]
        return [me.format(name=name) if id_ == self.me_id else name for id_, name in names]


class TraceSaid(QObject):
    """Sentences about one or several people: plurals are found by the translation tools in methods only."""

    def look_after_exhibit(self, count: int) -> str:
        return self.tr("{names} look(s) after this exhibit.", "", count)

    def look_after_section(self, count: int) -> str:
        return self.tr("{names} look(s) after this section of the fair.", "", count)

    def may_not(self, count: int) -> str:
        return self.tr("{names} may not receive messages now.", "", count)

    def may_not_have_intents(self, count: int) -> str:
        return self.tr("{names} may not receive purchase intents now.", "", count)

    def disturbed(self, count: int) -> str:
        return self.tr("{names} did not want to be disturbed.", "", count)

    def online(self, count: int) -> str:
        return self.tr("{names} was/were on-line.", "", count)

    def below_limit(self, count: int) -> str:
        return self.tr("{names} was/were below the limit of live chats.", "", count)


def joined(names: list[str]) -> str:
    """Return names as a sentence lists them: Li, Wang and Zhao."""
    return QLocale().createSeparatedList(names)


def title(owner_id: int | None, known: Known) -> str:
    """Return the question that the section answers."""
    translate = QCoreApplication.translate
    if owner_id is None:
        return translate("TraceWords", "Why is nobody serving this buyer?")
    if owner_id == known.me_id:
        return translate("TraceWords", "Why is this chat with me?")
    return translate("TraceWords", "Why is this chat with {name}?").format(name=known.of([owner_id])[0])


def outcome(made: Assignment, known: Known) -> str:
    """Return in one sentence where the buyer went."""
    translate = QCoreApplication.translate
    if made.intent_id is not None:
        return _outcome_of_intent(made, known)
    if made.owner_id is None:
        return translate("TraceWords", "The buyer waits in the queue.")
    if made.owner_id == known.me_id:
        return translate("TraceWords", "The buyer came to you.")
    return translate("TraceWords", "The buyer went to {name}.").format(name=known.of([made.owner_id])[0])


def _outcome_of_intent(made: Assignment, known: Known) -> str:
    translate = QCoreApplication.translate
    if made.owner_id is None:
        return translate("TraceWords", "The purchase intent waits to be assigned.")
    if made.owner_id == known.me_id:
        return translate("TraceWords", "The purchase intent came to you.")
    name = known.of([made.owner_id])[0]
    return translate("TraceWords", "The purchase intent went to {name}.").format(name=name)


def sentences(made: Assignment, known: Known) -> list[str]:
    """Return what led there, step by step."""
    said = [_cause(made, known)]
    if made.cause in (Cause.TRANSFER, Cause.ASSIGN, Cause.TAKE_OVER, Cause.INTENT):
        reason = one_line(made.reason, 300)
        if reason:
            said.append(QCoreApplication.translate("TraceWords", "Reason given: {reason}").format(reason=reason))
        return said
    for step in made.trace:
        said += _step(step, made, known)
    said += _end(made, known)
    return said


def _cause(made: Assignment, known: Known) -> str:
    translate = QCoreApplication.translate
    owner, by, before = (
        known.of([id_])[0] if id_ is not None else "…" for id_ in (made.owner_id, made.by_id, made.from_id)
    )
    if made.intent_id is not None:
        return _cause_of_intent(made, known, owner, by, before)
    if made.cause is Cause.TRANSFER:
        return translate("TraceWords", "{by} handed the buyer over to {owner}.").format(by=by, owner=owner)
    if made.cause is Cause.ASSIGN and made.owner_id is None:
        return translate("TraceWords", "{by} put the buyer back into the queue.").format(by=by)
    if made.cause is Cause.ASSIGN:
        return translate("TraceWords", "{by} assigned the buyer to {owner}.").format(by=by, owner=owner)
    if made.cause is Cause.TAKE_OVER:
        return translate("TraceWords", "{by} took the buyer over.").format(by=by)
    if made.cause is Cause.INTENT:
        return translate("TraceWords", "{by} began the chat from a purchase intent.").format(by=by)
    if made.cause is Cause.OWNER_LOST:
        return translate("TraceWords", "{name} could no longer serve this buyer.").format(name=before)
    if made.cause is Cause.QUEUE:
        return translate("TraceWords", "The buyer was waiting in the queue.")
    exhibit = known.exhibits.get(made.exhibit_id or 0)
    if exhibit is not None:
        return translate("TraceWords", "The buyer asked about {exhibit}.").format(exhibit=exhibit)
    return translate("TraceWords", "The buyer wrote to your company.")


def _cause_of_intent(made: Assignment, known: Known, owner: str, by: str, before: str) -> str:
    translate = QCoreApplication.translate
    if made.cause is Cause.ASSIGN:
        return translate("TraceWords", "{by} assigned the purchase intent to {owner}.").format(by=by, owner=owner)
    if made.cause is Cause.OWNER_LOST:
        return translate("TraceWords", "{name} may no longer receive purchase intents.").format(name=before)
    if made.cause is Cause.QUEUE:
        return translate("TraceWords", "The purchase intent was waiting to be assigned.")
    exhibit = known.exhibits.get(made.exhibit_id or 0)
    if exhibit is not None:
        return translate("TraceWords", "It matches {exhibit} best.").format(exhibit=exhibit)
    return translate("TraceWords", "It matches a section of the fair in which your company exhibits.")


def _step(step: Step, made: Assignment, known: Known) -> list[str]:
    if step.rule == Rule.MANUAL and made.intent_id is not None:
        translate = QCoreApplication.translate
        return [
            translate(
                "TraceWords", "Distribution is manual: purchase intents come to the main account, which assigns them."
            )
        ]
    if step.rule in (Rule.EXHIBIT, Rule.SECTION):
        return _associated(step, made, known)
    if step.rule in ("accepting", "only_online", "below_cap"):
        return _filtered(step, known)
    return _single(step, known)


def _associated(step: Step, made: Assignment, known: Known) -> list[str]:
    translate = QCoreApplication.translate
    if step.rule == Rule.EXHIBIT and made.exhibit_id is None:
        return []
    if not step.before:
        if step.rule == Rule.EXHIBIT:
            return [translate("TraceWords", "Nobody in particular looks after this exhibit.")]
        if made.section_id is None:
            return []
        return [translate("TraceWords", "Nobody in particular looks after its section of the fair.")]
    words = TraceSaid()
    sentence = words.look_after_exhibit if step.rule == Rule.EXHIBIT else words.look_after_section
    said = [sentence(len(step.before)).format(names=joined(known.of(step.before)))]
    gone = [id_ for id_ in step.before if id_ not in step.left]
    if gone:
        refusing = words.may_not if made.intent_id is None else words.may_not_have_intents
        said.append(refusing(len(gone)).format(names=joined(known.of(gone))))
    return said


def _filtered(step: Step, known: Known) -> list[str]:
    translate = QCoreApplication.translate
    words = TraceSaid()
    if not step.before:
        return []
    if step.rule == "accepting":
        gone = [id_ for id_ in step.before if id_ not in step.left]
        return [words.disturbed(len(gone)).format(names=joined(known.of(gone)))] if gone else []
    if not step.left:
        none_online = translate("TraceWords", "None of them was on-line.")
        return [none_online if step.rule == "only_online" else translate("TraceWords", "All had reached their limit.")]
    sentence = words.online if step.rule == "only_online" else words.below_limit
    return [sentence(len(step.left)).format(names=joined(known.of(step.left)))]


def _single(step: Step, known: Known) -> list[str]:
    """Word a rule that looks at one account."""
    translate = QCoreApplication.translate
    name = joined(known.of(step.before))
    texts = {
        (Rule.LIVE_SESSION, True): translate("TraceWords", "The chat was still going on, so it stays with {name}."),
        (Rule.LIVE_SESSION, False): translate(
            "TraceWords", "The chat was still going on with {name}, who may not receive messages now."
        ),
        (Rule.LAST_OWNER, True): translate("TraceWords", "{name} served this buyer last and was free."),
        (Rule.LAST_OWNER, False): translate("TraceWords", "{name} served this buyer last, but was not free."),
        (Rule.MANUAL, True): translate(
            "TraceWords", "Distribution is manual: new buyers come to the main account, which hands them on."
        ),
        (Rule.EMERGENCY, True): translate("TraceWords", "{name} stands in when nobody else is free."),
        (Rule.EMERGENCY, False): translate("TraceWords", "{name}, who stands in, may not receive messages now."),
    }
    text = next((words for (rule, left), words in texts.items() if rule == step.rule and left == bool(step.left)), "")
    return [text.format(name=name)] if text else []


def _end(made: Assignment, known: Known) -> list[str]:
    translate = QCoreApplication.translate
    if made.intent_id is not None and made.rule in (Rule.QUEUE, Rule.MAIN_ACCOUNT):
        waits = translate("TraceWords", "Nobody was free, so the purchase intent waits.")
        main = translate("TraceWords", "So the purchase intent came to the main account.")
        return [waits if made.rule == Rule.QUEUE else main]
    if made.rule == Rule.QUEUE:
        return [translate("TraceWords", "Nobody was free, so the buyer waits in the queue.")]
    if made.rule == Rule.MAIN_ACCOUNT:
        return [translate("TraceWords", "So the buyer came to the main account.")]
    last = made.trace[-1].left if made.trace else ()
    if made.rule in (Rule.EXHIBIT, Rule.SECTION) and made.owner_id is not None and len(last) > 1:
        name = known.of([made.owner_id])[0]
        return [translate("TraceWords", "{name}: chosen among them at random.").format(name=name)]
    return []
