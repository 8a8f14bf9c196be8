"""How one conversation is read and written on this desk."""

from msgspec import Struct


class ReadingHabit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The conversation's switches; kept on this machine."""

    incoming: bool = False
    """Translate all that comes in."""
    outgoing: bool = False
    """Write in my language, send in the buyer's."""
    both: bool = False
    """Show originals beside translations."""
