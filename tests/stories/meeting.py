"""The dialogs around a negotiation; `STORY_PAGE` says which one."""

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.stories.stage import Stage, play
from tests.ui.meeting.booked import MEETING, ROME, Booked
from workstation.domain.ids import ConversationId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.services.programs import Found
from workstation.ui.desktop_notices import DesktopNotices
from workstation.ui.main_window import MainWindow
from workstation.ui.meeting.enter import EnterDialog, open_enter
from workstation.ui.meeting.form import open_meeting_form
from workstation.ui.meeting.help_pages import PAGES, open_help
from workstation.ui.meeting.invite_dialog import InviteDialog
from workstation.ui.meeting.readiness import open_readiness
from workstation.ui.meeting.reminding import Reminding

INVITATION = """王芳 邀请您参加腾讯会议
会议主题：灯具洽谈
会议时间：2025/08/19 22:30-23:00 (GMT+08:00) 中国标准时间 - 北京

点击链接入会，或添加至会议列表：
https://meeting.tencent.com/dm/AbC123xY

#腾讯会议：664-079-932
会议密码：1234
"""


async def _until(there: Callable[[], object]) -> None:
    while not there():
        await asyncio.sleep(0.02)


async def _enter(over: QWidget, booked: Booked, part: str) -> EnterDialog:
    meeting: Meeting | None = MEETING
    if part == "none":
        meeting = None
    elif part == "unfit":
        meeting = Meeting(service=MeetingService.ZOOM, address="https://zo\u043em.us/j/812345678")
    elif part == "zoom":
        meeting = Meeting(service=MeetingService.ZOOM, code="81234567890", passcode="aB_9*x")
    elif part == "browser":
        booked.programs.found = Found.NO
    elif part == "failed":
        booked.programs.fails = "program_missing"
    made = booked.book(meeting, in_min=180 if part == "early" else 12)
    dialog = open_enter(over, booked.desk, made.id, now=booked.now)
    await _until(lambda: dialog.entrance is not None)
    await _until(lambda: dialog._going.running is False)
    return dialog


async def _reminders(stage: Stage, booked: Booked) -> QWidget:
    """Return the window with a negotiation that is near and one that has begun."""
    window = MainWindow(stage.bus, booked.seeded)
    window.show_desk(booked.desk)
    notices = DesktopNotices(lambda *_: True, lambda *_: None)
    reminding = Reminding(booked.desk, stage.bus, booked.seeded, window, notices, lambda _name: None, window)
    reminding.start()
    booked.book(in_min=15)
    booked.book(in_min=-3)
    window.resize(stage.size)
    window.show()
    await _until(lambda: len(reminding.due) == 2)
    window.open_conversation(ConversationId(ROME))
    await _until(lambda: reminding.in_chat is not None and reminding.in_chat.said)
    window.close_wanted.connect(window.hide)
    return window


async def _page(over: QWidget, booked: Booked, part: str) -> QWidget:
    desk: Any = booked.desk
    if part in PAGES:
        return open_help(over, part, desk)
    if part.startswith("readiness"):
        if part == "readiness_bad":
            booked.programs.found = Found.NO
        else:
            await desk.meetings.say_registered(True)
        dialog = open_readiness(over, desk)
        await _until(lambda: dialog.found is not None)
        return dialog
    if part in ("form", "form_read", "form_wrong"):
        form = open_meeting_form(over, desk, booked.book(None).id)
        await _until(lambda: form.when.text())
        if part == "form_read":
            form.paste.setPlainText(INVITATION)
        elif part == "form_wrong":
            form.address.setText("https://zoom.us.evil.example/j/812345678")
            form.save_button.click()
            await _until(lambda: form.notice.text)
        return form
    enter = await _enter(over, booked, part)
    if part == "invite":
        enter.invite_button.click()
        await asyncio.sleep(0.2)
        return enter.findChildren(InviteDialog)[0]
    return enter


async def story(stage: Stage) -> None:
    """Show one of them over an empty window."""
    with tempfile.TemporaryDirectory() as name:
        part = os.environ.get("STORY_PAGE", "enter")
        booked = Booked(Path(name), stage.bus, mobile="" if part == "readiness_bad" else "+86 138 0013 8000")
        over = QWidget()
        over.resize(stage.size)
        over.show()
        dialog = await (_reminders(stage, booked) if part == "reminders" else _page(over, booked, part))
        await stage.show(dialog, resize=False)
        dialog.close()
        await booked.seeded.close()


if __name__ == "__main__":
    play(story)
