"""Buyers: whoever registered on the fair's site as buyer or buyer's representative (domain.md §1)."""

from msgspec import Struct

from workstation.domain.account import Presence
from workstation.domain.ids import PrincipalId


class Buyer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A buyer as exhibitors see him."""

    id: PrincipalId
    rev: int
    name: str
    company: str = ""
    gender: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    email: str = ""
    email_verified: bool = False
    phone: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47, the one he prefers first."""
    time_zone: str = ""
    """IANA name, or empty when he has not said."""
    badge_number: str = ""
    interests: tuple[str, ...] = ()
    presence: Presence = Presence.OFFLINE
