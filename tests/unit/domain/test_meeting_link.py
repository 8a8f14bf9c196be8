"""Only what was recognised part by part becomes a link; everything else is refused with the reason."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.meeting_invitation import invitation_times, read_invitation
from workstation.domain.meeting_link import (
    browser_link,
    check,
    client_scheme,
    jitsi_hosts,
    launch_link,
    spoken,
)

TENCENT, VOOV, ZOOM, TEAMS, FEISHU, LARK, JITSI = MeetingService
TEAMS_LONG = "19%3ameeting_NGQ4@thread.v2/0?context=%7b%22Tid%22%3a%2272f9-88bf%22%2c%22Oid%22%3a%22abc%22%7d"
TEAMS_BUILT = "19%3Ameeting_NGQ4%40thread.v2/0?context=%7B%22Tid%22%3A%2272f9-88bf%22%2C%22Oid%22%3A%22abc%22%7D"
FAIR_JITSI = jitsi_hosts("meet.fair.example:8443")

# service, code, passcode, address → the client's link, the browser's link
ALLOWED: list[tuple[MeetingService, str, str, str, str | None, str]] = [
    (TENCENT, "664-079-932", "1234", "",
     "wemeet://page/inmeeting?meeting_code=664079932",
     "https://meeting.tencent.com/user-center/joining?meeting_code=664079932"),
    (TENCENT, "793 330 9962", "", "https://meeting.tencent.com/p/7933309962",
     "wemeet://page/inmeeting?meeting_code=7933309962", "https://meeting.tencent.com/p/7933309962"),
    (TENCENT, "", "", "https://meeting.tencent.com/p/7933309962/",
     "wemeet://page/inmeeting?meeting_code=7933309962", "https://meeting.tencent.com/p/7933309962"),
    (TENCENT, "", "", "https://meeting.tencent.com/dm/AbC123_x-Y",
     None, "https://meeting.tencent.com/dm/AbC123_x-Y"),
    (TENCENT, "664079932", "ab12", "https://meeting.tencent.com/dm/AbC123xY?rs=25#top",
     "wemeet://page/inmeeting?meeting_code=664079932", "https://meeting.tencent.com/dm/AbC123xY"),
    (TENCENT, "", "", "https://meeting.tencent.com/user-center/joining?meeting_code=664079932",
     "wemeet://page/inmeeting?meeting_code=664079932",
     "https://meeting.tencent.com/user-center/joining?meeting_code=664079932"),
    (TENCENT, "123456789012", "", "HTTPS://MEETING.TENCENT.COM:443/dm/AbC123xY",
     "wemeet://page/inmeeting?meeting_code=123456789012", "https://meeting.tencent.com/dm/AbC123xY"),
    (VOOV, "440-058-193", "", "https://voovmeeting.com/dm/Kx81hY2", None, "https://voovmeeting.com/dm/Kx81hY2"),
    (VOOV, "", "", "https://intl.voovmeeting.com/dm/Kx81hY2", None, "https://intl.voovmeeting.com/dm/Kx81hY2"),
    (VOOV, "440058193", "", "", None, "https://voovmeeting.com/r/440058193"),
    (ZOOM, "812 3456 7890", "", "",
     "zoommtg://zoom.us/join?action=join&confno=81234567890", "https://zoom.us/j/81234567890"),
    (ZOOM, "81234567890", "p@ss_*-1", "",
     "zoommtg://zoom.us/join?action=join&confno=81234567890&pwd=p%40ss_%2A-1", "https://zoom.us/j/81234567890"),
    (ZOOM, "", "", "https://us02web.zoom.us/j/81234567890?pwd=Zm9v.1&from=addon",
     "zoommtg://zoom.us/join?action=join&confno=81234567890&pwd=Zm9v.1",
     "https://us02web.zoom.us/j/81234567890?pwd=Zm9v.1"),
    (ZOOM, "", "", "https://acme.zoom.com.cn/w/912345678",
     "zoommtg://zoom.us/join?action=join&confno=912345678", "https://acme.zoom.com.cn/w/912345678"),
    (ZOOM, "", "", "https://zoom.us/my/li.ming", None, "https://zoom.us/my/li.ming"),
    (TEAMS, "", "", "https://teams.microsoft.com/l/meetup-join/" + TEAMS_LONG,
     None, "https://teams.microsoft.com/l/meetup-join/" + TEAMS_BUILT),
    (TEAMS, "", "", "https://teams.cloud.microsoft/meet/268123456789?p=AbC9",
     None, "https://teams.cloud.microsoft/meet/268123456789?p=AbC9"),
    (TEAMS, "", "", "https://teams.live.com/meet/9312345678901",
     None, "https://teams.live.com/meet/9312345678901"),
    (TEAMS, "268 123 456 789", "Ab12Cd", "", None, "https://teams.microsoft.com/meet/268123456789"),
    (FEISHU, "", "", "https://vc.feishu.cn/j/123456789?from=x", None, "https://vc.feishu.cn/j/123456789"),
    (LARK, "123 456 789", "", "", None, "https://vc.larksuite.com/j/123456789"),
    (JITSI, "", "", "https://meet.jit.si/Workstation-9f1c", None, "https://meet.jit.si/Workstation-9f1c"),
    (JITSI, "k3v9", "", "https://meet.fair.example:8443/k3v9#config.x=1", None, "https://meet.fair.example:8443/k3v9"),
]  # fmt: skip

# service, code, passcode, address → field and why
REFUSED: list[tuple[MeetingService, str, str, str, str, str]] = [
    # hosts that look alike
    (TENCENT, "", "", "https://meeting.tencent.com.evil.example/dm/AbC123xY", "address", "host"),
    (TENCENT, "", "", "https://meeting-tencent.com/dm/AbC123xY", "address", "host"),
    (TENCENT, "", "", "https://tencent.com/dm/AbC123xY", "address", "host"),
    (TENCENT, "", "", "https://evil.meeting.tencent.com/dm/AbC123xY", "address", "host"),
    (TENCENT, "", "", "https://meeting.tencent.com./dm/AbC123xY", "address", "host"),
    (ZOOM, "", "", "https://zoom.us.example/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://notzoom.us/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://zoom.com.cn.evil.cn/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://zo\u043em.us/j/812345678", "address", "host_letters"),  # Cyrillic o
    (ZOOM, "", "", "https://xn--zom-tlc.us/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://%7aoom.us/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://evil..zoom.us/j/812345678", "address", "host"),
    (VOOV, "", "", "https://evilvoovmeeting.com/dm/Kx81hY2", "address", "host"),
    (TEAMS, "", "", "https://teams.microsoft.com.login.example/meet/268123456789", "address", "host"),
    (FEISHU, "", "", "https://vc.feishu.cn.example/j/123456789", "address", "host"),
    (LARK, "", "", "https://vc-larksuite.com/j/123456789", "address", "host"),
    (JITSI, "", "", "https://meet.somewhere.example/room", "address", "host"),
    (JITSI, "", "", "https://meet.fair.example/k3v9", "address", "host"),
    (ZOOM, "", "", "https://[::1]/j/812345678", "address", "host"),
    (ZOOM, "", "", "https://[zoom.us/j/812345678", "address", "characters"),
    # who one claims to be before the @
    (ZOOM, "", "", "https://zoom.us@evil.example/j/812345678", "address", "user_info"),
    (ZOOM, "", "", "https://me:pw@zoom.us/j/812345678", "address", "user_info"),
    # foreign schemes
    (TENCENT, "", "", "wemeet://page/inmeeting?meeting_code=664079932", "address", "scheme"),
    (ZOOM, "", "", "zoommtg://zoom.us/join?confno=812345678", "address", "scheme"),
    (ZOOM, "", "", "http://zoom.us/j/812345678", "address", "scheme"),
    (ZOOM, "", "", "javascript:alert(1)//https://zoom.us/j/812345678", "address", "scheme"),
    (ZOOM, "", "", "file:///etc/passwd", "address", "scheme"),
    (TEAMS, "", "", "msteams:/l/meetup-join/x/0", "address", "scheme"),
    (ZOOM, "", "", "//zoom.us/j/812345678", "address", "scheme"),
    # what cannot be seen
    (ZOOM, "", "", "https://zoom.us/j/812345678\n--help", "address", "unseen"),
    (ZOOM, "", "", "ht\ttps://zoom.us/j/812345678", "address", "unseen"),
    (ZOOM, "", "", "https://zoom.us/j/812345678\x00", "address", "unseen"),
    (ZOOM, "", "", "https://zoom.us/\u202ej/812345678", "address", "unseen"),
    (ZOOM, "", "", "https://zo\u200bom.us/j/812345678", "address", "unseen"),
    (TENCENT, "664079\u200f932", "", "", "code", "unseen"),
    (TENCENT, "664079932", "12\r34", "", "passcode", "unseen"),
    # shells and other forms
    (ZOOM, "", "", "https://zoom.us/j/812345678;xdg-open", "address", "form"),
    (ZOOM, "", "", "https://zoom.us/j/$(id)", "address", "form"),
    (ZOOM, "", "", "https://zoom.us/j/`id`", "address", "characters"),
    (ZOOM, "", "", "https://zoom.us/j/812345678|sh", "address", "characters"),
    (ZOOM, "", "", "https://zoom.us/j/812345678?pwd=a%26uname%3Db", "address", "form"),
    (ZOOM, "", "", "https://zoom.us/j/812345678?pwd=a&pwd=b", "address", "form"),
    (ZOOM, "", "", "https://zoom.us\\@evil.example/j/812345678", "address", "user_info"),
    (ZOOM, "", "", "https://zoom.us/j/../j/812345678", "address", "form"),
    (ZOOM, "", "", "https://zoom.us:8443/j/812345678", "address", "port"),
    (ZOOM, "", "", "https://zoom.us:99999/j/812345678", "address", "port"),
    (TENCENT, "", "", "https://meeting.tencent.com/p/notdigits", "address", "form"),
    (TENCENT, "", "", "https://meeting.tencent.com/user-center/joining?meeting_code=%D9%A1%D9%A2%D9%A3456789",
     "address", "form"),
    (TEAMS, "", "", "https://teams.microsoft.com/l/meetup-join/19%3ax%0a/0", "address", "form"),
    (TEAMS, "", "", "https://teams.microsoft.com/l/chat/0/0", "address", "form"),
    (FEISHU, "", "", "https://vc.feishu.cn/j/12345678", "address", "form"),
    (JITSI, "", "", "https://meet.jit.si/r\u00e4ume", "address", "characters"),
    # codes and passcodes
    (TENCENT, "664O79932", "", "", "code", "digits"),
    (TENCENT, "66407993", "", "", "code", "length"),
    (TENCENT, "1234567890123", "", "", "code", "length"),
    (TENCENT, "٦٦٤٠٧٩٩٣٢", "", "", "code", "digits"),
    (TENCENT, "664079932&x=1", "", "", "code", "digits"),
    (TENCENT, "664079932", "12;4", "", "passcode", "characters"),
    (TENCENT, "664079932", "1234567", "", "passcode", "length"),
    (ZOOM, "812345678", "x" * 33, "", "passcode", "length"),
    (ZOOM, "812345678", "密码", "", "passcode", "characters"),
    (LARK, "1234567890", "", "", "code", "length"),
    (JITSI, "room one", "", "https://meet.jit.si/room", "code", "characters"),
    # what is missing, contradicts, or is too long
    (TENCENT, "", "1234", "", "code", "missing"),
    (JITSI, "room", "", "", "address", "missing"),
    (TENCENT, "664079932", "", "https://zoom.us/j/812345678", "address", "differs"),
    (ZOOM, "912345678", "", "https://zoom.us/j/812345678", "code", "differs"),
    (ZOOM, "", "", "https://zoom.us/j/812345678?x=" + "y" * 500, "address", "too_long"),
]  # fmt: skip


def test_the_matrix_has_more_than_sixty_cases() -> None:
    assert len(ALLOWED) + len(REFUSED) >= 60
    assert {one[0] for one in ALLOWED} == {one[0] for one in REFUSED} == set(MeetingService)


@pytest.mark.parametrize(("service", "code", "passcode", "address", "client", "browser"), ALLOWED)
def test_allowed(
    service: MeetingService, code: str, passcode: str, address: str, client: str | None, browser: str
) -> None:
    meeting = Meeting(service=service, code=code, passcode=passcode, address=address)
    assert launch_link(meeting, jitsi=FAIR_JITSI) == client
    assert browser_link(meeting, jitsi=FAIR_JITSI) == browser
    checked = check(meeting, jitsi=FAIR_JITSI)
    assert check(checked, jitsi=FAIR_JITSI) == checked
    assert launch_link(checked, jitsi=FAIR_JITSI) == client
    assert client is None or client.startswith(f"{client_scheme(service)}://")


@pytest.mark.parametrize(("service", "code", "passcode", "address", "field", "why"), REFUSED)
def test_refused(service: MeetingService, code: str, passcode: str, address: str, field: str, why: str) -> None:
    meeting = Meeting(service=service, code=code, passcode=passcode, address=address)
    for use in (check, launch_link, browser_link):
        with pytest.raises(Refusal) as refused:
            use(meeting)
        assert refused.value.code == "meeting_invalid"
        assert (refused.value.params["field"], refused.value.params["why"]) == (field, why)


def test_a_refused_host_is_named_as_the_network_knows_it() -> None:
    with pytest.raises(Refusal) as refused:
        check(Meeting(service=ZOOM, address="https://zo\u043em.us/j/812345678"))
    assert refused.value.params["host"] == "xn--zom-ted.us"


@settings(max_examples=60)
@given(st.sampled_from(MeetingService), st.text(max_size=40), st.text(max_size=12), st.text(max_size=80))
def test_whatever_comes_only_plain_links_leave(service: MeetingService, code: str, passcode: str, rest: str) -> None:
    for address in ("", rest, "https://zoom.us/" + rest, "https://meeting.tencent.com/dm/" + rest):
        meeting = Meeting(service=service, code=code, passcode=passcode, address=address)
        try:
            links = [browser_link(meeting), launch_link(meeting) or "wemeet://x"]
        except Refusal:
            continue
        assert all(re.fullmatch(r"(https|wemeet|zoommtg)://[A-Za-z0-9:/?#&=._~%@-]+", one) for one in links)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("664079932", "664 079 932"),
        ("7933309962", "793 330 9962"),
        ("81234567890", "812 3456 7890"),
        ("123456789012", "123 456 789 012"),
        ("9312345678901", "931 234 567 8901"),
        ("room-9", "room-9"),
    ],
)
def test_codes_are_read_in_groups(code: str, words: str) -> None:
    assert spoken(code) == words


TENCENT_INVITATION = """李明 邀请您参加腾讯会议
会议主题：LED 灯具洽谈
会议时间：2025/08/19 22:30-23:00 (GMT+01:00) 西欧夏令时间

