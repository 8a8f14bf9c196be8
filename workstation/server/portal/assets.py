"""Styles, scripts and their words: read once, served under an address that changes with their content."""

import hashlib
import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from workstation.server import words

FOLDER = Path(__file__).with_name("static")
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_STRING = r'"((?:[^"\\\n]|\\.)*)"'
_SINGLE = re.compile(rf"\bt\(\s*{_STRING}")
_PLURAL = re.compile(rf"\btn\(\s*{_STRING}\s*,\s*{_STRING}")


class Asset(Struct, frozen=True):
    """A file as browsers get it."""

    data: bytes
    media_type: str


@cache
def everything() -> dict[str, Asset]:
    """Return all files by their names, such as `js/chats.js`, the scripts' words among them."""
    files = {
        path.relative_to(FOLDER).as_posix(): Asset(path.read_bytes(), MEDIA_TYPES[path.suffix])
        for path in sorted(FOLDER.rglob("*"))
        if path.suffix in MEDIA_TYPES
    }
    scripts = "\n".join(asset.data.decode() for name, asset in files.items() if name.endswith(".js"))
    for language in words.LANGUAGES:
        data = msgspec.json.encode(script_words(scripts, language))
        files[f"words/{language}.json"] = Asset(data, MEDIA_TYPES[".json"])
    return files


@cache
def version() -> str:
    """Return what names the present content of all files together."""
    digest = hashlib.sha256()
    for name, asset in sorted(everything().items()):
        digest.update(name.encode() + b"\0" + asset.data)
    return digest.hexdigest()[:16]


def address(name: str) -> str:
    """Return where a page finds a file.

    Raises:
        KeyError: there is no such file.
    """
    everything()[name]
    return f"/static/{version()}/{name}"


def script_words(scripts: str, language: str) -> dict[str, str | list[str]]:
    """Return the scripts' texts in a language: by their English source, plurals as [one, many]."""
    catalogue = words.catalogue(language)
    found: dict[str, str | list[str]] = {}
    for source in _SINGLE.findall(scripts):
        text = msgspec.json.decode(f'"{source}"', type=str)
        found[text] = catalogue.gettext(text)
    for pair in _PLURAL.findall(scripts):
        one, many = (msgspec.json.decode(f'"{source}"', type=str) for source in pair)
        found[one] = [catalogue.ngettext(one, many, 1), catalogue.ngettext(one, many, 2)]
    return found
