"""Why a chat is with whom: decisions of the real rules in plain words, asked of the server when wanted."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import COLLEAGUE, ME
from tests.stories.rich_desk import RICH
from tests.stories.seeded_desk import NOW
from tests.ui.profile.conftest import Open, Panel
from workstation.domain.distribution import Assignment, Cause
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.link import LinkState, Phase
from workstation.domain.routing import Candidate, Facts, Mode, Options, Step, decide
from workstation.ui.language import Language
from workstation.ui.profile.trace import TraceSection
from workstation.ui.profile.trace_words import Known, outcome, sentences, title

Until = Callable[..., Any]
LI, WANG, ZHAO = PrincipalId(2), PrincipalId(3), PrincipalId(4)
KNOWN = Known({1: "Fang Wang", 2: "Li", 3: "Wang", 4: "Zhao"}, {2: "Brass floor lamp"}, {1: "Lighting"}, 1)


def candidate(id_: PrincipalId, **fields: Any) -> Candidate:
    return Candidate(id=id_, **({"may_receive": True, "online": True} | fields))


def made(
    *people: Candidate, mode: Mode = Mode.AUTOMATIC, options: Options | None = None, exhibit: bool = True, **facts: Any
) -> Assignment:
    """Let the real rules decide."""
    everyone = {one.id: one for one in (candidate(ME), *people)}
    found = decide(mode, options or Options(), Facts(main_id=ME, candidates=everyone, **facts), lambda _count: 0)
    return Assignment(
        id=1, conversation_id=RICH, at=NOW, n=1, cause=Cause.BUYER, rule=str(found.rule), owner_id=found.owner_id,
        trace=found.trace, mode=mode,
        exhibit_id=ExhibitId(2) if exhibit else None, section_id=SectionId(1) if exhibit else None,
    )  # fmt: skip


def told(decision: Assignment) -> list[str]:
    return sentences(decision, KNOWN)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (
            made(candidate(LI), candidate(WANG, online=False), exhibit_ids=(LI, WANG),
                 options=Options(only_online=True, cap=5)),
            ["The buyer asked about Brass floor lamp.", "Li and Wang look after this exhibit.", "Li was on-line.",
             "Li was below the limit of live chats."],
        ),
        (
            made(candidate(LI), candidate(WANG), exhibit_ids=(LI, WANG)),
            ["The buyer asked about Brass floor lamp.", "Li and Wang look after this exhibit.",
             "Li: chosen among them at random."],
        ),
        (
            made(candidate(LI, may_receive=False), candidate(ZHAO), exhibit_ids=(LI,), section_ids=(ZHAO,)),
            ["The buyer asked about Brass floor lamp.", "Li looks after this exhibit.",
             "Li may not receive messages now.", "Zhao looks after this section of the fair."],
        ),
        (
            made(exhibit=False),
            ["The buyer wrote to your company.", "So the buyer came to the main account."],
        ),
        (
            made(mode=Mode.MANUAL),
            ["The buyer asked about Brass floor lamp.",
             "Distribution is manual: new buyers come to the main account, which hands them on."],
        ),
        (
            made(candidate(LI, load=5), exhibit_ids=(LI,), options=Options(cap=5, queue=True)),
            ["The buyer asked about Brass floor lamp.", "Li looks after this exhibit.", "All had reached their limit.",
             "Nobody was free, so the buyer waits in the queue."],
        ),
        (
            made(candidate(LI, online=False), candidate(ZHAO), exhibit_ids=(LI,),
                 options=Options(only_online=True, emergency_id=ZHAO)),
            ["The buyer asked about Brass floor lamp.", "Li looks after this exhibit.", "None of them was on-line.",
             "Zhao stands in when nobody else is free."],
        ),
        (
            made(candidate(LI), live_owner_id=LI),
            ["The buyer asked about Brass floor lamp.", "The chat was still going on, so it stays with Li."],
        ),
        (
            made(candidate(LI, online=False), candidate(WANG), last_owner_id=LI, exhibit_ids=(WANG,),
                 options=Options(only_online=True, back_to_last_owner=True)),
            ["The buyer asked about Brass floor lamp.", "Li served this buyer last, but was not free.",
             "Wang looks after this exhibit.", "Wang was on-line."],
        ),
    ],
)  # fmt: skip
def test_what_the_rules_did_is_said(
    qapp: QApplication, spoken: Language, decision: Assignment, expected: list[str]
) -> None:
    assert told(decision) == expected
    spoken.use("zh_CN")
    chinese = told(decision)
    assert len(chinese) == len(expected)
    assert not any("{" in sentence for sentence in (*expected, *chinese))


def test_what_people_decided_is_said(qapp: QApplication, spoken: Language) -> None:
    base: dict[str, Any] = {"id": 1, "conversation_id": RICH, "at": NOW, "n": 3}
    handed = Assignment(
        **base, cause=Cause.TRANSFER, rule="transfer", owner_id=ME, by_id=LI, reason="speaks\nItalian \u202e"
    )
    assert told(handed) == ["Li handed the buyer over to Fang Wang (you).", "Reason given: speaks Italian \u25c0"]
    assert outcome(handed, KNOWN) == "The buyer came to you."
    taken = Assignment(**base, cause=Cause.TAKE_OVER, rule="take_over", owner_id=ME, by_id=ME)
    assert told(taken) == ["Fang Wang (you) took the buyer over."]
    lost = Assignment(**base, cause=Cause.OWNER_LOST, rule="main_account", owner_id=ME, from_id=PrincipalId(99))
    assert told(lost)[0] == "a former colleague could no longer serve this buyer."
    assert [title(id_, KNOWN) for id_ in (ME, LI, None)] == [
        "Why is this chat with me?", "Why is this chat with Li?", "Why is nobody serving this buyer?",
    ]  # fmt: skip


def test_a_step_of_a_newer_server_is_passed_over(qapp: QApplication, spoken: Language) -> None:
    decision = Assignment(
        id=1, conversation_id=RICH, at=NOW, n=1, cause=Cause.BUYER, rule="by_the_stars", owner_id=LI,
        trace=(
            Step(rule="by_the_stars", before=(LI,), left=(LI,)),
            Step(rule="accepting", before=(LI, WANG), left=(LI,)),
        ),
    )  # fmt: skip
    assert told(decision) == ["The buyer wrote to your company.", "Wang did not want to be disturbed."]


# ---- the section ---------------------------------------------------------------------------------------------------


def section_of(panel: Panel) -> TraceSection:
    section = panel.view.person.sections["trace"]
    assert isinstance(section, TraceSection)
    return section


class Asked:
    """A server that answers, or can't be reached."""

    def __init__(self) -> None:
        self.conversations: list[int] = []
        self.there = True

    def assignments(self, conversation: int) -> tuple[Assignment, ...]:
        self.conversations.append(conversation)
        if not self.there:
            raise Refusal("unreachable")
        first = made(candidate(PrincipalId(COLLEAGUE)), exhibit_ids=(PrincipalId(COLLEAGUE),))
        taken = Assignment(
            id=2, conversation_id=RICH, at=NOW, n=3, cause=Cause.TAKE_OVER, rule="take_over", owner_id=ME, by_id=ME
        )
        return (taken, first)


