"""Writes cards as a table for spreadsheets: UTF-8 with its mark, no cell that would be run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from workstation.domain.card import CardContent
from workstation.domain.card_files import countries
from workstation.domain.card_files.columns import LISTS, PHONES, WRITTEN, Column
from workstation.domain.card_files.model import FileCard
from workstation.domain.card_files.phones import EXTENSION
from workstation.services.sheet import MARK, guarded

BETWEEN: Final = "; "


def written(cards: Iterable[FileCard], language: str) -> Iterator[bytes]:
    """Yield the table piece by piece: the heading (Chinese for `zh…`, else English), then a row for each card."""
    side = 0 if language.startswith("zh") else 1
    yield MARK.encode() + _row([headings[side] for headings in WRITTEN.values()])
    for card in cards:
        yield _row([guarded(_cell(card, column)) for column in WRITTEN])


def _row(cells: Iterable[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue().encode("utf-8", "replace")


def _cell(card: FileCard, column: Column) -> str:
    content = card.content
    if column in PHONES:
        return BETWEEN.join(
            one.number.replace(EXTENSION, " ext. ") for one in content.phones if one.kind is PHONES[column]
        )
    if column in LISTS:
        return BETWEEN.join(getattr(content, LISTS[column]))
    match column:
        case Column.WECHAT | Column.WHATSAPP:
            return BETWEEN.join(one.handle for one in content.ims if one.service == column.value)
        case Column.OTHER_IM:
            return _others(content)
        case Column.COUNTRY:
            return countries.name(content.country) if content.country else ""
        case Column.NOTE | Column.FOLLOW_UP:
            return str(getattr(card, column.value))
        case Column.TAGS:
            return BETWEEN.join(card.tags)
        case _:
            return str(getattr(content, column.value))


def _others(content: CardContent) -> str:
    known = (Column.WECHAT.value, Column.WHATSAPP.value)
    return BETWEEN.join(f"{one.service}: {one.handle}" for one in content.ims if one.service not in known)
