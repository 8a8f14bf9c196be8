"""What the chat says: system lines, states, reasons and times in the reader's language."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.exhibit import Exhibit
from workstation.domain.message import CARD, CONVERSATION, EXHIBIT, IMAGE, INTENT, SLOTS, SYSTEM, TEXT, SystemLine
from workstation.services.views import Fault, ItemState, TimelineItem
from workstation.ui import formats
from workstation.ui.chat.timeline.plain_text import isolated_name

Params = dict[str, str | int]


def in_chinese() -> bool:
    """Tell whether the texts on the screen are Chinese."""
    return QLocale().language() == QLocale.Language.Chinese


def own_name(zh: str, en: str) -> str:
    """Return the name in the reader's language, the other one where it is missing, made safe."""
    first, second = (zh, en) if in_chinese() else (en, zh)
    return isolated_name(first or second)


# ---- times ---------------------------------------------------------------------------------------------------------


def local_day(at: datetime) -> date:
    """Return the day on this machine's calendar."""
    return at.astimezone().date()


# ---- items ---------------------------------------------------------------------------------------------------------


def by_me(item: TimelineItem, me_id: int) -> bool:
    """Tell whether I said it, not a colleague of mine."""
    return item.mine and item.sender_id in (None, me_id)


def sender(item: TimelineItem, me_id: int) -> str:
    """Return who says it."""
    if by_me(item, me_id):
        return QCoreApplication.translate("ChatWording", "You")
    return own_name(item.sender_name_zh, item.sender_name_en)


def kind_placeholder(item: TimelineItem) -> str:
    """Return what stands for a message without a text: its kind in brackets."""
    return kind_name(item.kind) or kind_name("?")


def body(item: TimelineItem, me_id: int) -> str:
    """Return the text that a bubble or line shows: what was typed, or what stands for it."""
    if item.recalled:
        return recalled(item, me_id)
    if item.kind == SYSTEM:
        return "\n".join((system_line(item.system), *(line for remarks in _remarks for line in remarks(item))))
    if item.kind in (IMAGE, TEXT):
        return item.text
    if item.kind == EXHIBIT and item.exhibit is not None:
        return asked_about(item, item.exhibit)
    if item.kind == CONVERSATION:
        return f"{shared_conversation()} {item.text}".rstrip()
    wanted = item.intent.wanted.title if item.intent is not None else ""
    return " ".join(part for part in (kind_placeholder(item), " ".join(wanted.split()), item.text) if part)


def asked_about(item: TimelineItem, exhibit: Exhibit) -> str:
    """Say which exhibit the buyer asks about from here on."""
    told = QCoreApplication.translate("ChatWording", "{name} asked about {exhibit}")
    name = own_name(exhibit.name_zh, exhibit.name_en)
    return told.format(name=own_name(item.sender_name_zh, item.sender_name_en), exhibit=f"{name} {exhibit.number}")


def shared_conversation() -> str:
    """Say that a colleague points at a conversation with a buyer."""
    return QCoreApplication.translate("ChatWording", "Shared a conversation")


def copied(item: TimelineItem, me_id: int) -> str:
    """Return what copying the whole message gives."""
    if item.kind == IMAGE and not item.recalled:
        return f"{kind_placeholder(item)} {item.text}".rstrip()
    return body(item, me_id)


def recalled(item: TimelineItem, me_id: int) -> str:
    """Return the trace that a recalled message leaves."""
    if by_me(item, me_id):
        return QCoreApplication.translate("ChatWording", "You recalled a message")
    return QCoreApplication.translate("ChatWording", "{name} recalled a message").format(name=sender(item, me_id))


def system_line(line: SystemLine | None) -> str:
    """Word a system line; a code one doesn't know never vanishes."""
    if line is None:
        return QCoreApplication.translate("ChatWording", "[other message]")
    template = system_template(line.code)
    words = _Named(line.params)
    for templates, time_of in _timed_lines:
        if not template and (template := templates(line.params).get(line.code, "")):
            words |= {"when": time_of(line.params, ""), "from_when": time_of(line.params, "from_")}
    if not template:
        return QCoreApplication.translate("ChatWording", "[other message]")
    return template.format_map(words)


