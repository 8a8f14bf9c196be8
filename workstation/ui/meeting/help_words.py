"""What is to be said about getting into a negotiation, being in one, and its troubles (domain.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from workstation.domain.meeting import MeetingService
from workstation.services.programs import Found, Program
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.meeting import wording

if TYPE_CHECKING:
    from workstation.domain.booking import BookingRules
    from workstation.services.meeting import Entrance


class Entry(NamedTuple):
    """A heading of the help with what stands below it."""

    sign: str
    tone: str
    title: str
    lines: tuple[str, ...]


def organisation(name: str) -> str:
    """Return what the fair's organisation is called in the meeting client, quoted, or words for it without a name."""
    given = isolated_name(one_line(name, 120))
    if given:
        return QCoreApplication.translate("MeetingHelp", "the organisation “{name}”").format(name=given)
    return QCoreApplication.translate("MeetingHelp", "the fair's organisation")


def way_in(found: Entrance, program: Program) -> list[str]:
    """Return the steps from the click to the meeting."""
    meeting = found.meeting
    if meeting is None or meeting.service is MeetingService.TENCENT:
        return tencent_steps(found.rules)
    translate = QCoreApplication.translate
    service = wording.service_name(meeting.service)
    first = (
        translate("MeetingHelp", "The button opens {program} at this meeting.")
        if found.has_client_link and program.found is not Found.NO
        else translate("MeetingHelp", "The browser opens a page of {program}. Join there, or let it open the program.")
    )
    steps = [first.format(program=service)]
    if meeting.passcode:
        steps.append(translate("MeetingHelp", "Asked for a passcode, type in the one shown here."))
    steps += [
        translate("MeetingHelp", "Enter your own name and your company's, so that the buyer knows who is there."),
        translate("MeetingHelp", "Allow microphone and camera, then wait until the buyer has come in."),
    ]
    return steps


def tencent_steps(rules: BookingRules | None) -> list[str]:
    """Return the steps into a meeting of the fair's organisation."""
    translate = QCoreApplication.translate
    return [
        translate(
            "MeetingHelp", "Sign in to Tencent Meeting with your registered mobile number, by password or SMS code."
        ),
        translate("MeetingHelp", "Choose {organisation}, not your personal account.").format(
            organisation=organisation(rules.organisation if rules is not None else "")
        ),
        translate("MeetingHelp", "Pick the meeting in the list, or join it with the meeting number shown here."),
    ]


def mobile_note(mobile: str) -> str:
    """Return which number the meeting account is."""
    translate = QCoreApplication.translate
    number = isolated_name(one_line(mobile, 40))
    if number:
        return translate(
            "MeetingHelp", "Your registered mobile number is {number}. With another one the meeting is not in the list."
        ).format(number=number)
    return translate(
        "MeetingHelp",
        "No mobile number is registered for you. Add it in your profile: the meeting account is that number.",
    )


def helper(support: str) -> str:
    """Return who helps; empty when nobody is configured."""
    given = isolated_name(one_line(support, 200))
    if not given:
        return ""
    return QCoreApplication.translate("MeetingHelp", "Trouble getting in? The fair's support: {support}").format(
        support=given
    )


def getting_in(rules: BookingRules | None) -> list[Entry]:
    """Return the page on getting in."""
    translate = QCoreApplication.translate
    return [
        Entry(
            "calendar",
            "accent_text",
            translate("MeetingHelp", "Before the first negotiation"),
            (
                translate("MeetingHelp", "Install Tencent Meeting; the readiness check says whether it is there."),
                translate(
                    "MeetingHelp",
                    "Your meeting account is your registered mobile number. Under another number your "
                    "negotiations do not show there.",
                ),
                translate(
                    "MeetingHelp",
                    "Fifteen minutes before, you are reminded here and by e-mail or SMS, also with the "
                    "workstation off.",
                ),
            ),
        ),
        Entry("external", "accent_text", translate("MeetingHelp", "At the hour"), tuple(tencent_steps(rules))),
        Entry(
            "user_add",
            "accent_text",
            translate("MeetingHelp", "Bringing colleagues"),
            (
                translate(
                    "MeetingHelp",
                    "You and the buyer may both pass the meeting number to colleagues: “Invite a colleague” "
                    "sends it in a chat.",
                ),
                translate("MeetingHelp", "A meeting is not cut off at the end of its slot. Mind the next one."),
            ),
        ),
    ]


