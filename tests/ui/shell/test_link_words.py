"""What the status line and the banner say about the link, and that each says what to do."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.inbox.rows import NOON, StillClock
from workstation.domain.account import Presence
from workstation.domain.link import LinkState, Phase
from workstation.services.views import KeyKeeping, Start
from workstation.ui.banner import Banner
from workstation.ui.formats import clock_time
from workstation.ui.problems import Weight, keeping_problem, link_problem, salvaged_problem, start_problem
from workstation.ui.status_line import StatusLine

AT = clock_time(NOON)


@pytest.fixture
def line(qapp: QApplication) -> Iterator[StatusLine]:
    made = StatusLine(StillClock())
    made.resize(800, 32)
    made.show()
    yield made
    made.show_state(LinkState())  # stops the countdown
    made.close()


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (LinkState(phase=Phase.ONLINE), "Online"),
        (LinkState(phase=Phase.ONLINE, streaming=False), "Online, checking every few seconds"),
        (LinkState(phase=Phase.CONNECTING), "Connecting…"),
        (LinkState(phase=Phase.SYNCING), "Loading conversations…"),
        (LinkState(phase=Phase.SYNCING, done=500, total=2000), "Loading conversations: 500 of 2,000"),
        (LinkState(phase=Phase.OFFLINE), "Offline"),
        (LinkState(phase=Phase.OFFLINE, as_of=NOON), f"Offline — as of {AT}"),
        (
            LinkState(phase=Phase.OFFLINE, as_of=NOON, retry_at=NOON + timedelta(seconds=3.2)),
            f"Offline — as of {AT}, reconnecting in 4 s",
        ),
        (LinkState(phase=Phase.OFFLINE, retry_at=NOON + timedelta(seconds=4)), "Offline — reconnecting in 4 s"),
        (LinkState(phase=Phase.OFFLINE, as_of=NOON, retry_at=NOON - timedelta(seconds=1)), f"Offline — as of {AT}"),
        (LinkState(phase=Phase.SIGNED_OUT), "Signed out"),
        (LinkState(phase=Phase.SIGNED_OUT, as_of=NOON), f"Signed out — as of {AT}"),
    ],
)
def test_the_status_line_is_honest(line: StatusLine, state: LinkState, text: str) -> None:
    line.show_state(state)
    assert line.text == text
    assert line.accessibleName() == text
    line.show_state(LinkState())


@pytest.mark.parametrize(("waiting", "text"), [(0, ""), (1, "1 waiting to leave"), (3, "3 waiting to leave")])
def test_unsent_messages_are_counted(line: StatusLine, waiting: int, text: str) -> None:
    line.show_state(LinkState(phase=Phase.OFFLINE, waiting=waiting))
    assert line.waiting_text == text


async def test_the_countdown_runs_while_offline_only(qapp: QApplication) -> None:
    clock = StillClock()
    line = StatusLine(clock)
    line.show_state(LinkState(phase=Phase.OFFLINE, retry_at=NOON + timedelta(seconds=9)))
    clock.at = NOON + timedelta(seconds=5)
    while "4 s" not in line.text:
        await asyncio.sleep(0.02)
    line.show_state(LinkState(phase=Phase.ONLINE))
    assert not line._second.isActive()


def test_progress_shows_while_loading_only(line: StatusLine) -> None:
    line.show_state(LinkState(phase=Phase.SYNCING, done=5, total=10))
    assert (line._progress.isVisible(), line._progress.value(), line._progress.maximum()) == (True, 5, 10)
    line.show_state(LinkState(phase=Phase.ONLINE))
    assert not line._progress.isVisible()


@pytest.mark.parametrize(
    "state",
    [
        LinkState(phase=Phase.ONLINE),
        LinkState(phase=Phase.CONNECTING),
        LinkState(phase=Phase.SYNCING),
        LinkState(phase=Phase.OFFLINE, as_of=NOON - timedelta(seconds=5)),
        LinkState(phase=Phase.ONLINE, clock_skew_s=40),
    ],
)
def test_what_passes_by_itself_raises_no_banner(state: LinkState) -> None:
    assert link_problem(state, NOON) is None


@pytest.mark.parametrize(
    ("code", "action"),
    [
        ("not_our_server", "retry"),
        ("server_fault", "retry"),
        ("untrusted", "retry"),
        ("not_signed_in", "sign_in"),
        ("account_disabled", "sign_in"),
        ("must_change_password", "sign_in"),
        ("locked_out", "sign_in"),
        ("disk_full", "retry"),
        ("read_only", "quit"),
        ("storage", "quit"),
        ("disk_error", "retry"),
    ],
)
def test_each_problem_has_words_and_a_way_out(code: str, action: str) -> None:
    problem = link_problem(LinkState(phase=Phase.OFFLINE, problem_code=code, as_of=NOON), NOON)
    assert problem is not None
    assert problem.title
    assert problem.text
    assert (problem.action, bool(problem.action_text)) == (action, True)
    assert "!" not in problem.title + problem.text
    assert "{" not in problem.title + problem.text


def test_being_offline_says_as_of_when() -> None:
    state = LinkState(phase=Phase.OFFLINE, problem_code="unreachable", as_of=NOON - timedelta(minutes=5))
    problem = link_problem(state, NOON)
    assert problem is not None
    assert clock_time(NOON - timedelta(minutes=5)) in problem.text
    assert problem.weight is Weight.INFO


@pytest.mark.parametrize(("skew", "word"), [(300.0, "behind"), (-300.0, "ahead")])
def test_a_wrong_clock_is_told(skew: float, word: str) -> None:
    problem = link_problem(LinkState(phase=Phase.ONLINE, clock_skew_s=skew), NOON)
    assert problem is not None
    assert word in problem.text
    assert "5 min" in problem.text


def test_every_start_but_the_good_ones_is_explained() -> None:
    quiet = {Start.FRESH, Start.READY, Start.SIGNED_OUT, Start.NEEDS_PASSPHRASE, Start.WRONG_PASSPHRASE}
    assert {start for start in Start if start_problem(start) is None} == quiet
    assert keeping_problem(KeyKeeping.KEYRING) is None
    assert keeping_problem(KeyKeeping.MEMORY) is not None
    assert salvaged_problem().text


def test_the_banner_shows_the_weightiest_and_hides_no_other(qapp: QApplication) -> None:
    banner, acted = Banner(), list[str]()
    banner.acted.connect(acted.append)
    offline = link_problem(LinkState(phase=Phase.OFFLINE), NOON)
    full = link_problem(LinkState(phase=Phase.OFFLINE, problem_code="disk_full"), NOON)
    assert offline is not None
    assert full is not None
    banner.tell("link", offline)
    banner.tell("disk", full)
    assert banner.shown == ["disk", "link"]
    assert [line.title.text() for line in banner.lines] == [full.title, offline.title]
    assert not any(line.isHidden() for line in banner.lines)
    for line in banner.lines:
        line.action.click()
    assert acted == ["retry", "retry"]
    banner.lines[0].close_button.click()
    assert banner.shown == ["link"]
    assert (banner.lines[0].title.text(), banner.lines[1].isHidden()) == (offline.title, True)
    banner.tell("disk", full)
    assert banner.shown == ["link"], "what was put away stays away"
    banner.tell("disk", None)
    banner.tell("disk", full)
    assert banner.shown == ["disk", "link"], "until it was over and comes again"
    banner.tell("link", None)
    banner.tell("disk", None)
    assert banner.isHidden()


def test_who_waits_in_the_queue_and_until_when_everything_is_here(line: StatusLine) -> None:
    line.show_state(LinkState(phase=Phase.ONLINE, as_of=NOON))
    assert (line.queue_text, line.synced_text) == ("", f"Synced {AT}")
    line.show_queue(3)
    assert line.queue_text == "Queue 3"
    assert line._queue.accessibleName() == "3 buyers of your company wait for somebody"
    wanted: list[bool] = []
    line.queue_wanted.connect(lambda: wanted.append(True))
    line._queue.click()
    assert wanted
    line.show_queue(0)
    line.show_state(LinkState(phase=Phase.OFFLINE, as_of=NOON))
    assert (line.queue_text, line.synced_text) == ("", "")


def test_do_not_disturb_is_remembered_and_ended(line: StatusLine) -> None:
    line.show_state(LinkState(phase=Phase.ONLINE, as_of=NOON))
    assert line.reminder == ""
    line.show_presence(Presence.DND)
    assert line.reminder == "Do not disturb: no new buyers"
    wanted: list[Presence] = []
    line.status_wanted.connect(wanted.append)
    line._dnd.click()
    assert wanted == [Presence.ONLINE]
    line.show_presence(Presence.ONLINE)
    assert line.reminder == ""
