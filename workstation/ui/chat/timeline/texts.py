"""Texts of items without their layout: what is selected, copied, read aloud."""

from collections.abc import Sequence

from workstation.domain.message import IMAGE
from workstation.services.views import TimelineItem
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline import blocks, plain_text
from workstation.ui.chat.timeline.selection import Selection, Spot


def selectable(item: TimelineItem, me_id: int) -> str | None:
    """Return the text of an item that can be selected, as positions count it; `None` for a bare picture or card."""
    if not item.text and not item.recalled and (item.kind == IMAGE or blocks.kind_of(item) is not None):
        return None
    return plain_text.normalized(blocks.body(item, me_id))


def length(item: TimelineItem, me_id: int) -> int:
    """Return the last caret position in an item."""
    text = selectable(item, me_id)
    return 0 if text is None else plain_text.utf16_length(text)


def whole(item: TimelineItem, me_id: int) -> str:
    """Return what copying an item gives."""
    return plain_text.normalized(blocks.copied(item, me_id))


def selected(
    items: Sequence[TimelineItem],
    ends: tuple[tuple[int, Spot], tuple[int, Spot]],
    selection: Selection,
    me_id: int,
    *,
    bare: bool = True,
) -> str:
    """Return the selected text, one line break between items.

    Args:
        bare: with what pictures and cards without words say when they are copied: a card's name and numbers.
    """
    pieces = []
    for row in range(ends[0][0], ends[1][0] + 1):
        text = selectable(items[row], me_id)
        if text is None:
            pieces += [blocks.copied(items[row], me_id)] if bare else []
            continue
        stretch = selection.stretch(ends, row, 0, plain_text.utf16_length(text))
        if stretch is not None:
            pieces.append(plain_text.utf16_slice(text, *stretch))
    return "\n".join(pieces)


def picture_key(item: TimelineItem) -> str:
    """Return under which name an item's picture is kept: `i:<attachment>` or `u:<upload>`; empty without one."""
    if item.attachment is not None:
        return f"i:{item.attachment.id}"
    return f"u:{item.upload_id}" if item.upload_id is not None else ""


def spoken(item: TimelineItem, me_id: int) -> str:
    """Return how a screen reader names an item: who, what, when, its state."""
    text = blocks.copied(item, me_id) or wording.kind_placeholder(item)
    if item.kind == "system" or item.recalled:
        return plain_text.shown(text)
    parts = [wording.sender(item, me_id), plain_text.shown(text), formats.full_time(item.at)]
    if item.automatic:
        parts.append(wording.automatic())
    state = wording.state(item.state)
    if state:
        parts.append(state)
    if item.problem is not None:
        parts.append(wording.fault(item.problem))
    return ", ".join(part for part in parts if part)