def during() -> list[Entry]:
    """Return the page on being in the meeting."""
    translate = QCoreApplication.translate
    return [
        Entry(
            "device",
            "accent_text",
            translate("MeetingHelp", "Sharing the screen"),
            (
                translate(
                    "MeetingHelp",
                    "One person shares at a time; whoever wants to share waits until the other has stopped.",
                ),
                translate(
                    "MeetingHelp",
                    "The menu of sharing hides after three seconds. Move the pointer to the top of the screen to "
                    "bring it back.",
                ),
                translate(
                    "MeetingHelp",
                    "What is shared carries a watermark with the viewer's name and number. It cannot be switched off.",
                ),
            ),
        ),
        Entry(
            "note",
            "accent_text",
            translate("MeetingHelp", "Documents for everybody"),
            (
                translate(
                    "MeetingHelp",
                    "Under “Documents” you can make a new Word or Excel document, or import Word, Excel, "
                    "PowerPoint and PDF files of up to 50 MB each.",
                ),
                translate("MeetingHelp", "Everybody in the meeting can read them. Import only what the buyer may see."),
            ),
        ),
        Entry(
            "chat",
            "accent_text",
            translate("MeetingHelp", "Chat in the meeting"),
            (
                translate(
                    "MeetingHelp",
                    "Write to all, or choose one person. What is written there does not come into Workstation: "
                    "note what was agreed in the booking's outcome.",
                ),
            ),
        ),
    ]


def questions() -> list[Entry]:
    """Return the page of frequent questions."""
    translate = QCoreApplication.translate
    return [
        Entry(
            "online",
            "success",
            translate("MeetingHelp", "Network mark green: smooth"),
            (translate("MeetingHelp", "All is well."),),
        ),
        Entry(
            "online",
            "warning",
            translate("MeetingHelp", "Network mark yellow: normal"),
            (translate("MeetingHelp", "Sound may lag a little. Close what else uses the network."),),
        ),
        Entry(
            "online",
            "danger",
            translate("MeetingHelp", "Network mark red: weak"),
            (translate("MeetingHelp", "Switch your camera off, go closer to the router, or use a cable."),),
        ),
        Entry(
            "offline",
            "danger",
            translate("MeetingHelp", "Red cross: no network"),
            (translate("MeetingHelp", "Connect again, or join by phone with the meeting number."),),
        ),
        Entry(
            "image",
            "accent_text",
            translate("MeetingHelp", "How do I hide what is behind me?"),
            (
                translate(
                    "MeetingHelp",
                    "Beside the camera button choose “Virtual background”: blur what is behind you, or put a "
                    "picture there. Try it before the buyer comes.",
                ),
            ),
        ),
        Entry(
            "search",
            "accent_text",
            translate("MeetingHelp", "My negotiation is not in the client's list"),
            (
                translate(
                    "MeetingHelp",
                    "Look which number and which organisation you are signed in with. If they are right, join "
                    "with the meeting number, and tell the fair's support.",
                ),
            ),
        ),
        Entry(
            "clock",
            "accent_text",
            translate("MeetingHelp", "Nothing happens when I press “Enter”"),
            (
                translate(
                    "MeetingHelp",
                    "The program may be opening behind this window. Otherwise enter in the browser, or type the "
                    "meeting number into the client by hand.",
                ),
            ),
        ),
        Entry(
            "user",
            "accent_text",
            translate("MeetingHelp", "The buyer does not come"),
            (
                translate(
                    "MeetingHelp",
                    "Write to the buyer in the chat and send the meeting number again. They were reminded "
                    "fifteen minutes before.",
                ),
            ),
        ),
    ]
