"""What the page of an exported conversation says, and what its file is called."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.services.export import ExportWords
from workstation.services.views import ChatHead, TimelineItem
from workstation.ui import formats
from workstation.ui.chat import people, wording
from workstation.ui.chat.timeline.plain_text import one_line

_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f-\x9f]')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST: Final = 60


def title(head: ChatHead) -> str:
    """Return whom the conversation is with, as plain text."""
    row = head.row
    zh = wording.in_chinese()
    first, second = (
        (row.colleague_name_zh, row.colleague_name_en) if zh else (row.colleague_name_en, row.colleague_name_zh)
    )
    return one_line(row.title or first or second, 200)


def file_name(head: ChatHead, now: datetime) -> str:
    """Return a name for the export that every system's disks take, without an ending."""
    plain = "".join(c for c in title(head) if unicodedata.category(c) not in ("Cf", "Cc", "Co", "Cs"))
    clean = " ".join(_NOT_IN_NAMES.sub(" ", plain).split()).strip(". ")[:_LONGEST].strip(". ")
    if not clean or _RESERVED.match(clean):
        clean = QCoreApplication.translate("ExportWords", "Conversation")
    return f"{clean} {now.astimezone():%Y-%m-%d}"


def words(head: ChatHead, me_id: int, now: datetime) -> ExportWords:
    """Return the words of the page in the interface's language."""
    from workstation.ui.intents.block import IntentKind

    translate = QCoreApplication.translate

    def sender(item: TimelineItem) -> str:
        return wording.sender(item, me_id)

    def body(item: TimelineItem) -> str:
        if item.intent is None or item.recalled:
            return wording.body(item, me_id)
        return "\n".join(part for part in (IntentKind().said(item), item.intent.wanted.description.strip()) if part)

    return ExportWords(
        language=QLocale().bcp47Name(),
        title=title(head),
        facts=_facts(head, now),
        sender=sender,
        body=body,
        automatic=wording.automatic(),
        not_sent=translate("ExportWords", "not sent yet"),
        picture_missing=translate("ExportWords", "[An image that was not on this machine]"),
        messages_missing=translate("ExportWords", "[Messages {first} to {last} were not on this machine]"),
    )


def _facts(head: ChatHead, now: datetime) -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    found: list[tuple[str, str]] = []
    buyer = head.buyer
    if buyer is not None:
        found += [
            (translate("ExportWords", "Company"), buyer.company),
            (translate("ExportWords", "Country"), formats.country_name(buyer.country)),
            (translate("ExportWords", "E-mail"), buyer.email),
            (translate("ExportWords", "Phone"), buyer.phone),
            (translate("ExportWords", "Badge"), buyer.badge_number),
        ]
    if head.exhibit is not None:
        exhibit = head.exhibit
        name = f"{exhibit.name('zh' if wording.in_chinese() else 'en')} {exhibit.number}"
        found.append((translate("ExportWords", "Exhibit"), formats.enumerated((name, *people.terms(exhibit)))))
    if head.owner is not None:
        found.append((translate("ExportWords", "Served by"), wording.own_name(head.owner.name_zh, head.owner.name_en)))
    found.append((translate("ExportWords", "Exported"), formats.full_time(now)))
    return tuple((name, value) for name, value in found if value)
