"""Going to who waits longest without waiting oneself: only where the rows shown are all of them."""

from collections.abc import Callable
from datetime import timedelta

from tests.ui.inbox.conftest import Pane
from tests.ui.inbox.rows import NOON, make_row
from workstation.domain.ids import ConversationId
from workstation.services.views import Chip, InboxFilter


async def test_the_rows_shown_tell_at_once_what_the_files_tell(make_pane: Callable[..., Pane]) -> None:
    pane = make_pane()
    feed = pane.view.feed
    pane.inbox.put(make_row(5, waiting_since=NOON - timedelta(hours=9)))
    pane.inbox.put(make_row(6, waiting_since=NOON - timedelta(hours=1), mine=True))
    pane.inbox.put(make_row(9, waiting_since=NOON - timedelta(hours=20), writable=False))
    assert feed.next_unanswered_in_hand() is None
    await feed.load()
    assert feed.next_unanswered_in_hand() == await feed.next_unanswered() == 6
    pane.view.mark_open(ConversationId(6))
    assert feed.next_unanswered_in_hand() == await feed.next_unanswered() == 5
    await feed.turn_to(InboxFilter(chip=Chip.STARRED))
    assert feed.next_unanswered_in_hand() is None
    assert await feed.next_unanswered() == 5
    await pane.settle()