Templates = Callable[[], dict[str, str]]
_more_lines: Final[list[Templates]] = []


def know_system_lines(templates: Templates) -> None:
    """Word the lines of another noun too: a function that gives templates by code, in the language of the moment."""
    if templates not in _more_lines:
        _more_lines.append(templates)


TimedTemplates = Callable[[Params], dict[str, str]]
_timed_lines: Final[list[tuple[TimedTemplates, Callable[[Params, str], str]]]] = []


def know_timed_lines(templates: TimedTemplates, time_of: Callable[[Params, str], str]) -> None:
    """Word lines that speak of a time: `{when}`, and `{from_when}`, where it was before; both get a line's values."""
    if (templates, time_of) not in _timed_lines:
        _timed_lines.append((templates, time_of))


Remarks = Callable[[TimelineItem], list[str]]
_remarks: Final[list[Remarks]] = []


def know_remarks(remarks: Remarks) -> None:
    """Let lines of ours stand below the platform's: a function that gives them, in the language of the moment."""
    if remarks not in _remarks:
        _remarks.append(remarks)


def system_template(code: str) -> str:
    """Return the sentence for a system line's code with `{names}` in it; empty for an unknown code."""
    for templates in _more_lines:
        if found := templates().get(code):
            return found
    translate = QCoreApplication.translate
    return {
        "assigned": translate("ChatWording", "{name} serves this buyer now"),
        "given_away": translate("ChatWording", "{name} serves this buyer from now on"),
        "transferred": translate("ChatWording", "{name} serves this buyer from now on"),
        "queued": translate("ChatWording", "All colleagues are busy; the buyer waits in the queue"),
        "session_closed": translate("ChatWording", "The session was closed"),
    }.get(code, "")


class _Named(dict[str, str]):
    """Fills a template from a line's parameters; names `…_zh`/`…_en` by the reader's language."""

    def __init__(self, params: Params) -> None:
        super().__init__(
            {
                key: formats.number(value) if isinstance(value, int) else isolated_name(value)
                for key, value in params.items()
            }
        )

    def __missing__(self, key: str) -> str:
        return own_name(self.get(f"{key}_zh", ""), self.get(f"{key}_en", "")) or "…"


# ---- states and reasons --------------------------------------------------------------------------------------------


def state(value: ItemState) -> str:
    """Return a message's state in words."""
    translate = QCoreApplication.translate
    return {
        ItemState.WAITING: translate("ChatWording", "Waiting to leave"),
        ItemState.SENDING: translate("ChatWording", "Sending"),
        ItemState.SENT: translate("ChatWording", "Sent"),
        ItemState.READ: translate("ChatWording", "Read"),
        ItemState.FAILED: translate("ChatWording", "Not sent"),
    }.get(value, "")


def automatic() -> str:
    """Return the mark of a message that nobody typed."""
    return QCoreApplication.translate("ChatWording", "Automatic")


def reason(code: str, params: Params | None = None) -> str:
    """Return why something was refused, what it means and what to do, for a code of `domain/errors.py`."""
    given = dict(params or {})
    if "megabytes" in given:  # as the server says it
        given["limit_mb"] = given["megabytes"]
    if code == "image_too_many_pixels" and "limit" in given:
        given["limit_mp"] = int(given["limit"]) // 1_000_000
    if "field" in given:
        given["field"] = field_name(str(given["field"]))
    found = _reasons().get(code) or _image_reasons().get(code) or _form_reasons().get(code) or _unknown()
    return found.format_map(_Named(given))


def fault(problem: Fault | None) -> str:
    """Return why a message failed."""
    return reason(problem.code, problem.params) if problem is not None else _unknown()


def _unknown() -> str:
    return QCoreApplication.translate(
        "ChatWording", "The server did not take it. Your text is kept; try again or copy it."
    )


