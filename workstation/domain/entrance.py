"""What is said at the door: signing in, registering, changing a password, asking who one is."""

from datetime import datetime

from msgspec import Struct

from workstation.domain.account import Account, Exhibitor
from workstation.domain.buyer import Buyer


class SignInRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/sign-in`, answered by `SignedIn`."""

    login: str
    password: str
    device: str = ""
    """A name by which one recognises this machine among one's sign-ins."""


class PasswordChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/password`."""

    old: str
    new: str


class EmailChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/email`: from now on a buyer signs in with another address, and is written to there."""

    email: str
    password: str
    """The present one."""


class Registration(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/register`: somebody becomes a buyer of the fair."""

    name: str
    company: str
    country: str
    email: str
    password: str
    language: str = "en"
    time_zone: str = ""
    """IANA name."""
    phone: str = ""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    gender: str = ""
    badge_number: str = ""
    device: str = ""


class TypingAt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/typing`: I am writing there right now."""

    conversation_id: int


class LookingAt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/looking`: I have the conversation open, or look away from it."""

    conversation_id: int
    here: bool = True
    hello: bool = False
    """I have just opened it."""


class Activity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`POST /api/v1/activity`: nobody has touched this desk for a while, or somebody does again."""

    idle: bool


class Me(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/me`: who the token belongs to, and what time the server has."""

    server_time: datetime
    account: Account | None = None
    exhibitor: Exhibitor | None = None
    buyer: Buyer | None = None
    must_change_password: bool = False


class Health(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /healthz`: how a desk knows that the address is that of a platform."""

    ok: bool
    product: str = ""
    version: str = ""
