"""How long this desk has been without its server: beyond the company's limit it asks for the password again.

Plain SQL like `lines.py`, because the first look asks before it shows anything.
"""

from typing import TYPE_CHECKING, Any, Final

from workstation.storage.lines import Execute

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

DEFAULT_DAYS: Final = 30
DAY_MS: Final = 86_400_000
SET_BACK_MS: Final = 2 * DAY_MS
"""A clock that is so much before the last contact was set back."""
CONTACT_AT: Final = "contact_at"

_CONTACT: Final = "SELECT v FROM meta WHERE k = 'contact_at'"
_LIMIT: Final = "SELECT json_extract(data, '$.max_days_offline') FROM exhibitors LIMIT 1"
_NOTE: Final = "INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v"


def note(tx: "Tx", at_ms: int) -> None:
    """The server was there at that time, milliseconds since 1970 UTC by this machine's clock."""
    tx.exec_driver_sql(_NOTE, (CONTACT_AT, str(at_ms)))


def too_long(execute: Execute, now_ms: int) -> bool:
    """Tell whether the desk has worked without the server for longer than the company allows."""
    contact = _one(execute, _CONTACT)
    if contact is None:
        return False
    limit = _one(execute, _LIMIT) or DEFAULT_DAYS
    gone_ms = now_ms - int(contact)
    return gone_ms > int(limit) * DAY_MS or gone_ms < -SET_BACK_MS


def too_long_now(tx: "Tx", now_ms: int) -> bool:
    """Tell the same of an open store."""
    return too_long(tx.exec_driver_sql, now_ms)


def _one(execute: Execute, statement: str) -> Any:
    return next((row[0] for row in execute(statement, ())), None)
