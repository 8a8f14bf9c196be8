"""Personal information, password, devices and one's own answers among the settings, at a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import PASSWORD, LiveServer, live_server
from tests.helpers.real_desk import RealDesk, account_of, real_desk
from workstation.ui.main_window import SETTINGS
from workstation.ui.settings.me import MeSection

Until = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("server")) as running:
        running.account("north.ann")
        yield running


def section(desk: RealDesk) -> MeSection:
    """Return the part of the settings that is about oneself."""
    desk.window.show_screen(SETTINGS)
    assert desk.window.late.settings is not None
    found: list[MeSection] = desk.window.late.settings.findChildren(MeSection)
    return found[0]


async def test_what_is_known_of_me_is_changed_and_taken_back(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        me = section(ann)
        await until(lambda: me.fields["name_en"].text() == "Ann An")
        assert not me.save.isEnabled()
        me.fields["mobile"].setText("+86 138 0000 0000")
        me.fields["mobile"].textEdited.emit("")
        me.save.click()
        await until(lambda: account_of(server, "north.ann").mobile == "+86 138 0000 0000")
        await until(lambda: ann.window.toast.isVisible())
        ann.window.toast.button.click()
        await until(lambda: account_of(server, "north.ann").mobile == "")
        await until(lambda: me.fields["mobile"].text() == "")


async def test_the_languages_i_speak_are_chosen_and_taken_off(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        me = section(ann)
        await until(lambda: me.fields["name_en"].text() == "Ann An")
        for name in ("Vietnamese", "Spanish"):
            at = me.languages.add.findText(name)
            assert at > 0
            me.languages.add.activated.emit(at)
        assert me.languages.add.findText("Spanish") < 0, "nobody speaks it twice"
        me.save.click()
        await until(lambda: account_of(server, "north.ann").languages == ("vi", "es"))
        me.languages.chips[0].click()
        assert [chip.code for chip in me.languages.chips] == ["es"]
        assert me.save.isEnabled()
        me.save.click()
        await until(lambda: account_of(server, "north.ann").languages == ("es",))
        await until(lambda: not me.save.isEnabled())  # from here on the toast is about this one
        ann.window.toast.button.click()
        await until(lambda: account_of(server, "north.ann").languages == ("vi", "es"))
        await until(lambda: me.languages.codes == ("vi", "es"))


async def test_a_password_is_changed_with_the_old_one(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        me = section(ann)
        assert not me.change.isEnabled()

        def type_in(old: str, new: str, again: str) -> None:
            for field, text in ((me.old, old), (me.new, new), (me.again, again)):
                field.edit.setText(text)
                field.edit.textEdited.emit(text)
            me.change.click()

        type_in(PASSWORD, "a lamp for the other desk", "a lamp for no desk")
        await until(lambda: me._secret.notice.text == "The new password was typed differently the second time.")
        type_in("not the one", "a lamp for the other desk", "a lamp for the other desk")
        await until(lambda: me._secret.notice.text == "The present password is not right.")
        type_in(PASSWORD, "a lamp for the other desk", "a lamp for the other desk")
        await until(lambda: me.old.text == "")
        assert server.sign_in("north.ann", "a lamp for the other desk").token
        server.passwords["north.ann"] = "a lamp for the other desk"
        server._tokens.pop("north.ann")
        await until(lambda: me.devices.lines and me.devices.lines[0].isVisible())
        assert any("this one" in line.name.text() for line in me.devices.lines)


async def test_my_answers_follow_the_company_s_or_are_my_own(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        me = section(ann)
        editor = me.replies
        await until(lambda: editor.whose.key == "company" and not editor.online.isVisible())
        editor.whose.segment("own").click()
        editor.offline.on.click()
        editor.offline.pair.en.setPlainText("Back on Monday.")
        await until(lambda: editor.preview.said == "Back on Monday.")
        editor.save.click()
        await until(lambda: not editor.save.isVisible())
        assert (await ann.desk.auto_replies.mine()).reply.offline.texts.en == "Back on Monday."
        assert not editor._further.isVisible(), "waiting and transfer texts are the company's"
