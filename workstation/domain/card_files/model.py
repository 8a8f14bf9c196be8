"""What goes into a file and comes out of one: cards with their pictures, and what was wrong in which line."""

from msgspec import Struct

from workstation.domain.card import CardContent


class FileCard(Struct, frozen=True, kw_only=True):
    """A card of a file."""

    content: CardContent
    photo: bytes = b""
    """The picture's file as it stands there; never an address."""
    logo: bytes = b""
    note: str = ""
    tags: tuple[str, ...] = ()
    follow_up: str = ""
    line: int = 0
    """Where it begins, from 1."""
    file: str = ""
    """The name of its file, where there are several."""


class Issue(Struct, frozen=True, kw_only=True):
    """Something in a file that could not be taken as it stands.

    Codes: `not_a_property`, `outside`, `not_ended`, `too_long`, `encoding_unknown`, `encoding_guessed`, `value_cut`,
    `picture_linked`, `picture_unreadable`, `left_out`, `empty`, `row_unreadable`, `same_twice`, `same_uid`,
    `email_odd`, `country_unknown`; of a whole file among several `file_unreadable`, `file_no_cards`,
    `file_too_large`, `table_alone`.
    """

    line: int
    """From 1; 0 for a whole file."""
    code: str
    what: str = ""
    """The property or column, or a few characters of what stands there."""
    file: str = ""
    """The name of its file, where there are several."""
