"""Handing an e-mail to the SMTP server. Nothing that somebody typed can add a header or a recipient."""

import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from msgspec import Struct

from workstation.server.booking_calendar import plain
from workstation.server.config import Mail
from workstation.server.jobs import Hopeless

MAX_LINE_CHARS = 150


class Letter(Struct, frozen=True, kw_only=True):
    """An e-mail before it is put into its envelope."""

    id: str
    """Stays the same however often it is sent."""
    to: str
    """A plausible address (`addresses`)."""
    sender_name: str
    subject: str
    text: str
    calendar: bytes = b""
    method: str = ""
    """The calendar's, REQUEST or CANCEL."""


def compose(letter: Letter, mail: Mail, at: datetime) -> EmailMessage:
    """Return the message; the method in the header is the one in the calendar."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=_line(letter.sender_name), addr_spec=mail.sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = _line(letter.subject)
    message["Date"] = at
    message["Message-ID"] = f"<{letter.id}@{mail.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    if letter.calendar:
        message.add_alternative(
            letter.calendar.decode(),
            subtype="calendar",
            charset="utf-8",
            cte="base64",
            params={"method": letter.method},
        )
    return message


def send(message: EmailMessage, mail: Mail) -> None:
    """Hand a message over.

    Raises:
        Hopeless: the server will never take it for that recipient, or not with that content.
        OSError: anything that may be better another time (also smtplib.SMTPException).
    """
    try:
        with _connected(mail) as server:
            server.send_message(message, from_addr=mail.sender, to_addrs=[_recipient(message)])
    except smtplib.SMTPRecipientsRefused as refused:
        if all(code >= 500 for code, _why in refused.recipients.values()):
            raise Hopeless("recipient refused") from refused
        raise
    except smtplib.SMTPDataError as refused:
        if refused.smtp_code >= 500:
            raise Hopeless("content refused") from refused
        raise


def _connected(mail: Mail) -> smtplib.SMTP:
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.host, mail.port, timeout=mail.timeout_s, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout_s)
    try:
        if mail.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if mail.user:
            server.login(mail.user, mail.password)
    except BaseException:
        server.close()
        raise
    return server


def _recipient(message: EmailMessage) -> str:
    return str(message["To"].addresses[0].addr_spec)


def _line(text: str) -> str:
    return plain(text)[:MAX_LINE_CHARS]
