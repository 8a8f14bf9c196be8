"""Who looks at a conversation right now: heard by signals, forgotten when they fall silent or leave."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from tests.helpers.builders import COLLEAGUE, make_account
from tests.helpers.logfail import LogWatch
from tests.unit.services.conftest import ONE, TWO, Bench, no_server
from workstation.domain.account import Presence
from workstation.domain.events import Looking, PresenceMoved, Typing
from workstation.domain.ids import ConversationId, PrincipalId, new_action_id
from workstation.services.files import Files
from workstation.services.lookers import LOOK_S, TYPING_S, LookersService
from workstation.services.platform import Platform

BO = PrincipalId(3)


@asynccontextmanager
async def lookers(bench: Bench) -> AsyncIterator[LookersService]:
    bench.sync(accounts=(make_account(), make_account(COLLEAGUE), make_account(BO, name_zh="阿")))
    made = LookersService(Files(bench.store), Platform(no_server), bench.worker, bench.clock)
    made.link_is_up(True)
    yield made
    await made.stop()


def looks(who: PrincipalId = COLLEAGUE, conversation: ConversationId = ONE, **more: Any) -> Looking:
    return Looking(conversation_id=conversation, principal_id=who, **more)


async def names(service: LookersService, conversation: ConversationId = ONE) -> list[tuple[int, bool]]:
    return [(one.account.id, one.typing) for one in await service.of(conversation)]


async def test_who_looks_and_who_types(bench: Bench) -> None:
    async with lookers(bench) as service:
        for signal in (looks(), looks(BO), looks(BO, TWO), Typing(conversation_id=ONE, principal_id=COLLEAGUE)):
            service.signalled(signal)
        service.signalled(Typing(conversation_id=ONE, principal_id=PrincipalId(101)))
        assert await names(service) == [(COLLEAGUE, True), (BO, False)], "a buyer is no colleague"
        assert await names(service, TWO) == [(BO, False)]
        bench.clock.go(TYPING_S)
        assert await names(service) == [(COLLEAGUE, False), (BO, False)]
        service.signalled(looks(BO, here=False))
        assert await names(service) == [(COLLEAGUE, False)]
        bench.clock.go(LOOK_S)
        assert await names(service) == []
        assert await service.of(new_action_id()) == ()


async def test_who_goes_off_line_looks_no_more(bench: Bench) -> None:
    async with lookers(bench) as service:
        service.signalled(looks())
        service.signalled(PresenceMoved(principal_id=COLLEAGUE, presence=Presence.BUSY))
        assert await names(service) == [(COLLEAGUE, False)]
        service.signalled(PresenceMoved(principal_id=COLLEAGUE, presence=Presence.OFFLINE))
        assert await names(service) == []
        service.signalled(looks())
        service.link_is_up(False)
        assert await names(service) == [], "off-line one hears of nobody"


async def test_changes_of_the_open_conversation_are_told(bench: Bench, until: Callable[..., Any]) -> None:
    told: list[ConversationId] = []
    async with lookers(bench) as service:
        undo = service.on_change(told.append)
        service.open(ONE)
        service.signalled(looks(BO, TWO))
        service.signalled(looks())
        await until(lambda: told == [ONE])
        service.signalled(looks())
        service.signalled(looks(here=False))
        await until(lambda: told == [ONE, ONE])
        bench.worker.post(lambda: service.signalled(looks()))
        await until(lambda: len(told) == 3)
        bench.clock.go(LOOK_S)
        await until(lambda: len(told) == 4)
        undo()
        service.open(None)
        service.signalled(looks())
        assert len(told) == 4


async def test_a_listener_s_fault_does_not_end_the_watch(
    bench: Bench, until: Callable[..., Any], log_watch: LogWatch
) -> None:
    log_watch.expect("could not take who looks")
    told: list[ConversationId] = []

    def broken(_conversation: ConversationId) -> None:
        raise RuntimeError("its widget is gone")

    async with lookers(bench) as service:
        service.on_change(broken)
        service.on_change(told.append)
        service.open(ONE)
        service.signalled(looks())
        await until(lambda: told == [ONE])
        service.signalled(looks(here=False))
        await until(lambda: told == [ONE, ONE])
        bench.worker.close()
        service.open(TWO)
        service.signalled(looks(BO, TWO))
        await until(lambda: told == [ONE, ONE, TWO])
