"""A desk at a real server: an intent is received, given to a colleague, answered by card and chat, and done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.helpers.live_server import LiveServer
from tests.unit.services.test_desk import ring as ring
from tests.unit.services.test_team_desks import desk_of, eventually, people_of
from tests.unit.services.test_team_desks import server as server
from workstation.domain.distribution import Work
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.intent import BuyerIntent, NewIntent, Wanted
from workstation.domain.intent_actions import PublishIntent, WithdrawIntent
from workstation.domain.message import CARD, INTENT
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.domain.routing import Mode
from workstation.services.desk import Desk
from workstation.services.intent_views import IntentFilter, IntentFolder, IntentStatus, IntentView


async def shown(until: Callable[..., Any], desk: Desk, id_: ActionId, fits: Callable[[IntentView], bool]) -> IntentView:
    """Wait until a desk shows an intent that fits, with nothing of its own on the way."""
    found: list[IntentView] = []

    async def there() -> bool:
        view = await desk.intents.get(id_)
        if view is not None and not view.waiting and fits(view):
            found.append(view)
        return bool(found)

    await eventually(until, there)
    return found[-1]


async def test_from_what_is_wanted_to_what_came_of_it(
    server: LiveServer, tmp_path: Path, until: Callable[..., Any]
) -> None:
    async with (
        desk_of(server, "north", tmp_path, until) as main,
        desk_of(server, "north.ann", tmp_path, until) as ann,
    ):
        ann_id = (await people_of(main))["north.ann"]
        await main.accounts.set_permissions(ann_id, PRESETS[Preset.SALES])
        await main.distribution.set_mode(Work.INTENTS, Mode.MANUAL)

        async def rules_hold() -> bool:
            mode = (await main.distribution.get()).intents.mode
            fit = not next(one.problem for one in await main.intents.assignees([]) if one.account.id == ann_id)
            return mode is Mode.MANUAL and fit and not (await main.distribution.get()).waiting

        await eventually(until, rules_hold)
        exhibit = (await main.distribution.exhibits())[0].exhibit
        assert exhibit is not None
        wanted = Wanted(
            title=f"Looking for {exhibit.name_en}", section_id=exhibit.section_id, quantity=500, unit="sets",
            target_price_minor=2650, destination="IT", description="Samples first.", language="en",
        )  # fmt: skip
        buyer = server.buyer(time_zone="Europe/Rome")
        published = new_action_id()
        buyer.act(PublishIntent(new=NewIntent(wanted=wanted)), published)

        view = await shown(until, main, published, lambda one: bool(one.matches))
        assert (view.wanted, view.status, view.may_assign) == (wanted, IntentStatus.NEW, True)
        assert exhibit.id in [one.exhibit_id for one in view.matches]
        assert (await main.intents.counts()).awaiting_me == 1
        assert await ann.intents.get(published) is None
        await main.intents.assign([published], ann_id)
        view = await shown(until, ann, published, lambda one: one.mine)
        assert [row.view.id for row in (await ann.intents.list(IntentFilter())).rows] == [published]
        why = await ann.intents.why(published)
        assert [(one.owner_id, one.intent_id) for one in why][:1] == [(ann_id, published)]

        await ann.intents.see(published)
        await shown(until, ann, published, lambda one: one.status is IntentStatus.SEEN)
        await ann.intents.send_card(published)
        await ann.intents.start_chat(published)
        view = await shown(until, ann, published, lambda one: one.conversation_id is not None and not one.chat_waiting)
        assert view.status is IntentStatus.CONTACTED
        conversation = view.conversation_id
        assert conversation is not None

        async def both_are_said() -> bool:
            items = (await ann.chat.page(ConversationId(conversation))).items
            cards = [item for item in items if item.kind == CARD]
            return len(cards) == 1 and [item.intent.id for item in items if item.kind == INTENT and item.intent] == [
                published
            ]

        await eventually(until, both_are_said)
        of_chat = await ann.intents.of_conversation(conversation)
        assert of_chat is not None
        assert of_chat.id == published
        await ann.intents.mark_done(published, words="samples sent")
        for desk in (main, ann):
            view = await shown(until, desk, published, lambda one: one.status is IntentStatus.DONE)
            assert (view.received.done_words, view.done_by and view.done_by.id) == ("samples sent", ann_id)
        await ann.intents.mark_done(published, done=False)
        await shown(until, main, published, lambda one: one.status is IntentStatus.CONTACTED)
        [theirs] = buyer.get("/api/v1/intents", tuple[BuyerIntent, ...])
        assert theirs.contacted == 1
        buyer.act(WithdrawIntent(intent=published))
        await shown(until, main, published, lambda one: one.status is IntentStatus.ENDED and one.may_chat)
        every = await main.intents.list(IntentFilter(folder=IntentFolder.ALL, text="samples"))
        assert [row.view.id for row in every.rows] == [published]
        assert not await ann.refusals.list()
        assert not await main.refusals.list()
