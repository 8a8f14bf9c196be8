"""The QR code of a card: its vCard, made here, without a network."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtGui import QImage

from workstation.domain.card import CardContent
from workstation.domain.card_files.model import FileCard
from workstation.domain.card_files.vcard_out import Version, written

_SMALLER: Final[tuple[dict[str, Any], ...]] = (
    {"about": "", "sections": (), "languages": (), "extra": (), "uid": "", "time_zone": "", "booth": ""},
    {"address_zh": "", "address_en": "", "department_zh": "", "department_en": ""},
    {"ims": ()},
    {"title_en": "", "company_en": "", "name_en": ""},
    {"websites": (), "country": ""},
    {"title_zh": "", "company_zh": ""},
)
"""What is left off, step by step, until a phone's camera can read the code on paper; never the name and the numbers."""
MOST_MODULES: Final = 57
"""A side: at 15 mm on paper a module is then a quarter of a millimetre."""


def image(content: CardContent) -> QImage | None:
    """Return the code with one pixel for each module and no margin; `None` without a name and when nothing fits."""
    import segno

    if not content.name("en"):
        return None
    plain = replace(content, photo=None, logo=None, phones=content.phones[:2], emails=content.emails[:1])
    for fields in _SMALLER:
        # The last side is never taken off.
        kept = {name: value for name, value in fields.items() if not name.endswith("_en") or plain.name_zh}
        plain = replace(plain, **kept)
        text = written(FileCard(content=plain), Version.V3).decode()
        try:
            code = segno.make_qr(text, error="l", boost_error=True)
        except segno.DataOverflowError:
            continue
        rows = [bytes(row) for row in code.matrix]
        if len(rows) <= MOST_MODULES:
            return _drawn(rows)
    return None


def _drawn(rows: list[bytes]) -> QImage:
    result = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            result.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return result
