"""A card while it is put together from a file: both sides, lists without end, then cut to what a card may hold."""

from typing import Final

from msgspec.structs import replace

from workstation.domain import card as domain_card
from workstation.domain.card import CardContent, CardIm, CardPhone, NameParts, check_card, has_han
from workstation.domain.card_files import names, phones
from workstation.domain.card_files.model import FileCard
from workstation.domain.errors import Refusal

_SIDES: Final = ("name", "title", "department", "company")
_TEXTS: Final = ("about", "address_zh", "address_en")
_LISTS: Final = ("phones", "emails", "websites", "ims", "sections", "languages")


class Draft:
    """Collects what a file says of one card.

    Args:
        calls_from: where its numbers belong if neither they nor the card name a country: ISO 3166-1 alpha-2, or empty.
    """

    def __init__(self, calls_from: str = "") -> None:
        self._calls_from = calls_from
        self.file = FileCard(content=CardContent())
        self.parts: NameParts | None = None
        self.phones: list[CardPhone] = []
        self.emails: list[str] = []
        self.websites: list[str] = []
        self.ims: list[CardIm] = []
        self.sections: list[str] = []
        self.languages: list[str] = []
        self.about: list[str] = []
        self.extra: list[str] = []
        self.country = self.time_zone = self.booth = self.uid = ""
        self._sides: dict[str, str] = {}

    def set_side(self, field: str, text: str, language: str = "") -> None:
        """Set a text of the Chinese or the English side, by the language said or by its characters."""
        text = text.strip()
        if not text:
            return
        side = "zh" if (language.startswith("zh") if language else has_han(text)) else "en"
        free = [one for one in (side, "en" if side == "zh" else "zh") if f"{field}_{one}" not in self._sides]
        if free:
            self._sides[f"{field}_{free[0]}"] = text
        elif text not in self._sides.values():
            self.extra.append(f"X-{field.upper()}:{_escaped(text)}")

    def has_side(self, field: str) -> bool:
        """Tell whether either side has this."""
        return f"{field}_zh" in self._sides or f"{field}_en" in self._sides

    def finished(self) -> tuple[CardContent | None, list[str]]:
        """Return the card, `None` when there is nothing on it, and which of its fields had to be cut.

        What is cut off is kept among the properties without a place, as far as there is room.
        """
        self._name()
        cut: list[str] = []
        content = replace(
            CardContent(),
            parts=self.parts,
            country=self.country,
            phones=tuple(replace(one, number=self._number(one.number)) for one in self.phones),
            emails=tuple(self.emails),
            websites=tuple(self.websites),
            ims=tuple(self.ims),
            sections=tuple(self.sections),
            languages=tuple(self.languages),
            time_zone=self.time_zone,
            booth=self.booth,
            about="\n\n".join(self.about),
            uid=self.uid,
            extra=tuple(self.extra),
            **self._sides,
        )
        for _ in range(30):
            try:
                return check_card(content), cut
            except Refusal as refusal:
                field = str(refusal.params.get("field", ""))
                if field == "name" and not self._sides.get("name_en"):
                    return (None, cut) if not content.phones else self._named_by_phone(content, cut)
                content = self._cut(content, field)
                cut.append(field)
        return None, cut

    def _number(self, written: str) -> str:
        """Return a number in E.164; a Chinese card that names no country means China with a mobile number."""
        country = self.country or self._calls_from
        if not country and phones.is_chinese_mobile(written) and any(map(has_han, self._sides.values())):
            country = "CN"
        return phones.normal(written, country)

    def _named_by_phone(self, content: CardContent, cut: list[str]) -> tuple[CardContent | None, list[str]]:
        """A card with nothing but a number is called by it: better than to be lost."""
        try:
            return check_card(replace(content, name_en=content.phones[0].number)), cut
        except Refusal:
            return None, cut

    def _name(self) -> None:
        if self.parts is None:
            return
        if self.parts == NameParts() and self._sides.get("name_zh", self._sides.get("name_en")) in self._stand_ins():
            # A card without a name is called by something else on it.
            self._sides.pop("name_zh", None)
            self._sides.pop("name_en", None)
        if not self.has_side("name"):
            self.set_side("name", names.whole(self.parts))
        shown = self._sides.get("name_zh") or self._sides.get("name_en", "")
        if self.parts in (names.parts_of(shown), names.parts_of(self._sides.get("name_en", "")), NameParts()):
            self.parts = None

    def _stand_ins(self) -> tuple[str, ...]:
        company = (self._sides.get("company_zh", ""), self._sides.get("company_en", ""))
        return (*company, *self.emails[:1])

    def _cut(self, content: CardContent, field: str) -> CardContent:
        """Return the card with a field cut to what it may hold."""
        if field == "name":
            return replace(content, parts=None)
        value = getattr(content, field)
        if field == "extra":
            return replace(content, extra=_fitting(value))
        if field in _LISTS:
            return self._cut_list(content, field)
        if field == "country":
            return replace(content, country="")
        limit = domain_card.MAX_TEXT_CHARS if field in _TEXTS else domain_card.MAX_LINE_CHARS
        return replace(
            content,
            **{field: value[:limit]},
            extra=_fitting((*content.extra, f"X-{field.upper().replace('_', '-')}-REST:{_escaped(value[limit:])}")),
        )

    def _cut_list(self, content: CardContent, field: str) -> CardContent:
        limit, longest = domain_card.MAX_ENTRIES, domain_card.MAX_LINE_CHARS
        entries = [one for one in getattr(content, field) if len(str(one)) <= longest]
        rest = [str(one) for one in getattr(content, field) if one not in entries[:limit]]
        kept = tuple(f"X-{field.upper()}-REST:{_escaped(one)}" for one in rest)
        return replace(content, **{field: tuple(entries[:limit])}, extra=_fitting((*content.extra, *kept)))


def _fitting(extra: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many of the lines as there is room for."""
    room = domain_card.MAX_EXTRA_CHARS
    kept = []
    for line in extra:
        if len(line) <= room:
            kept.append(line)
            room -= len(line)
    return tuple(kept)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n")
