"""Reading the file that says which services of others a server uses; it holds secrets, so it is no option's value."""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation.server.config import Mail, Meetings, Outside, Settings, Sms, Tencent


class MeetingWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What people are told about entering, and the Jitsi server, if there is one."""

    organisation: str = ""
    support: str = ""
    jitsi_host: str = ""


class Services(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    public_url: str = ""
    mail: Mail | None = None
    sms: Sms | None = None
    tencent: Tencent | None = None
    meetings: MeetingWords = MeetingWords()

    def applied_to(self, settings: Settings) -> Settings:
        """Return the settings with these services."""
        possible = ["by_hand"]
        if self.tencent is not None:
            possible.append("tencent")
        if self.meetings.jitsi_host:
            possible.append("jitsi")
        meetings = Meetings(
            possible=tuple(possible),
            organisation=self.meetings.organisation,
            support=self.meetings.support,
            jitsi_host=self.meetings.jitsi_host,
        )
        outside = Outside(public_url=self.public_url.rstrip("/"), mail=self.mail, sms=self.sms, tencent=self.tencent)
        return replace(settings, limits=replace(settings.limits, meetings=meetings), outside=outside)


def read(file: Path) -> Services:
    """Return what a file says.

    Raises:
        ValueError: it is no TOML, or says something that is not understood; secrets are not repeated.
        OSError: it can't be read.
    """
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Services)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file.name} is no TOML file") from error
    except msgspec.ValidationError as error:
        raise ValueError(f"{file.name}: {error}") from error