async def test_it_is_asked_when_one_wants_to_know(opened: Open, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as panel:
        server = Asked()
        monkeypatch.setattr(panel.desk.distribution, "_platform", server)
        section = section_of(panel)
        assert section.isVisible()
        assert section.heading.text() == "Why is this chat with me?"
        assert (section.lines, server.conversations) == ([], [])
        QTest.mouseClick(section, Qt.MouseButton.LeftButton, pos=section.heading.geometry().center())
        await until(lambda: section.lines)
        assert section.lines == ["14:02: The buyer came to you.", "Fang Wang (you) took the buyer over."]
        assert section.more.text() == "1 earlier decision"
        section.more.click()
        assert section.lines[2:] == [
            "14:02: The buyer went to Qiang Li.", "The buyer asked about Brass floor lamp.",
            "Qiang Li looks after this exhibit.",
        ]  # fmt: skip
        panel.view.open_conversation(ConversationId(2))
        await until(lambda: server.conversations == [RICH, 2])
        section.action.click()
        assert section.lines == []


async def test_offline_it_says_so_and_asks_again(opened: Open, until: Until, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened() as panel:
        server = Asked()
        server.there = False
        monkeypatch.setattr(panel.desk.distribution, "_platform", server)
        section = section_of(panel)
        section.toggle()
        await until(lambda: "cannot be reached" in section.said.text())
        server.there = True
        panel.bus.post_link(LinkState(phase=Phase.ONLINE))
        await until(lambda: section.lines)


async def test_another_language_needs_no_server(
    opened: Open, until: Until, monkeypatch: pytest.MonkeyPatch, spoken: Language
) -> None:
    async with opened() as panel:
        server = Asked()
        monkeypatch.setattr(panel.desk.distribution, "_platform", server)
        section = section_of(panel)
        section.toggle()
        await until(lambda: section.lines)
        server.there = False
        spoken.use("zh_CN")
        await until(lambda: section.lines == ["14:02：采购商分配给了您。", "王芳（您）接管了此采购商。"])
        assert section.heading.text() == "为什么由我接待？"


async def test_colleagues_chats_have_no_reason(opened: Open, until: Until) -> None:
    async with opened(ConversationId(900)) as panel:
        await until(lambda: panel.view.person.name == "Qiang Li")
        assert section_of(panel).isHidden()