def _reasons() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "overtaken": translate(
            "ChatWording", "A colleague answered before you. Read the new messages, then send it again."
        ),
        "being_written": translate(
            "ChatWording", "A colleague is writing to this buyer right now. Try again in a moment."
        ),
        "not_allowed": translate("ChatWording", "You may not write in this conversation any more. Your text is kept."),
        "not_found": translate("ChatWording", "This conversation is no longer yours. Your text is kept."),
        "account_disabled": translate(
            "ChatWording", "Your account is disabled. Ask your main account; your text is kept."
        ),
        "must_change_password": translate("ChatWording", "Change your first password, then send it again."),
        "not_signed_in": translate("ChatWording", "You are signed out. Sign in, then send it again."),
        "link_not_yours": translate(
            "ChatWording",
            "This conversation is not yours to see. Ask your colleague or the main account to transfer it to you.",
        ),
        "newer_on_server": translate(
            "ChatWording", "What follows here is on the server; it is loaded when you are on-line."
        ),
        "day_on_server": translate(
            "ChatWording", "What was said that day is not on this machine. Choose it again when you are on-line."
        ),
        "message_on_server": translate(
            "ChatWording", "That message is not on this machine. Go there again when you are on-line."
        ),
        "conversation_closed": translate("ChatWording", "The conversation is closed. Your text is kept."),
        "blocked": translate("ChatWording", "This buyer is blocked. Nothing was sent."),
        "text_empty": translate("ChatWording", "There is nothing to send."),
        "text_too_long": translate(
            "ChatWording", "The text has {length} characters; a message can have {limit}. Shorten it."
        ),
        "text_invalid": translate("ChatWording", "The text contains characters that cannot be sent. Remove them."),
        "recall_too_late": translate("ChatWording", "A message can be recalled within two minutes only."),
        "held": translate(
            "ChatWording", "Not sent because the message before it was refused. Send it again when you have read why."
        ),
        "paused": translate(
            "ChatWording", "Not sent because the message before it was refused. Send it again when you have read why."
        ),
        "gone": translate("ChatWording", "What this belongs to is no longer there. Your text is kept."),
        "paste_too_long": translate(
            "ChatWording",
            "The pasted text has {length} characters; a message can have {limit}. It was not put in and is still on"
            " the clipboard: paste a part of it, or send it in several messages.",
        ),
        "not_shown": translate(
            "ChatWording", "This conversation is still being opened. Your text is kept; send it again."
        ),
        "unreachable": translate(
            "ChatWording", "The server cannot be reached right now. Try again when you are on-line."
        ),
        "already_sent": translate("ChatWording", "It has left already and cannot be discarded any more."),
        "read_only": translate(
            "ChatWording", "This folder cannot be written, so nothing can be queued. Your text stays here."
        ),
        "disk_full": translate(
            "ChatWording", "The disk is full, so it cannot be kept. Free some space, then send it again."
        ),
    }


def _image_reasons() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "image_unreadable": translate(
            "ChatWording", "This is damaged or not an image that can be sent. Use JPEG, PNG, WebP or GIF."
        ),
        "image_too_large": translate(
            "ChatWording", "The image file is larger than {limit_mb} MB. Save it smaller, then try again."
        ),
        "file_unreadable": translate(
            "ChatWording", "The file cannot be read. Check that it is still there, then try again."
        ),
        "too_many_images": translate(
            "ChatWording", "At most {limit} images can be sent at once. The others were left out."
        ),
        "image_too_many_pixels": translate(
            "ChatWording", "The image has more than {limit_mp} million pixels. Scale it down, then try again."
        ),
        "attachment_not_ready": translate("ChatWording", "The image has not arrived at the server yet. Send it again."),
    }


def field_name(field: str) -> str:
    """Return what a form calls a field that a refusal names."""
    translate = QCoreApplication.translate
    return {
        "shortcut": translate("ChatWording", "Shortcut", "field of a form"),
        "item": translate("ChatWording", "Item", "field of a form"),
        "price": translate("ChatWording", "Price", "field of a form"),
        "currency": translate("ChatWording", "Currency", "field of a form"),
        "unit": translate("ChatWording", "Unit", "field of a form"),
        "incoterm": translate("ChatWording", "Incoterm", "field of a form"),
        "place": translate("ChatWording", "Place", "field of a form"),
        "moq": translate("ChatWording", "Minimum order", "field of a form"),
        "lead_days": translate("ChatWording", "Lead time", "field of a form"),
    }.get(field, field)


