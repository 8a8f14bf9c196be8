"""Sections of the fair and exhibits (domain.md §5)."""

from msgspec import Struct

from workstation.domain.ids import AttachmentId, ExhibitId, ExhibitorId, SectionId


class Section(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A trade section of the fair; the list is the organiser's data."""

    id: SectionId
    code: str
    name_zh: str
    name_en: str
    name_es: str = ""
    phase: str = ""


class Exhibit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A thing shown. Prices in minor units of the currency (cents), `None` when on request."""

    id: ExhibitId
    rev: int
    exhibitor_id: ExhibitorId
    section_id: SectionId
    number: str
    name_zh: str
    name_en: str
    name_es: str = ""
    about_zh: str = ""
    about_en: str = ""
    about_es: str = ""
    category: str = ""
    price_min_minor: int | None = None
    price_max_minor: int | None = None
    currency: str = "USD"
    unit: str = ""
    moq: int | None = None
    lead_time_days: int | None = None
    keywords: tuple[str, ...] = ()
    picture_id: AttachmentId | None = None
    listed: bool = True

    def own_words(self, language: str) -> tuple[str, str]:
        """Return name and description as the exhibitor wrote them in a language (BCP 47); empty where they did not."""
        base = language.split("-")[0]
        if language == "zh-Hant" or base not in ("zh", "en", "es"):
            return "", ""
        return {
            "zh": (self.name_zh, self.about_zh),
            "en": (self.name_en, self.about_en),
            "es": (self.name_es, self.about_es),
        }[base]

    def name(self, language: str) -> str:
        """Return the exhibit's name for a reader of `zh`, `es` or anything else (English)."""
        wanted = {"zh": self.name_zh, "es": self.name_es}.get(language[:2], self.name_en)
        return wanted or self.name_en or self.name_zh
