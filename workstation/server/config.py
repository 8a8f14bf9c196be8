"""How one server process is set up: what it listens on, where it keeps things, and its limits."""

from pathlib import Path
from typing import Literal

from msgspec import Struct


class Meetings(Struct, frozen=True, kw_only=True):
    """How the server can make meetings, and what people are told about entering them."""

    possible: tuple[str, ...] = ("by_hand",)
    """`by_hand`, and `tencent` or `jitsi` where that is configured."""
    organisation: str = ""
    """The fair's organisation account in the meeting client."""
    support: str = ""
    """How the fair's support is reached."""
    jitsi_host: str = ""


class _Secretive(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Never shows in a log what it holds."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Mail(_Secretive, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SMTP server that takes our e-mails."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password: str = ""
    sender: str
    """The address they come from."""
    timeout_s: float = 20.0


class Sms(_Secretive, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The gateway that takes our text messages by HTTP."""

    url: str
    token: str = ""
    sender: str = ""
    timeout_s: float = 20.0


class Tencent(_Secretive, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fair's application at Tencent Meeting."""

    app_id: str
    sdk_id: str = ""
    secret_id: str
    secret_key: str
    user_id: str
    """In whose name meetings are made."""
    url: str = "https://api.meeting.qq.com"
    timeout_s: float = 20.0


class Outside(_Secretive, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Services of others that the server uses, where they are configured."""

    public_url: str = ""
    """Under which people reach this server: for links in e-mails and the addresses of calendars."""
    mail: Mail | None = None
    sms: Sms | None = None
    tencent: Tencent | None = None


class Limits(Struct, frozen=True, kw_only=True):
    """What a caller may ask for, and for how long things are kept."""

    attempts: int = 10
    """Wrong passwords in a row before an account is locked."""
    attempts_per_address: int = 100
    """More than per account: a whole booth, or a whole hall, may come from one address."""
    attempts_window_s: int = 15 * 60
    lock_s: int = 15 * 60
    registrations_per_hour: int = 30
    """From one address; 0 for no limit."""
    conversations_per_hour: int = 60
    """New ones by one buyer; 0 for no limit."""
    bookings_per_hour: int = 60
    """Slots booked and other times asked for by one buyer, who makes somebody look at each; 0 for no limit."""
    intents_per_hour: int = 20
    """Purchase intents published or changed by one buyer, each of which many look at; 0 for no limit."""
    profile_changes_per_hour: int = 30
    """By one buyer, each of which all their exhibitors follow; 0 for no limit."""
    calendar_reads_per_minute: int = 30
    """Of one secret calendar address."""
    uploads_per_hour: int = 300
    """By one principal; 0 for no limit."""
    upload_bytes: int = 20 * 1024 * 1024
    body_bytes: int = 256 * 1024
    image_pixels: int = 40_000_000
    hash_kib: int = 19 * 1024
    """What a stored password costs whoever guesses: memory, and how often it is gone through (argon2id)."""
    hash_rounds: int = 2
    token_days: int = 30
    lease_s: int = 30
    recall_s: int = 120
    session_idle_s: int = 72 * 3600
    log_keep_s: int = 7 * 86400
    meetings: Meetings = Meetings()
    presence_s: int = 45
    presence_grace_s: float = 5.0
    """A stream that breaks is mostly back at once: nobody is told before that."""


class Settings(Struct, frozen=True, kw_only=True):
    """Everything `workstation serve` can be told."""

    data: Path
    """Folder of the SQLite database."""
    database: str = ""
    """SQLAlchemy URL; empty for SQLite in `data`."""
    bus: str = ""
    """`postgresql`, `nats://host:port`, or empty: in-process on SQLite, PostgreSQL's own on PostgreSQL."""
    host: str = "127.0.0.1"
    port: int = 0
    """0 lets the system choose a free one."""
    embedded: bool = False
    public_hosts: tuple[str, ...] = ()
    """Names under which browsers may reach a server that listens on more than loopback; empty for any."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For counts."""
    secure_cookies: bool = False
    """Whether browsers reach us by https (behind a proxy); always on unless the host is loopback."""
    heartbeat_s: float = 5.0
    heads_poll_s: float = 5.0
    """How often the logs' heads are compared although the bus is up."""
    heads_poll_down_s: float = 1.0
    """The same while the bus is down."""
    jobs_poll_s: float = 1.0
    """How often it is looked whether a job is due."""
    limits: Limits = Limits()
    outside: Outside = Outside()

    def database_url(self) -> str:
        """Return the URL of the database in use."""
        return self.database or f"sqlite:///{(self.data / 'workstation.db').as_posix()}"

    def loopback(self) -> bool:
        """Tell whether the server listens to this machine alone."""
        return self.host in {"127.0.0.1", "localhost", "::1"}
