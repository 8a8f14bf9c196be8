"""Cards that are perhaps one person's: offered side by side, merged only when told, told apart."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.cards.opened import Until, opened, queued
from workstation.domain.card_actions import MergeCards, UnmergeCards
from workstation.ui.cards import printing
from workstation.ui.cards.duplicates_dialog import DuplicatesDialog


async def test_duplicates_are_offered_with_the_reason_and_merged_only_when_told(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        await until(lambda: page.duplicates_button.isVisible())
        assert not queued(it, MergeCards)
        page.duplicates_button.click()
        dialog = page.doing.dialog
        assert isinstance(dialog, DuplicatesDialog)
        reasons = {dialog.reason.text()}
        dialog.after_button.click()
        reasons.add(dialog.reason.text())
        assert any("buyer0@ferretti.example" in reason for reason in reasons)
        assert any("+60" in reason for reason in reasons)
        assert dialog.sides is not None
        assert [preview.isHidden() for preview in (dialog.zh, dialog.en)] == [
            preview.side not in printing.sides(dialog.sides.content) for preview in (dialog.zh, dialog.en)
        ]
        field, buttons = next((f, b) for f, b in dialog.sides.values.items() if len(b) > 1)
        buttons[1].click()
        assert getattr(dialog.sides.content, field) == buttons[1].property("value")
        wanted = dialog.sides.content
        dialog.merge_button.click()
        await until(lambda: queued(it, MergeCards))
        [action] = queued(it, MergeCards)
        assert getattr(action.content, field) == getattr(wanted, field)
        assert len(action.sources) == 2
        await until(lambda: page.detail.row is not None and page.detail.row.id == action.card)
        await until(lambda: [row.id for row in page.chosen] == [action.card])  # what is open is what is chosen
        dialog.distinct_button.click()
        await until(lambda: page.doing.dialog is None)
        await until(lambda: page.detail.history.unmerge_button.isVisibleTo(page.detail))
        page.detail.history.unmerge_button.click()
        await until(lambda: queued(it, UnmergeCards))
        page.renew()
        await until(lambda: {row.id for row in page.model.rows} >= set(action.sources))
        await until(lambda: len(page.duplicates) == 1)  # those that are not the same are offered no more
        page.duplicates_button.click()
        dialog = page.doing.dialog
        assert isinstance(dialog, DuplicatesDialog)
        dialog.distinct_button.click()
        await until(lambda: page.duplicates_button.isHidden())  # nothing else has changed, and still it is told
