"""Rules over a real server: edited together, tried before, saved, taken back; the organiser's deadline is said."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of, owner_of, want
from tests.ui.team.conftest import OpenPage
from workstation.domain.distribution import Work
from workstation.domain.routing import Mode
from workstation.ui.team.distribution import wording

Until = Callable[..., Any]


async def test_rules_are_tried_saved_and_taken_back(open_page: OpenPage, server: LiveServer, until: Until) -> None:
    before = [ask(server, exhibit="N-1", name=f"Lamp {number}")[1] for number in range(3)]
    ann = id_of(server, "north.ann")
    assert {owner_of(server, one) for one in before} == {ann}
    async with open_page("distribution") as (desk, page):
        assert not page._bar.isVisible()
        card = page.associations
        card.search.setText("desk lamp")
        assert len(card.table.rows_model.rows) == 1
        card.table.selectRow(0)
        card.edit.click()
        picker = page.picker
        assert picker.picker.ticked == {ann}
        picker.picker.ticked = {int(id_of(server, "north.bo"))}
        picker.keep.click()
        assert page.draft.count == 1
        assert page._bar.isVisible()
        wanted = want(server, "Desk lamps for a library")

        async def is_received() -> bool:
            return bool(await desk.desk.intents.titles([wanted]))

        await until(is_received)
        await page.try_rules()
        what_if = page.what_if
        assert what_if.works.isVisible(), "who serves what concerns messages and intents"
        assert what_if.outcome.changed >= 3
        assert {row.would_id for row in what_if.outcome.rows if row.owner_id == ann} == {id_of(server, "north.bo")}
        assert len(what_if.table.rows_model.rows) == what_if.outcome.changed
        what_if.only_changed.click()
        assert len(what_if.table.rows_model.rows) == what_if.outcome.considered
        assert len(what_if.table.rows_model.rows) > 1
        what_if.works.segment(str(Work.INTENTS)).click()
        assert {row.intent_id for row in what_if.outcome.rows} == {wanted}
        [row] = what_if.table.rows_model.rows
        assert row.cells[1].text == "Desk lamps for a library"
        assert what_if._said.text() == "No purchase intent would have gone elsewhere."
        assert owner_of(server, ask(server, exhibit="N-1")[1]) == ann, "trying changes nothing"
        what_if.save.click()
        await until(lambda: desk.window.toast.isVisible())
        await until(lambda: not page._bar.isVisible())

        def goes_to() -> Any:
            return owner_of(server, ask(server, exhibit="N-1")[1])

        bo = id_of(server, "north.bo")
        await until(lambda: goes_to() == bo)
        desk.window.toast.button.click()
        await until(lambda: goes_to() == ann)


async def test_options_and_modes_are_edited_and_discarded(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    async with open_page("distribution") as (desk, page):
        card = page.sharing[Work.MESSAGES]
        card.capped.click()
        card.cap.setValue(7)
        card.only_online.click()
        page.sharing[Work.INTENTS].mode.segment("manual").click()
        assert page.draft.count == 2
        assert not page.sharing[Work.INTENTS]._options.isVisible()
        assert page.draft.sharing(Work.MESSAGES).options.cap == 7
        page.discard.click()
        assert page.draft.count == 0
        assert not card.only_online.isChecked()
        card.queue.click()
        page.team.ask_first.click()
        page.save.click()
        await until(lambda: desk.window.toast.isVisible())
        rules = await desk.desk.distribution.get()
        assert (rules.messages.options.queue, rules.ask_first) == (True, True)
        desk.window.toast.button.click()
        await until(lambda: not card.queue.isChecked() and not page.team.ask_first.isChecked())


async def test_the_deadline_is_said_and_fixes_the_mode(open_page: OpenPage, until: Until) -> None:
    async with open_page("distribution") as (desk, page):
        view = await desk.desk.distribution.get()
        ahead = replace(view, fixed_at=datetime(2030, 4, 10, 10, 0, tzinfo=UTC), fixed=False)
        over = replace(ahead, fixed=True)
        assert "until 10 April 2030 18:00 Beijing time" in wording.deadline(ahead)
        assert wording.deadline(over).startswith("Fixed by the organiser since 10 April 2030")
        card = page.sharing[Work.MESSAGES]
        card.show_sharing(view.messages, over)
        assert not card.mode.isEnabled()
        assert card.only_online.isEnabled(), "options can still be changed"
        assert wording.explained(Work.INTENTS, Mode.MANUAL) != wording.explained(Work.INTENTS, Mode.AUTOMATIC)
