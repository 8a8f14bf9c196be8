"""What columns of a table are called, and what was wrong in a file that was imported."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.card_files.columns import WRITTEN, Column
from workstation.domain.card_files.model import Issue
from workstation.ui.cards import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line


def column(one: Column | None) -> str:
    """Return what a column holds, in words."""
    translate = QCoreApplication.translate
    if one is None:
        return translate("CardFiles", "(leave out)")
    whole = {
        Column.NAME: translate("CardFiles", "Name, in either script"),
        Column.TITLE: translate("CardFiles", "Title, in either script"),
        Column.COMPANY: translate("CardFiles", "Company, in either script"),
        Column.DEPARTMENT: translate("CardFiles", "Department, in either script"),
        Column.ADDRESS: translate("CardFiles", "Address, in either script"),
        Column.FAMILY: translate("CardFiles", "Family name"),
        Column.GIVEN: translate("CardFiles", "Given name"),
    }
    return whole.get(one) or WRITTEN[one][0 if wording.side() == "zh" else 1]


def issue(one: Issue) -> str:
    """Return what was wrong in a line, and what was done about it."""
    translate = QCoreApplication.translate
    what = isolated_name(one_line(one.what, 60))
    said = {
        "not_a_property": translate("CardFiles", "“{what}” is not understood; left out."),
        "outside": translate("CardFiles", "Text between the cards; left out."),
        "not_ended": translate("CardFiles", "The card has no end; taken up to here."),
        "too_long": translate("CardFiles", "Too long to be a part of a card; left out."),
        "encoding_unknown": translate("CardFiles", "Some characters cannot be read; “\ufffd” stands for them.")
        if not one.what
        else translate("CardFiles", "“{what}” is not written in the encoding it names; read as well as could be."),
        "encoding_guessed": translate("CardFiles", "“{what}” does not say its encoding; it was guessed."),
        "value_cut": translate("CardFiles", "“{what}” was too long or too many; shortened."),
        "picture_linked": translate("CardFiles", "The picture is only a web address; addresses are never opened."),
        "picture_unreadable": translate("CardFiles", "The picture cannot be read; left out."),
        "left_out": translate("CardFiles", "“{what}” has no place on a card; left out."),
        "empty": translate("CardFiles", "Neither name, company nor e-mail; not taken as a card."),
        "row_unreadable": translate("CardFiles", "The row cannot be read; left out."),
        "same_twice": translate("CardFiles", "The very same card stands before ({what}); taken once."),
        "same_uid": translate("CardFiles", "A card before has the same UID ({what}); both are taken."),
        "email_odd": translate("CardFiles", "“{what}” is no e-mail address; kept as it is."),
        "country_unknown": translate("CardFiles", "“{what}” is no country that is known; kept beside the card."),
        "file_no_cards": translate("CardFiles", "There are no cards in this file; left out."),
        "file_unreadable": translate("CardFiles", "The file cannot be read; left out."),
        "file_too_large": translate("CardFiles", "The file is too large; left out."),
        "table_alone": translate("CardFiles", "This is a table: import it by itself, to choose its columns."),
    }.get(one.code, one.code)
    return said.format(what=wording.field(what) if one.code == "value_cut" else what)


def size(count: int) -> str:
    """Return a file's size as people read it."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
