"""Brings the organiser's file into the database: everything is found again by its key, so twice changes nothing."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Table, insert, select, update

from workstation.domain import spoken
from workstation.domain.distribution import Association
from workstation.domain.events import (
    AccountChanged,
    AssociationsChanged,
    DistributionChanged,
    ExhibitChanged,
    ExhibitorChanged,
)
from workstation.domain.ids import ExhibitId, ExhibitorId, PrincipalId
from workstation.server import auth, fairfile
from workstation.server.config import Limits
from workstation.server.fairfile import FairFile, FileWrong
from workstation.server.images import prepare_blocking
from workstation.server.passwords import hash_blocking, random_password
from workstation.server.queries import accounts, attachments, exhibits, rules
from workstation.server.schema import (
    account,
    attachment,
    exhibit,
    exhibit_account,
    exhibitor,
    fair,
    package,
    phase,
    principal,
    section,
    section_account,
)
from workstation.server.writer import Tx

MAX_PIXELS = 40_000_000


def _words(name: str, words: fairfile.Words, *, spanish: bool = True) -> dict[str, str]:
    result = {f"{name}_zh": words.zh, f"{name}_en": words.en}
    return {**result, f"{name}_es": words.es} if spanish else result


def _put(tx: Tx, table: Table, key: str, values: dict[str, Any]) -> tuple[int, bool]:
    """Insert or change the row with that key; returns its number and whether anything is new about it."""
    row = tx.conn.execute(select(table).where(table.c.key == key)).one_or_none()
    if row is None:
        made = tx.conn.execute(insert(table).returning(table.c.id), {"key": key, **values}).scalar_one()
        return int(made), True
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        if "rev" in table.c:
            changed["rev"] = table.c.rev + 1
        tx.conn.execute(update(table).where(table.c.id == row.id).values(**changed))
    return int(row.id), bool(changed)


def _deadline(one: fairfile.Fair) -> datetime | None:
    """Return the organiser's deadline; a time without a zone is the fair's."""
    found = one.distribution_deadline
    return found.replace(tzinfo=ZoneInfo(one.time_zone)) if found is not None and found.tzinfo is None else found


class FairImport:
    """One import; `passwords` holds the first passwords of the accounts it made, by login."""

    def __init__(self, file: FairFile, folder: Path) -> None:
        self._file = file
        self._folder = folder
        self._sections: dict[str, int] = {}
        self._accounts: dict[str, int] = {}
        self._fair_changed = False
        self.passwords: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        self._pictures = self._read_pictures()
        for exhibitor_ in file.exhibitors:  # hashing takes its time: not while the writer waits
            for one in exhibitor_.accounts:
                self._hashes[one.login] = ""

    def prepare(self, known_logins: set[str]) -> None:
        """Make passwords for the accounts that aren't there yet."""
        for login in self._hashes:
            if auth.norm(login) not in known_logins:
                self.passwords[login] = random_password()
                self._hashes[login] = hash_blocking(self.passwords[login])

    def _read_pictures(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for one in self._file.exhibitors:
            for shown in one.exhibits:
                if isinstance(shown.picture, str):
                    path = self._folder / shown.picture
                    try:
                        found[shown.key] = path.read_bytes()
                    except OSError as error:
                        raise FileWrong(f"exhibit `{shown.key}`: {path} can't be read ({error})") from error
        return found

    def run(self, tx: Tx) -> None:
        """Write everything, in one transaction."""
        self._put_fair(tx)
        for one in self._file.sections:
            values = {"code": one.code, "phase": one.phase, **_words("name", one.name)}
            self._sections[one.key], _ = _put(tx, section, one.key, values)
        packages = {one.key: one for one in self._file.packages}
        for booked in self._file.packages:
            _put(tx, package, booked.key, {"accounts": booked.accounts, **_words("name", booked.name)})
        for company in self._file.exhibitors:
            self._put_exhibitor(tx, company, packages.get(company.package))

    def _put_fair(self, tx: Tx) -> None:
        one = self._file.fair
        values = {
            "number": one.number,
            "time_zone": one.time_zone,
            "distribution_deadline_at": _deadline(one),
            "session_idle_s": None if one.session_idle_hours is None else round(one.session_idle_hours * 3600),
            **_words("name", one.name),
            **_words("organisation", one.organisation),
        }
        fair_id, self._fair_changed = _put(tx, fair, one.key, values)
        for stretch in one.phases:
            _put(
                tx,
                phase,
                stretch.key,
                {
                    "fair_id": fair_id,
                    "number": stretch.number,
                    "first_day": stretch.first_day.isoformat(),
                    "last_day": stretch.last_day.isoformat(),
                    **_words("name", stretch.name),
                },
            )

    def _put_exhibitor(self, tx: Tx, one: fairfile.Exhibitor, booked: fairfile.Package | None) -> None:
        values = {
            **_words("name", one.name, spanish=False),
            **_words("about", one.about),
            "booth": one.booth,
            "city": one.city,
            "website": one.website,
            "accounts_limit": booked.accounts if booked else 5,
        }
        known = tx.conn.execute(select(exhibitor.c.id).where(exhibitor.c.key == one.key)).first()
        if known is None:  # afterwards the choice is the main account's
            values["distribution"] = str(one.distribution)
        number, changed = _put(tx, exhibitor, one.key, values)
        exhibitor_id = ExhibitorId(number)
        for person in one.accounts:
            self._put_account(tx, exhibitor_id, person, tell=known is not None)
        if changed and known is not None:
            body = ExhibitorChanged(exhibitor=accounts.exhibitor_by_id(tx.conn, exhibitor_id))
            tx.emit(accounts.colleague_ids(tx.conn, exhibitor_id), body)
        self._associate_sections(tx, exhibitor_id, one)
        associated = [self._put_exhibit(tx, exhibitor_id, shown, tell=known is not None) for shown in one.exhibits]
        if known is not None:
            self._tell_rules(tx, exhibitor_id, [entry for entry in associated if entry is not None])

    def _tell_rules(self, tx: Tx, exhibitor_id: ExhibitorId, associated: list[Association]) -> None:
        """Tell the exhibitor's accounts of the organiser's new times, and of exhibits that came with accounts."""
        if not self._fair_changed and not associated:
            return
        rev = tx.conn.execute(
            update(exhibitor)
            .where(exhibitor.c.id == exhibitor_id)
            .values(distribution_rev=exhibitor.c.distribution_rev + 1)
            .returning(exhibitor.c.distribution_rev)
        ).scalar_one()
        hearers = accounts.colleague_ids(tx.conn, exhibitor_id)
        tx.emit(hearers, DistributionChanged(distribution=rules.distribution(tx.conn, exhibitor_id, Limits())))
        if associated:
            changed = tuple(msgspec.structs.replace(entry, rev=rev) for entry in associated)
            tx.emit(hearers, AssociationsChanged(associations=changed))

    def _put_account(self, tx: Tx, exhibitor_id: ExhibitorId, one: fairfile.Account, *, tell: bool) -> None:
        row = tx.conn.execute(select(account.c.id).where(account.c.key == one.key)).one_or_none()
        if row is not None:  # name, title, number and password are the person's own by now
            self._accounts[one.key] = row.id
            return
        account_id = auth.add_principal(
            tx.conn,
            tx.now,
            kind=one.kind,
            login=one.login,
            password_hash=self._hashes[one.login],
            language=one.language,
            must_change=True,
        )
        values = {
            "id": account_id,
            "key": one.key,
            "exhibitor_id": exhibitor_id,
            "kind": one.kind,
            **_words("name", one.name, spanish=False),
            "title": one.title.zh if one.language.startswith("zh") else one.title.en or one.title.zh,
            "mobile": one.mobile,
            "email": one.email,
            "languages": spoken.tidy(one.languages),
            "permissions": msgspec.json.encode(sorted(one.permissions)).decode(),
        }
        tx.conn.execute(insert(account), values)
        self._accounts[one.key] = account_id
        if not tell:
            return
        made = accounts.by_id(tx.conn, account_id, tx.now)
        others = [one for one in accounts.colleague_ids(tx.conn, exhibitor_id) if one != account_id]
        tx.emit(others, AccountChanged(account=made))

    def _associate_sections(self, tx: Tx, exhibitor_id: ExhibitorId, one: fairfile.Exhibitor) -> None:
        mine = select(account.c.id).where(account.c.exhibitor_id == exhibitor_id)
        if tx.conn.execute(select(section_account).where(section_account.c.account_id.in_(mine))).first():
            return  # the main account edits these itself
        rows = [
            {"section_id": self._sections[entry.section], "account_id": self._accounts[person]}
            for entry in one.sections
            for person in dict.fromkeys(entry.accounts)
        ]
        if rows:
            tx.conn.execute(insert(section_account), rows)

    def _put_exhibit(
        self, tx: Tx, exhibitor_id: ExhibitorId, one: fairfile.Exhibit, *, tell: bool
    ) -> Association | None:
        """Bring an exhibit in; returns who is associated with it, if that is new."""
        values: dict[str, Any] = {
            "exhibitor_id": exhibitor_id,
            "section_id": self._sections[one.section],
            "number": one.number,
            **_words("name", one.name),
            **_words("about", one.description),
            "category": one.category,
            "price_min_minor": one.price.min,
            "price_max_minor": one.price.max,
            "currency": one.price.currency,
            "unit": one.unit,
            "moq": one.moq,
            "lead_time_days": one.lead_time_days,
            "keywords": one.keywords,
            "listed": one.listed,
        }
        picture_id = self._picture(tx, one)
        if picture_id is not None:
            values["picture_id"] = picture_id
        known = tx.conn.execute(select(exhibit.c.id).where(exhibit.c.key == one.key)).first()
        number, changed = _put(tx, exhibit, one.key, values)
        ids = sorted({PrincipalId(self._accounts[person]) for person in one.accounts}) if known is None else []
        if ids:
            tx.conn.execute(
                insert(exhibit_account), [{"exhibit_id": number, "account_id": account_id} for account_id in ids]
            )
        if changed and tell:
            body = ExhibitChanged(exhibit=exhibits.by_id(tx.conn, ExhibitId(number), exhibitor_id))
            tx.emit(accounts.colleague_ids(tx.conn, exhibitor_id), body)
        return Association(exhibit_id=ExhibitId(number), account_ids=tuple(ids)) if ids else None

    def _picture(self, tx: Tx, one: fairfile.Exhibit) -> int | None:
        data = self._pictures.get(one.key)
        if data is None:
            return None
        digest = hashlib.sha256(data).digest()
        known = tx.conn.execute(
            select(attachment.c.id).where(attachment.c.public, attachment.c.digest == digest).limit(1)
        ).scalar()
        return known or attachments.store(tx, prepare_blocking(data, MAX_PIXELS), public=True)


def known_logins(tx: Tx) -> set[str]:
    """Return the logins that are there already."""
    return {row.login_norm for row in tx.conn.execute(select(principal.c.login_norm))}
