"""E-mail addresses: the one rule for what may be registered, kept of an account, and written to."""

import re
from typing import Final

MOST_CHARS: Final = 254
_LOCAL: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=[^@]{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def mail_address(written: str) -> str:
    """Return an address as mail is sent to it, else nothing: one alone, without a name, its domain in ASCII (IDNA).

    Mail servers without SMTPUTF8 take no other letters before the `@`; where there are some it is no address.
    """
    local, at, domain = written.rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    address = f"{local}{at}{domain}"
    return address if len(address) <= MOST_CHARS and _ADDRESS.fullmatch(address) else ""
