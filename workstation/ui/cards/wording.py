"""What business cards and their parts are called."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.card import CardContent, CardSource, PhoneKind
from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line


def side() -> str:
    """Return which side of a card the reader reads first."""
    return "zh" if QLocale().language() is QLocale.Language.Chinese else "en"


def name(content: CardContent) -> str:
    """Return a card's name, safe to show."""
    return isolated_name(one_line(content.name(side()), 200)) or QCoreApplication.translate("Cards", "(no name)")


def company(content: CardContent) -> str:
    """Return a card's company, safe to show."""
    return isolated_name(one_line(content.company(side()), 200))


def work(content: CardContent) -> str:
    """Return title and company on one line."""
    parts = (isolated_name(one_line(content.title(side()), 120)), company(content))
    return " · ".join(part for part in parts if part)


def phone_kind(kind: PhoneKind) -> str:
    """Return what a number is for."""
    translate = QCoreApplication.translate
    return {
        PhoneKind.MOBILE: translate("Cards", "Mobile"),
        PhoneKind.WORK: translate("Cards", "Work"),
        PhoneKind.HOME: translate("Cards", "Home"),
        PhoneKind.FAX: translate("Cards", "Fax"),
        PhoneKind.OTHER: translate("Cards", "Other"),
    }[kind]


def service(code: str) -> str:
    """Return what a messaging service is called."""
    translate = QCoreApplication.translate
    known = {"wechat": translate("Cards", "WeChat"), "whatsapp": "WhatsApp", "qq": "QQ", "linkedin": "LinkedIn"}
    return known.get(code) or code.capitalize()


def source(row: CardRow) -> str:
    """Return how a card came into the folder."""
    translate = QCoreApplication.translate
    if row.own:
        return translate("Cards", "Colleague's own card")
    return {
        CardSource.CHAT: translate("Cards", "Handed over in a chat"),
        CardSource.IMPORT: translate("Cards", "Imported from a file"),
        CardSource.MANUAL: translate("Cards", "Typed in"),
        CardSource.MERGE: translate("Cards", "Merged from several cards"),
    }[row.source]


def short_source(row: CardRow) -> str:
    """Return how a card came into the folder, in a word or two."""
    translate = QCoreApplication.translate
    if row.own:
        return ""
    return {
        CardSource.CHAT: translate("Cards", "In a chat"),
        CardSource.IMPORT: translate("Cards", "Imported"),
        CardSource.MANUAL: translate("Cards", "Typed in"),
        CardSource.MERGE: translate("Cards", "Merged"),
    }[row.source]


def from_profile() -> str:
    """Return what is said of one who has made no card yet."""
    return QCoreApplication.translate("Cards", "From the profile")


def field(code: str) -> str:
    """Return what a form calls a field that a refusal names."""
    translate = QCoreApplication.translate
    plain = code.removesuffix("_zh").removesuffix("_en")
    return {
        "name": translate("Cards", "Name"),
        "title": translate("Cards", "Title"),
        "department": translate("Cards", "Department"),
        "company": translate("Cards", "Company"),
        "address": translate("Cards", "Address"),
        "country": translate("Cards", "Country or region"),
        "phones": translate("Cards", "Phone numbers"),
        "emails": translate("Cards", "E-mail"),
        "websites": translate("Cards", "Website"),
        "ims": translate("Cards", "Messengers"),
        "sections": translate("Cards", "Sections"),
        "booth": translate("Cards", "Booth"),
        "about": translate("Cards", "About"),
        "note": translate("Cards", "Note"),
        "tags": translate("Cards", "Tags"),
        "follow_up": translate("Cards", "Follow up on"),
    }.get(plain, code)


def refused(code: str, params: dict[str, str | int]) -> str:
    """Return why something about cards came to nothing."""
    from workstation.ui.refused import reason

    translate = QCoreApplication.translate
    known = {
        "file_unreadable": translate("Cards", "The file cannot be read. Check that it is still there, then try again."),
        "file_too_large": translate("Cards", "The file is larger than {limit_mb} MB. Split it, then import its parts."),
        "file_no_cards": translate(
            "Cards", "There are no business cards in this file. vCard files (.vcf) and tables (.csv) can be read."
        ),
        "export_failed": translate("Cards", "The file could not be written. Choose another place, then try again."),
        "image_unreadable": translate("Cards", "This is not a picture that can be read. Use JPEG, PNG, WebP or GIF."),
        "image_too_large": translate("Cards", "The picture's file is too large. Save it smaller, then try again."),
        "image_too_many_pixels": translate("Cards", "The picture has too many pixels. Scale it down, then try again."),
        "blocked": translate("Cards", "This buyer is blocked. Nothing was sent."),
    }
    if code == "card_invalid":
        which = str(params.get("field", ""))
        if which == "name":
            return translate("Cards", "The card needs a name, a company or an e-mail to be called by.")
        return translate("Cards", "“{field}” cannot be kept like this. Shorten it or correct it.").format(
            field=field(which)
        )
    if code in known:
        return known[code].format(**{"limit_mb": 0} | params)
    return reason(code, params)


def day(text: str) -> str:
    """Return a day `YYYY-MM-DD` as the reader writes it."""
    return formats.long_date(date.fromisoformat(text)) if text else ""


def short_day(text: str) -> str:
    """Return a day `YYYY-MM-DD` as a list says it: 20 Nov."""
    return formats.chat_time(datetime.fromisoformat(text).astimezone(), now()) if text else ""


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day on this machine."""
    return now().astimezone().date()