def _form_reasons() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "language_unknown": translate(
            "ChatWording", "Which language the buyer writes is not known yet. Choose it under Translation."
        ),
        "lone_slash": translate(
            "ChatWording", "A slash alone is not sent: it opens your phrases. Write something, or take the slash out."
        ),
        "phrase_unfilled": translate(
            "ChatWording", "The phrase still has to be filled in: {names}. Put in what belongs there, then send it."
        ),
        "phrase_variable_unknown": translate(
            "ChatWording",
            "Nobody knows the variable {name}. Choose one from the list of variables, or leave the braces out.",
        ),
        "quote_invalid": translate(
            "ChatWording", "The quote cannot be sent yet: the field {field} is missing or wrong. Correct it there."
        ),
        "too_many": translate(
            "ChatWording", "There are {limit} of these already, and no more are kept. Delete what is no longer needed."
        ),
        "invalid_request": translate("ChatWording", "The field {field} cannot be kept so. Correct it, then try again."),
    }


def read_only_reason(code: str) -> str:
    """Return why nothing can be written in a conversation."""
    translate = QCoreApplication.translate
    return {
        "": translate("ChatWording", "You can read here, but not write."),
        "not_owner": translate("ChatWording", "A colleague serves this buyer. You can read, but not write."),
        "given_away": translate(
            "ChatWording", "You handed this buyer to a colleague. You can read what was said until then."
        ),
        "blocked": translate("ChatWording", "This buyer is blocked."),
        "disabled": translate("ChatWording", "Your account is disabled. You can read what is on this machine."),
        "archived": translate("ChatWording", "This conversation is archived; a new message brings it back."),
    }.get(code) or translate("ChatWording", "You can read here, but not write.")


# ---- timeline ------------------------------------------------------------------------------------------------------


def unread_line() -> str:
    """Return what the line above the first unread message says."""
    return QCoreApplication.translate("ChatWording", "New messages")


def kind_name(kind: str) -> str:
    """Return what a quoted message without a text is."""
    translate = QCoreApplication.translate
    return {
        TEXT: "",
        IMAGE: translate("ChatWording", "[Image]"),
        CARD: translate("ChatWording", "[Business card]"),
        EXHIBIT: translate("ChatWording", "[Exhibit]"),
        CONVERSATION: translate("ChatWording", "[Conversation]"),
        SLOTS: translate("ChatWording", "[Slots]"),
        INTENT: translate("ChatWording", "[Purchase intent]"),
        "": translate("ChatWording", "[not loaded yet]"),
    }.get(kind, translate("ChatWording", "[other message]"))


def failed_choices(*, writable: bool) -> list[tuple[str, str]]:
    """Return what can be done with a message that failed; where one may not write, it can't be sent again."""
    translate = QCoreApplication.translate
    again = [("retry", translate("ChatWording", "Send again"))] if writable else []
    return [*again, ("copy", translate("ChatWording", "Copy")), ("discard", translate("ChatWording", "Discard"))]


def go_to_quoted() -> str:
    """Name the target of a quote."""
    return QCoreApplication.translate("ChatWording", "Go to the quoted message")


def go_to_day() -> str:
    """Name the target of a day line."""
    return QCoreApplication.translate("ChatWording", "Go to another day")


def open_image() -> str:
    """Name the target of a picture."""
    return QCoreApplication.translate("ChatWording", "Open the image")


def older(state: str) -> str:
    """Return what stands above the oldest message held."""
    translate = QCoreApplication.translate
    return {
        "loading": translate("ChatWording", "Loading older messages …"),
        "on_server": translate("ChatWording", "Older messages are on the server; they are loaded when you are on-line"),
        "begin": translate("ChatWording", "The conversation begins here"),
        "none": translate("ChatWording", "Nothing was said here yet"),
    }.get(state, "")


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def client_id(text: str) -> UUID:
    """Return a client id from its text."""
    return UUID(text)