点击链接入会，或添加至会议列表：
https://meeting.tencent.com/dm/AbC123xY

#腾讯会议：664-079-932
会议密码：1234

复制该信息，打开手机腾讯会议即可参与
"""


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            TENCENT_INVITATION,
            (TENCENT, "664079932", "1234", "https://meeting.tencent.com/dm/AbC123xY"),
        ),
        ("＃腾讯会议：６６４－０７９－９３２　会议密码：１２３４，请准时", (TENCENT, "664079932", "1234", "")),
        ("#TencentMeeting：440-058-193", (TENCENT, "440058193", "", "")),
        (
            "https://voovmeeting.com/dm/Kx81hY2\n#TencentMeeting：440-058-193",
            (VOOV, "440058193", "", "https://voovmeeting.com/dm/Kx81hY2"),
        ),
        (
            ("Li is inviting you to a scheduled Zoom meeting.\nJoin Zoom Meeting\n"
            "https://us02web.zoom.us/j/81234567890?pwd=Zm9v.1\n\nMeeting ID: 812 3456 7890\nPasscode: aB_9*"),
            (ZOOM, "81234567890", "aB_9*", "https://us02web.zoom.us/j/81234567890?pwd=Zm9v.1"),
        ),
        ("Zoom 会议号：812\u00a03456\u00a07890 密码：123456", (ZOOM, "81234567890", "123456", "")),
        (
            ("Microsoft Teams meeting\nJoin: https://teams.microsoft.com/meet/268123456789?p=AbC9.\n"
            "Meeting ID: 268 123 456 789\nPasscode: Ab12Cd"),
            (TEAMS, "268123456789", "Ab12Cd", "https://teams.microsoft.com/meet/268123456789?p=AbC9"),
        ),
        (
            "飞书视频会议\n会议号：123 456 789\n会议链接：https://vc.feishu.cn/j/123456789点击加入",
            (FEISHU, "123456789", "", "https://vc.feishu.cn/j/123456789"),
        ),
        ("Join (https://meet.jit.si/Workstation-9f1c).", (JITSI, "Workstation-9f1c", "", "https://meet.jit.si/Workstation-9f1c")),
        # an address that is none of ours is passed over, the next one counts
        (
            "https://zoom.us.evil.example/j/812345678 https://zoom.us/j/912345678",
            (ZOOM, "912345678", "", "https://zoom.us/j/912345678"),
        ),
        # nothing that can be used
        ("wemeet://page/inmeeting?meeting_code=664079932", None),
        ("https://zoom.us.evil.example/j/812345678", None),
        ("http://zoom.us/j/812345678", None),
        ("https://zoom.us/j/812345678\nMeeting ID: 912 345 678", None),
        ("会议号：123 456 789", None),
        ("Call me at 664-079-932", None),
        ("", None),
    ],
)  # fmt: skip
def test_invitations(text: str, meeting: tuple[MeetingService, str, str, str] | None) -> None:
    found = read_invitation(text)
    if meeting is None:
        assert found is None
    else:
        assert found is not None
        assert (found.service, found.code, found.passcode, found.address) == meeting
        assert found.made_by_hand


def test_the_time_of_an_invitation_counts_with_its_offset() -> None:
    assert invitation_times(TENCENT_INVITATION) == (
        datetime(2025, 8, 19, 21, 30, tzinfo=UTC),
        datetime(2025, 8, 19, 22, 0, tzinfo=UTC),
    )
    assert invitation_times("2026-10-24 23:45 – 00:15（GMT＋08：00）") == (
        datetime(2026, 10, 24, 15, 45, tzinfo=UTC),
        datetime(2026, 10, 24, 16, 15, tzinfo=UTC),
    )
    assert invitation_times("2026/13/40 22:30-23:00 (GMT+08:00)") is None
    assert invitation_times("2026/10/24 22:30-23:00 (GMT+99:00)") is None
    assert invitation_times("22:30") is None


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    read_invitation(text + "https://zoom.us/j/" + text)
    invitation_times(text)
