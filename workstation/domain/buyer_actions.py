"""What buyers change about themselves."""

from workstation.domain.action_base import ActionBase


class EditBuyerProfile(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="edit_buyer_profile"):
    """Change what exhibitors see of me; `None` leaves a field as it is. The e-mail, by which one signs in, is not here.

    Whoever holds my business card gets a new version and keeps the old ones.
    """

    name: str | None = None
    company: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    phone: str | None = None
    languages: tuple[str, ...] | None = None
    """BCP 47, the one I prefer first."""
    time_zone: str | None = None
    """IANA name, or empty."""
    badge_number: str | None = None
    interests: tuple[str, ...] | None = None
    rev: int | None = None
    """Of the profile as it was seen; refused as `profile_changed` if something of it is another since."""
