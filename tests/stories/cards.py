"""The screen of business cards over a seeded desk; `STORY_PAGE` says which part of it."""

import asyncio
import os
import tempfile
from pathlib import Path

from tests.stories import card_box
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import ConversationId
from workstation.services.card_views import Folder
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.cards.folder_page import GRID, FolderPage
from workstation.ui.cards.import_dialog import CardImportDialog
from workstation.ui.cards.my_card import MyCardPage
from workstation.ui.cards.view import MY_CARD
from workstation.ui.late_screens import CARDS
from workstation.ui.main_window import MainWindow

TABLE = """姓名,公司,手机,邮箱,国家,备注
张伟,杭州明灯进出口有限公司,138 0571 2233,zhang.wei@mingdeng.example,中国,想看落地灯
Ana Torres,Casa Luz S.L.,+34 600 123 456,ana@casaluz.example,España,pide catálogo
=HYPERLINK("http://evil.example"),Bad Ltd,12,not-an-address,??,
,,,,,无名
"""


async def _until(there: object) -> None:
    assert callable(there)
    while not there():
        await asyncio.sleep(0.02)


async def _folder(page: FolderPage, part: str, folder: Path) -> None:
    """Bring a part of a folder's page about."""
    await _until(lambda: page.model.rows)
    if part == "grid":
        page.look.select(GRID)
        page.retranslate()
    if part in ("folder", "grid", "detail"):
        page.open_card(page.model.rows[0].id)
    elif part == "several":
        page.table.selectAll()
    elif part == "duplicates":
        await _until(lambda: page.duplicates)
        page.doing.open_duplicates(page.duplicates)
    elif part == "export":
        page.doing.export(page.model.rows)
    elif part == "edit":
        page.doing.add()
    elif part in ("import", "report"):
        path = folder / "联系人.csv"
        path.write_bytes(TABLE.encode("gb18030"))
        page.doing.import_paths([path])
        await _until(lambda: page.doing.dialog is not None)
        if part == "report":
            dialog = page.doing.dialog
            assert isinstance(dialog, CardImportDialog)
            dialog.start()
            await _until(lambda: dialog.report is not None)
    elif part == "empty":
        page.filters.search.setText("zzzz")


async def story(stage: Stage) -> None:
    """Show it."""
    part = os.environ.get("STORY_PAGE", "folder")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeded = SeededDesk(folder / "desk", stage.bus)
        if part != "none":
            held = card_box.fill(seeded)
            card_box.hand_over(seeded, held)
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        if part in ("chat", "strip"):
            window.open_conversation(ConversationId(2))
            await stage.rest()
            if part == "strip":
                window.workplace.send_card()
                cards = window.workplace.cards
                await _until(lambda: cards is not None and cards.strip is not None and cards.strip.waiting)
        else:
            window.show_screen(CARDS)
            screen = window.late.cards
            assert screen is not None
            page = {"my_card": MY_CARD, "company": str(Folder.COMPANY), "people": str(Folder.PEOPLE)}.get(part)
            screen.show_page(page or str(Folder.MINE))
            mine = screen.findChild(MyCardPage)
            if mine is not None:
                await _until(lambda: mine.has_code)
            if page is None and part != "none":
                await _folder(screen.folder(str(Folder.MINE)), part, folder)
        await stage.rest()
        dialog = next((one for one in window.findChildren(CardDialog) if one.isVisible()), None)
        await stage.show(dialog or window, resize=dialog is None)
        window.forget_desk()
        await seeded.close()


if __name__ == "__main__":
    play(story)
