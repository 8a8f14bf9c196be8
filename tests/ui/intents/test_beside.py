"""Purchase intents beside their own screen: in the chat, the profile, the search, notices, and on the desktop."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import COLLEAGUE, make_account, make_events, make_notice
from tests.stories import intents_box
from tests.stories.intents_box import number
from tests.stories.seeded_desk import NOW, SeededDesk
from workstation.domain import events as ev
from workstation.domain.account import AccountKind
from workstation.domain.distribution import Assignment, Cause, Work
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.intent import IntentState
from workstation.domain.routing import Rule
from workstation.storage import inbound
from workstation.ui.bus import Bus
from workstation.ui.intents import block, telling
from workstation.ui.late_screens import INTENTS
from workstation.ui.main_window import MainWindow
from workstation.ui.notices_centre import wording as notice_words
from workstation.ui.places import Place
from workstation.ui.profile import trace_words
from workstation.ui.profile.intents import IntentsSection
from workstation.ui.profile.trace_words import Known

Until = Callable[..., Any]
START = 11 + 3 + len(intents_box.WANTED) + 2


class Window:
    """The whole window over a desk with intents."""

    def __init__(self, folder: Path) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder / "desk", self.bus, customers=12)
        self.intents = intents_box.fill(self.seeded)
        self.window = MainWindow(self.bus, self.seeded)
        self.window.resize(1366, 768)
        self.window.show_desk(self.seeded.desk)
        self.window.show()
        self._seq = START

    def hear(self, *bodies: ev.Body) -> None:
        """Let the server say something."""
        changes = self.seeded.store.write_blocking(inbound.apply, make_events(self._seq, bodies))
        self._seq += len(bodies)
        self.seeded.desk.changed(changes)

    async def close(self) -> None:
        """Leave nothing behind."""
        self.window.forget_desk()
        self.window.close_wanted.connect(self.window.hide)
        self.window.hide()
        await self.seeded.close()
        self.window.deleteLater()
        self.bus.detach()


async def test_the_chat_shows_its_intent_and_a_click_opens_it(qapp: QApplication, profile: Path, until: Until) -> None:
    it = Window(profile)
    try:
        window = it.window
        rail = window.rail.button(INTENTS)
        await until(lambda: rail.count == 3)
        assert rail.accessibleName() == "3 new purchase intents"
        window.open_palette()
        assert window._actions is not None
        assert "Purchase intents" in [entry.title for entry in window._actions.entries()]
        window.open_conversation(ConversationId(4))
        chat, beside = window.workplace.chat, window.workplace.intents
        assert chat is not None
        assert beside is not None
        await until(beside.strip.isVisible)
        assert beside.strip.lines[0] == "Dimmable LED desk lamps with USB-C"
        assert "2,000 pcs · USD 13.50" in beside.strip.lines[1]
        row = window.workplace.inbox.feed
        rows = await it.seeded.desk.inbox.rows([ConversationId(4)])
        assert rows[ConversationId(4)].last_text.startswith("Dimmable LED"), row
        page = await it.seeded.desk.chat.page(ConversationId(4))
        kind = block.IntentKind()
        assert kind.shows(page.items[-1])
        assert kind.said(page.items[-1]).startswith("[Purchase intent] Dimmable LED desk lamps with USB-C · 2,000 pcs")
        panel = window.workplace.profile
        assert panel is not None
        section = panel.findChild(IntentsSection)
        assert section is not None
        await until(lambda: [one.open.toolTip() for one in section.rows] == ["Dimmable LED desk lamps with USB-C"])
        window.open_conversation(ConversationId(5))
        await until(lambda: not beside.strip.isVisible())
        window.open_conversation(ConversationId(4))
        await until(beside.strip.isVisible)
        beside.strip.click()
        await until(lambda: window.late.intents is not None and window.late.intents.detail.view is not None)
        screen = window.late.intents
        assert screen is not None
        assert screen.detail.view is not None
        assert screen.detail.view.id == number(3)
        assert rail.isChecked()

        found = await it.seeded.desk.search.find("rattan")
        [hit] = [one for one in found.documents if one.kind == "intent"]
        window.places.open(Place(kind="intent", id=hit.id))
        await until(lambda: screen.detail.view is not None and screen.detail.view.id == number(6))

        me = make_account(rev=99, kind=AccountKind.SUB, permissions=frozenset())
        it.hear(ev.AccountChanged(account=me))
        await until(lambda: not rail.isVisible())
        assert window.screens.currentWidget() is window.workplace, "the permission has gone"
    finally:
        await it.close()


async def test_a_new_intent_is_told_once_to_whom_it_is_given(qapp: QApplication, profile: Path, until: Until) -> None:
    bus = Bus()
    bus.attach(asyncio.get_running_loop())
    seeded = SeededDesk(profile / "desk", bus, customers=3)
    made = intents_box.fill(seeded)
    told: list[tuple[str, str, Place]] = []
    looking = [False]

    async def tell(title: str, text: str, place: Place) -> None:
        told.append((title, text, place))

    watch = telling.IntentTelling(seeded.desk, bus, seeded, tell, lambda: looking[0])
    seq = START

    def hear(*found: Any) -> None:
        nonlocal seq
        changes = seeded.store.write_blocking(
            inbound.apply, make_events(seq, [ev.IntentChanged(intent=i) for i in found])
        )
        seq += len(found)
        seeded.desk.changed(changes)

    def fresh(at: int, **fields: Any) -> Any:
        base = made[0]
        return replace(base, intent=replace(base.intent, id=number(at)), **fields)

    try:
        hear(fresh(50))
        await until(lambda: len(told) == 1)
        assert told[0][0] == "New purchase intent: Brass floor lamps for hotel rooms, linen shade"
        assert told[0][2] == Place(kind="intent", intent=number(50))
        hear(fresh(50, rev=2), fresh(51, owner_id=PrincipalId(COLLEAGUE)), fresh(52, state=IntentState.SEEN))
        hear(fresh(53, owner_id=None))
        await until(lambda: len(told) == 2)
        assert told[1][0].startswith("Purchase intent to assign:")
        hear(fresh(53, rev=3), fresh(54), fresh(55))
        await until(lambda: told[-1][0] == "3 new purchase intents")
        assert told[-1][2] == Place(kind="intents")
    finally:
        watch.stop()
        await seeded.close()
        bus.detach()


def test_notices_and_decisions_are_worded(qapp: QApplication) -> None:
    params: dict[str, str | int] = {"intent": str(number(1)), "title": "lamps", "country": "IT", "score": 82}
    said = notice_words.worded(make_notice(1, code="intent_matched", params=params))
    assert said.title == "A purchase intent matches your exhibits: lamps"
    assert said.detail == "Italy · fits 82 %"
    given = {**params, "by_zh": "王芳", "by_en": "Fang Wang"}
    assert notice_words.worded(make_notice(1, code="intent_assigned", params=given)).detail.endswith("from Fang Wang")
    known = Known({1: "Li", 2: "Wang"}, {7: "Brass lamp"}, {}, 1)
    made = Assignment(
        id=1, intent_id=number(1), at=NOW, n=0, work=Work.INTENTS, cause=Cause.BUYER,
        rule=Rule.MAIN_ACCOUNT, owner_id=PrincipalId(1), exhibit_id=None,
    )  # fmt: skip
    assert trace_words.outcome(made, known) == "The purchase intent came to you."
    assert trace_words.sentences(made, known)[-1] == "So the purchase intent came to the main account."
    by_hand = replace(made, cause=Cause.ASSIGN, rule="assign", by_id=PrincipalId(2))
    assert trace_words.sentences(by_hand, known) == ["Wang assigned the purchase intent to Li (you)."]
