"""Makes marks of plots out of the overview's figures; plain functions, so that a recount can check them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId
from workstation.domain.overview import Overview, StateFigures, Times
from workstation.ui.formats import country_name
from workstation.ui.team.charts.mark import Mark
from workstation.ui.team.spans import figure
from workstation.ui.transfer import wording

People = Mapping[PrincipalId, Account]
COUNTRIES = 8
"""Countries with a bar of their own at first."""
MORE = "more"
"""Key of the line that stands for all other countries."""


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def answers(self, count: int) -> str:
        return self.tr("%n answer(s)", "", count)

    def more_countries(self, count: int) -> str:
        return self.tr("%n more countries", "", count)


def _name(people: People, account_id: PrincipalId) -> str:
    account = people.get(account_id)
    return wording.name(account) if account is not None else str(account_id)


def _said(label: str, times: Times) -> str:
    translate = QCoreApplication.translate
    if times.median_s is None:
        return translate("Overview", "{who}: no answers").format(who=label)
    return translate("Overview", "{who}: half answered within {median}, nine in ten within {p90} ({count})").format(
        who=label, median=figure(times.median_s), p90=figure(times.p90_s), count=_Counted().answers(times.count)
    )


def responses_by_account(overview: Overview, people: People) -> list[Mark]:
    """Return median and p90 of each colleague who answered, the slowest first."""
    found = [one for one in overview.accounts if one.responses.count]
    found.sort(key=lambda one: -(one.responses.median_s or 0))
    return [
        Mark(
            str(one.account_id),
            _name(people, one.account_id),
            one.responses.median_s,
            figure(one.responses.median_s),
            one.responses.p90_s,
            _said(_name(people, one.account_id), one.responses),
            int(one.account_id),
        )
        for one in found
    ]


def responses_by_hour(overview: Overview) -> list[Mark]:
    """Return all hours from the first to the last in which something began, those between without a value."""
    known = {one.hour: one for one in overview.hours}
    if not known:
        return []
    marks = []
    for hour in range(min(known), max(known) + 1):
        times = known[hour].responses if hour in known else Times()
        label = f"{hour:02d}"
        said = _said(f"{hour:02d}:00–{hour + 1:02d}:00", times)
        marks.append(Mark(str(hour), label, times.median_s, figure(times.median_s), times.p90_s, said))
    return marks


def load_by_account(overview: Overview, people: People) -> list[Mark]:
    """Return live conversations of each colleague, the most first; those who wait among them."""
    translate = QCoreApplication.translate
    marks = []
    for one in sorted(overview.accounts, key=lambda one: (-one.live, one.account_id)):
        name = _name(people, one.account_id)
        said = translate("Overview", "{who}: {live} live, {waiting} of them waiting for an answer")
        words = said.format(who=name, live=one.live, waiting=one.waiting)
        marks.append(Mark(str(one.account_id), name, one.waiting, str(one.live), one.live, words, int(one.account_id)))
    return marks


def countries(overview: Overview, *, whole: bool = False) -> list[Mark]:
    """Return conversations by the buyers' country, the most first; unless all are wanted, many others in one line."""
    found = overview.countries
    shown = found if whole or len(found) <= COUNTRIES + 1 else found[:COUNTRIES]
    marks = []
    for one in shown:
        label = country_name(one.country) or QCoreApplication.translate("Overview", "unknown")
        marks.append(Mark(one.country, label, one.conversations, str(one.conversations)))
    if others := found[len(shown) :]:
        count = str(sum(one.conversations for one in others))
        marks.append(Mark(MORE, _Counted().more_countries(len(others)), None, count))
    return marks


def states(found: Sequence[StateFigures]) -> list[Mark]:
    """Return how many intents or bookings are in each state, in the order in which the server lists them."""
    return [Mark(one.state, state_name(one.state), one.count, str(one.count)) for one in found]


def state_name(code: str) -> str:
    """Return what a state of an intent or a booking is called; one that isn't known here shows by its code."""
    translate = QCoreApplication.translate
    return {
        "new": translate("Overview", "new"),
        "open": translate("Overview", "open"),
        "seen": translate("Overview", "seen"),
        "contacted": translate("Overview", "contacted"),
        "withdrawn": translate("Overview", "withdrawn"),
        "assigned": translate("Overview", "assigned"),
        "done": translate("Overview", "done"),
        "expired": translate("Overview", "expired"),
        "pending": translate("Overview", "waiting for an account"),
        "named": translate("Overview", "account named"),
        "accepted": translate("Overview", "accepted"),
        "declined": translate("Overview", "declined"),
        "cancelled": translate("Overview", "cancelled"),
        "held": translate("Overview", "held"),
    }.get(code, code)
