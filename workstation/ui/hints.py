"""What the hands can do where no shortcut is bound: keys of single fields, and what is dropped or pasted."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Hint(NamedTuple):
    """Keys and what they do there."""

    keys: tuple[str, ...]
    """Portable key sequences; `*` before something that is no key."""
    words: str


class Group(NamedTuple):
    """A place and its hints."""

    title: str
    hints: tuple[Hint, ...]


def groups(*, enter_sends: bool) -> tuple[Group, ...]:
    """Return the hints by place, in the language of the moment; Enter means what was chosen."""
    return (_writing(enter_sends), _list(), _messages(), _intents(), _viewer())


def _writing(enter_sends: bool) -> Group:
    translate = QCoreApplication.translate
    send, breaks = ("Enter", "Shift+Enter") if enter_sends else ("Ctrl+Enter", "Enter")
    return Group(
        translate("Hints", "While writing"),
        (
            Hint((send,), translate("Hints", "Send")),
            Hint((breaks,), translate("Hints", "Break the line")),
            Hint(("/",), translate("Hints", "Choose a phrase")),
            Hint(("Ctrl+V",), translate("Hints", "Paste text, a screenshot or image files")),
            Hint(("*" + translate("Hints", "Drop"),), translate("Hints", "Drop images onto the chat to add them")),
            Hint(("Esc",), translate("Hints", "Leave the field; what is typed stays")),
        ),
    )


def _list() -> Group:
    translate = QCoreApplication.translate
    return Group(
        translate("Hints", "In the list"),
        (
            Hint(("Up", "Down"), translate("Hints", "Show the conversation above or below")),
            Hint(("Enter",), translate("Hints", "Open it and write")),
            Hint(("Left", "Right"), translate("Hints", "In the filters: the one before or after")),
            Hint(("Shift+F10",), translate("Hints", "What can be done with it (also by right click)")),
        ),
    )


def _messages() -> Group:
    translate = QCoreApplication.translate
    return Group(
        translate("Hints", "In the messages"),
        (
            Hint(("Up", "Down"), translate("Hints", "From message to message")),
            Hint(("Left", "Right"), translate("Hints", "Through the links and buttons of a message")),
            Hint(("Enter",), translate("Hints", "Open an image or a link, try again")),
            Hint(("Shift+Right",), translate("Hints", "Select text, also across messages")),
            Hint(("Ctrl+C",), translate("Hints", "Copy what is selected, else the message")),
            Hint(("Ctrl+A",), translate("Hints", "Select everything that is loaded")),
            Hint(("Home", "End"), translate("Hints", "To the oldest loaded or to the newest")),
            Hint(("Del",), translate("Hints", "Discard a message that was not sent")),
        ),
    )


def _intents() -> Group:
    translate = QCoreApplication.translate
    return Group(
        translate("Hints", "In the list of purchase intents"),
        (
            Hint(("Enter",), translate("Hints", "Show it beside the list")),
            Hint(("C",), translate("Hints", "Chat with the buyer")),
            Hint(("B",), translate("Hints", "Send my business card; once more: at once")),
            Hint(("D",), translate("Hints", "Mark as done, or not done after all")),
            Hint(("A",), translate("Hints", "Assign, also several")),
            Hint(("T",), translate("Hints", "Translate, or show the original")),
        ),
    )


def _viewer() -> Group:
    translate = QCoreApplication.translate
    return Group(
        translate("Hints", "With an image open"),
        (
            Hint(("Left", "Right"), translate("Hints", "The image before or after")),
            Hint(("+", "-", "0"), translate("Hints", "Larger, smaller, fit the window")),
            Hint(("Ctrl+C", "Ctrl+S"), translate("Hints", "Copy or save it")),
        ),
    )
