"""Exporting from the panel: what is included, where to, how far, what came out; off-line too."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tests.helpers.builders import make_message
from tests.helpers.qt_loop import at_rest
from tests.stories.rich_desk import ODD, RICH
from tests.stories.seeded_desk import NOW
from tests.ui.profile.conftest import Open, Panel
from workstation.domain.events import MessageChanged
from workstation.domain.link import LinkState, Phase
from workstation.ui.language import Language
from workstation.ui.profile import export_words
from workstation.ui.profile.export_dialog import ZIP, ExportDialog

Until = Callable[..., Any]


async def asked(panel: Panel, until: Until, target: Path) -> ExportDialog:
    panel.view.history.export_button.click()
    (dialog,) = panel.view.findChildren(ExportDialog)
    await until(lambda: "15 messages, 7 images" in dialog.included.text())
    dialog.target.setText(str(target))
    return dialog


async def test_a_conversation_becomes_files(
    opened: Open, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as panel:
        panel.desk.link = LinkState(phase=Phase.OFFLINE)
        dialog = await asked(panel, until, tmp_path / "to send")
        assert not dialog.fetch.isEnabled()
        assert dialog.note.text().startswith("You are offline")
        dialog.go.click()
        await until(dialog.open_folder.isVisible)
        written = json.loads((tmp_path / "to send" / "conversation.json").read_text("utf-8"))
        assert len(written["messages"]) == 15
        assert len(list((tmp_path / "to send" / "images").iterdir())) == 6
        assert dialog.said.text().splitlines() == [
            "Written: 15 messages, 6 images", "1 image could not be included in full size.",
        ]  # fmt: skip
        page = (tmp_path / "to send" / "conversation.html").read_text("utf-8")
        assert "José Hernández Ruiz" in page
        assert "Wants linen shades" not in page, "private notes stay private"
        opened_places: list[QUrl] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", opened_places.append)
        dialog.open_folder.click()
        assert opened_places == [QUrl.fromLocalFile(str(tmp_path / "to send"))]
        dialog.leave.click()
        assert not dialog.isVisible()


async def test_a_zip_file_and_what_is_refused(opened: Open, until: Until, tmp_path: Path) -> None:
    async with opened() as panel:
        full = tmp_path / "full"
        full.mkdir()
        (full / "precious.txt").write_text("keep me")
        dialog = await asked(panel, until, full)
        dialog.fetch.setChecked(False)
        dialog.go.click()
        await until(lambda: dialog.said.text().startswith("The folder is not empty"))
        assert (full / "precious.txt").read_text() == "keep me"
        dialog.form.segment(ZIP).click()
        assert dialog.target.text() == f"{full}.zip"
        dialog.go.click()
        await until(dialog.open_folder.isVisible)
        with zipfile.ZipFile(f"{full}.zip") as packed:
            assert "SHA256SUMS" in packed.namelist()
        dialog.close()


async def test_cancelling_leaves_nothing_behind(opened: Open, until: Until, tmp_path: Path) -> None:
    async with opened() as panel:
        dialog = await asked(panel, until, tmp_path / "never")
        dialog.fetch.setChecked(False)
        dialog.start()
        dialog.reject()
        assert not dialog.isVisible()
        assert await at_rest(lambda: list(tmp_path.glob("*never*"))) == []


async def test_what_is_missing_is_said_before_and_after(opened: Open, until: Until, tmp_path: Path) -> None:
    async with opened() as panel:
        panel.desk.link = LinkState(phase=Phase.OFFLINE)
        panel.hear(MessageChanged(message=make_message(RICH, 20, text="newest", at=NOW)))
        await until(lambda: panel.head.last_n == 20)
        panel.view.history.export_button.click()
        (dialog,) = panel.view.findChildren(ExportDialog)
        await until(lambda: "4 older messages are only on the server." in dialog.note.text())
        dialog.target.setText(str(tmp_path / "part"))
        dialog.go.click()
        await until(lambda: "4 messages could not be included" in dialog.said.text())
        page = (tmp_path / "part" / "conversation.html").read_text("utf-8")
        assert "[Messages 16 to 19 were not on this machine]" in page
        dialog.close()


async def test_file_names_hold_nothing_odd(opened: Open, spoken: Language) -> None:
    async with opened(ODD) as panel:
        head = panel.head
        name = export_words.file_name(head, NOW)
        assert not set(name) & set('\\/:*?"<>|\u202e\u202c\u2066\u2069')
        assert name.endswith(f"{NOW.astimezone():%Y-%m-%d}")
        assert len(name) <= 72
        for title in ("CON", "nul.txt", "...", "\u202e", "../../etc/passwd", "a" * 300):
            odd = replace(head, row=replace(head.row, title=title))
            made = export_words.file_name(odd, NOW)
            assert "/" not in made
            assert not made.startswith((".", "CON", "nul"))
            assert len(made) <= 72
        spoken.use("zh_CN")
        assert export_words.words(head, 1, NOW).language.startswith("zh")
