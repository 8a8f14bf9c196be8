"""The second line of the log's lines: what exactly was changed, or why somebody was handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from workstation.domain.audit import MAX_PARAM_CHARS, Deed, Entry
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Mode
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.team import spans
from workstation.ui.team.distribution import wording as distribution

Named = Callable[[PrincipalId], str]
"""Returns what an account is called."""
_CHARS = 300


def details(entry: Entry, named: Named) -> str:
    """Return what a line says besides its sentence; empty when there is nothing."""
    if entry.code == Deed.DISTRIBUTION_CHANGED:
        return _joined(_rules(entry.params, named))
    if entry.code == Deed.ASSOCIATIONS_CHANGED:
        return _joined(_served(str(entry.params.get("served", "")), named))
    if entry.code == Deed.BUYER_REPORTED:
        return ""  # the sentence has it
    return one_line(str(entry.params.get("reason", "")), _CHARS)


def _joined(parts: Iterable[str]) -> str:
    return one_line(QCoreApplication.translate("Log", "; ", "between changes").join(parts), _CHARS)


def _rules(params: Mapping[str, str | int], named: Named) -> Iterable[str]:
    """Yield each rule that is another now, in the order in which the rules stand on their page."""
    translate = QCoreApplication.translate
    switches = {
        "back_to_last_owner": translate("Log", "last owner first: {state}"),
        "only_online": translate("Log", "only who is on-line: {state}"),
        "queue": translate("Log", "queue: {state}"),
        "ask_first": translate("Log", "ask before a transfer: {state}"),
    }
    states = {"on": translate("Log", "on"), "off": translate("Log", "off")}
    for name, value in sorted(params.items(), key=lambda pair: _ORDER.index(pair[0]) if pair[0] in _ORDER else -1):
        if name in switches:
            yield switches[name].format(state=states.get(str(value), "…"))
        elif name == "mode" and value in tuple(Mode):
            yield distribution.mode(Mode(value))
        elif name in _FIGURES and isinstance(value, int):
            yield _figure(name, value, named)


_FIGURES = ("cap", "emergency_id", "answer_s", "session_idle_s")
_ORDER = (
    "mode", "back_to_last_owner", "only_online", "cap", "emergency_id", "queue", "ask_first", "answer_s",
    "session_idle_s",
)  # fmt: skip


def _figure(name: str, value: int, named: Named) -> str:
    translate = QCoreApplication.translate
    if not value:
        return translate("Log", "no limit of live chats") if name == "cap" else translate("Log", "no emergency account")
    said = {
        "cap": translate("Log", "fewer than {value} live chats each"),
        "emergency_id": translate("Log", "emergency account: {value}"),
        "answer_s": translate("Log", "time to answer a transfer: {value}"),
        "session_idle_s": translate("Log", "a silent session ends after {value}"),
    }[name]
    if name == "emergency_id":
        return said.format(value=named(PrincipalId(value)))
    return said.format(value=str(value) if name == "cap" else spans.figure(value))


def _served(text: str, named: Named) -> Iterable[str]:
    """Yield `LZ-K0910: Li, Wang` for each of what is served by others now."""
    translate = QCoreApplication.translate
    if not text:
        return
    parts = text.split("; ")
    if len(text) >= MAX_PARAM_CHARS:
        parts[-1] = ""  # cut off somewhere
    for part in parts:
        what, equals, ids = part.partition(" = ")
        if not equals:
            continue
        names = [named(PrincipalId(int(one))) for one in ids.split() if one.isdecimal()]
        people = translate("Log", ", ", "between names").join(names) or translate("Log", "nobody in particular")
        yield translate("Log", "{what}: {people}").format(what=what, people=people)
    if not parts[-1]:
        yield "…"
