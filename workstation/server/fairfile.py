"""The organiser's file: YAML into typed values, with the line of whatever is wrong."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import msgspec
import yaml
from msgspec import Struct

from workstation.domain.account import Permission
from workstation.domain.routing import Mode


class FileWrong(Exception):
    """The file can't be imported; the text says where and why."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in the fair's languages."""

    zh: str = ""
    en: str = ""
    es: str = ""


class Phase(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of days."""

    key: str
    number: int
    first_day: date
    last_day: date
    name: Words


class Fair(Struct, frozen=True, forbid_unknown_fields=True):
    """The fair itself."""

    key: str
    number: int
    name: Words
    organisation: Words
    time_zone: str
    distribution_deadline: datetime | None = None
    session_idle_hours: float | None = None
    """When a session in which nothing is said ends; exhibitors may choose a shorter time."""
    phases: tuple[Phase, ...] = ()


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A trade section."""

    key: str
    code: str
    name: Words
    phase: str = ""


class Package(Struct, frozen=True, forbid_unknown_fields=True):
    """What an exhibitor has booked."""

    key: str
    name: Words
    accounts: int


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """An account of an exhibitor."""

    key: str
    kind: Literal["main", "sub"]
    login: str
    name: Words
    title: Words = Words()
    mobile: str = ""
    email: str = ""
    language: str = "zh"
    languages: tuple[str, ...] = ()
    permissions: frozenset[Permission] = frozenset()


class SectionAccounts(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is associated with a section."""

    section: str
    accounts: tuple[str, ...] = ()


class Price(Struct, frozen=True, forbid_unknown_fields=True):
    """A price range in minor units."""

    min: int | None = None
    max: int | None = None
    currency: str = "USD"


class Recipe(Struct, frozen=True):
    """A drawing that somebody else makes; nothing is imported for it."""

    recipe: str


class Exhibit(Struct, frozen=True, forbid_unknown_fields=True):
    """A thing shown."""

    key: str
    number: str
    section: str
    name: Words
    category: str = ""
    price: Price = Price()
    unit: str = ""
    moq: int | None = None
    lead_time_days: int | None = None
    keywords: tuple[str, ...] = ()
    description: Words = Words()
    picture: str | Recipe | None = None
    accounts: tuple[str, ...] = ()
    listed: bool = True


class Exhibitor(Struct, frozen=True, forbid_unknown_fields=True):
    """A company with its accounts and exhibits."""

    key: str
    name: Words
    city: str = ""
    booth: str = ""
    website: str = ""
    package: str = ""
    about: Words = Words()
    distribution: Mode = Mode.AUTOMATIC
    accounts: tuple[Account, ...] = ()
    sections: tuple[SectionAccounts, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


class FairFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: Literal[1]
    fair: Fair
    sections: tuple[Section, ...] = ()
    packages: tuple[Package, ...] = ()
    exhibitors: tuple[Exhibitor, ...] = ()


def _lines(node: yaml.Node, path: str, found: dict[str, int]) -> None:
    """Note the line of every value by its path, as msgspec names it."""
    found[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _lines(value, f"{path}.{key.value}", found)
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            _lines(value, f"{path}[{place}]", found)


def read(file: Path) -> FairFile:
    """Return what the file says.

    Raises:
        FileWrong: it can't be read, is no YAML, or says something that isn't understood.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise FileWrong(f"{file}: can't be read ({error})") from error
    try:
        plain = yaml.safe_load(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise FileWrong(f"{file}: {error}") from error
    found: dict[str, int] = {}
    if root is not None:
        _lines(root, "$", found)
    try:
        result = msgspec.convert(plain, FairFile, strict=True)
    except msgspec.ValidationError as error:
        raise FileWrong(_worded(file, str(error), found)) from error
    _check_references(file, result, found)
    return result


def _worded(file: Path, what: str, lines: dict[str, int]) -> str:
    match = re.search(r"at `(\$[^`]*)`", what)
    path = match.group(1) if match else "$"
    if unknown := re.search(r"unknown field `([^`]*)`", what):
        path = f"{path}.{unknown.group(1)}"
    line = lines.get(path)
    while line is None and path != "$":
        path = re.sub(r"(\.[^.\[]*|\[[^\]]*\])$", "", path) or "$"
        line = lines.get(path)
    return f"{file}, line {line or 1}: {what}"


def _check_references(file: Path, fair: FairFile, lines: dict[str, int]) -> None:
    """Refuse keys that are given twice or that name nothing."""
    problems: list[tuple[str, str]] = []
    sections = _unique([(one.key, f"$.sections[{i}]") for i, one in enumerate(fair.sections)], problems)
    packages = _unique([(one.key, f"$.packages[{i}]") for i, one in enumerate(fair.packages)], problems)
    _unique([(one.key, f"$.exhibitors[{i}]") for i, one in enumerate(fair.exhibitors)], problems)
    logins = [
        (account.login.casefold(), f"$.exhibitors[{i}].accounts[{j}].login")
        for i, one in enumerate(fair.exhibitors)
        for j, account in enumerate(one.accounts)
    ]
    _unique(logins, problems)
    for i, exhibitor in enumerate(fair.exhibitors):
        where = f"$.exhibitors[{i}]"
        if exhibitor.package and exhibitor.package not in packages:
            problems.append((f"no package `{exhibitor.package}`", f"{where}.package"))
        _check_exhibitor(exhibitor, where, sections, problems)
    if problems:
        what, path = problems[0]
        raise FileWrong(_worded(file, f"{what} - at `{path}`", lines))


def _unique(pairs: list[tuple[str, str]], problems: list[tuple[str, str]]) -> set[str]:
    known: set[str] = set()
    for key, path in pairs:
        if key in known:
            problems.append((f"`{key}` stands here a second time", path))
        known.add(key)
    return known


def _check_exhibitor(exhibitor: Exhibitor, where: str, sections: set[str], problems: list[tuple[str, str]]) -> None:
    accounts = _unique([(one.key, f"{where}.accounts[{j}].key") for j, one in enumerate(exhibitor.accounts)], problems)
    if sum(one.kind == "main" for one in exhibitor.accounts) != 1:
        problems.append(("an exhibitor has exactly one main account", f"{where}.accounts"))
    used = [(one.section, one.accounts, f"{where}.sections[{j}]") for j, one in enumerate(exhibitor.sections)]
    used += [(one.section, one.accounts, f"{where}.exhibits[{j}]") for j, one in enumerate(exhibitor.exhibits)]
    for section, people, path in used:
        if section not in sections:
            problems.append((f"no section `{section}`", f"{path}.section"))
        problems.extend((f"no account `{one}`", f"{path}.accounts") for one in people if one not in accounts)
