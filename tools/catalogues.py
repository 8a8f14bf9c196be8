"""Keeps the translations: takes texts out of the sources, compiles catalogues, says what is stale or not translated.

Qt's texts are in i18n/*.ts (Chinese; English only for plural forms), the server's in workstation/server/locale/.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[1]
QT_FOLDER = ROOT / "i18n"
QT_LANGUAGES = ("zh_CN", "en")
SERVER = ROOT / "workstation" / "server"
SERVER_FOLDER = SERVER / "locale"
SERVER_LANGUAGES = ("zh", "en", "es")
DOMAIN = "messages"
SERVER_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
SCRIPT_METHODS = [("**/static/**.js", "javascript")]
SCRIPT_KEYWORDS = {"t": None, "tn": (1, 2)}  # of portal/static/js/words.js
_PLACEHOLDER = re.compile(r"%n|%L?\d|\{[^{}]*\}|%\([a-z_]+\)[sd]")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a catalogue."""

    file: Path
    what: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT).as_posix()}: {self.what}"


# ---- Qt ------------------------------------------------------------------------------------------------------------


def _tool(name: str) -> str:
    import PySide6

    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(PySide6.__file__).parent / f"{name}{suffix}")


def _run_tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools, which are quiet unless they fail."""
    done = subprocess.run([_tool(name), *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{(done.stdout + done.stderr).decode('utf-8', 'replace')}")


def qt_sources() -> list[Path]:
    """Return the modules that may hold texts for Qt."""
    files = sorted((ROOT / "workstation" / "ui").rglob("*.py"))
    app = ROOT / "workstation" / "app.py"
    return files + ([app] if app.exists() else [])


def ts_file(language: str, folder: Path = QT_FOLDER) -> Path:
    """Return the path of Qt's catalogue of a language."""
    return folder / f"workstation_{language}.ts"


def update_qt(folder: Path = QT_FOLDER) -> None:
    """Bring Qt's catalogues in the folder up to the sources; texts that are gone leave them."""
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        # A list in a file: command lines are short on Windows. Relative names: lupdate splits such lists at blanks.
        listing = Path(scratch) / "sources.lst"
        listing.write_text("\n".join(path.relative_to(ROOT).as_posix() for path in qt_sources()), encoding="utf-8")
        for language in QT_LANGUAGES:
            options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en"]
            options += ["-target-language", language] + (["-pluralonly"] if language == "en" else [])
            _run_tool("lupdate", *options, f"@{listing}", "-ts", str(ts_file(language, folder)))


def _stale(source: Path, built: Path) -> bool:
    return not built.exists() or built.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_qt() -> None:
    """Compile Qt's catalogues that have changed since they were compiled."""
    for source in sorted(QT_FOLDER.glob("*.ts")):
        if _stale(source, built := source.with_suffix(".qm")):
            fresh = built.with_name(f"{built.name}.{os.getpid()}")
            _run_tool("lrelease", "-silent", str(source), "-qm", str(fresh))
            fresh.replace(built)  # a desk that runs has the old file mapped: writing into it would end that desk


Texts = dict[tuple[str, str, str], list[str]]


def parse_ts(xml: str) -> Texts:
    """Return the translations of a .ts file by (context, source, comment); an unfinished one is empty."""
    texts: Texts = {}
    for context in ET.fromstring(xml).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            forms: list[str] = [""]
            if translation is not None and translation.get("type") != "unfinished":
                numbered = [form.text or "" for form in translation.iter("numerusform")]
                forms = numbered or [translation.text or ""]
            texts[name, message.findtext("source") or "", message.findtext("comment") or ""] = forms
    return texts


def check_qt() -> Iterator[Fault]:
    """Find what is wrong with Qt's catalogues."""
    if not qt_sources():
        return
    with tempfile.TemporaryDirectory() as scratch:
        update_qt(Path(scratch))
        for language in QT_LANGUAGES:
            path, wanted = ts_file(language), parse_ts(ts_file(language, Path(scratch)).read_text("utf-8"))
            if not path.exists():
                if wanted:
                    yield Fault(path, "missing; run: python3 dev.py i18n")
                continue
            yield from compare_ts(path, parse_ts(path.read_text("utf-8")), wanted)


def compare_ts(path: Path, texts: Texts, wanted: Texts) -> Iterator[Fault]:
    """Find what a catalogue lacks, what it keeps for nothing, and what is not translated or wrongly."""
    for context, source, _ in wanted.keys() - texts.keys():
        yield Fault(path, f"stale: lacks {context}: {source!r}; run: python3 dev.py i18n")
    for context, source, _ in texts.keys() - wanted.keys():
        yield Fault(path, f"stale: {context}: {source!r} is no longer in the sources; run: python3 dev.py i18n")
    for (context, source, _), forms in texts.items():
        if not all(forms):
            yield Fault(path, f"not translated: {context}: {source!r}")
        elif not all(_same_placeholders(source, form) for form in forms):
            yield Fault(path, f"other placeholders than the source: {context}: {source!r} → {forms}")


def _same_placeholders(source: str, translation: str) -> bool:
    # A plural form such as "one message" may leave out the number itself.
    return set(_PLACEHOLDER.findall(source)) - {"%n"} == set(_PLACEHOLDER.findall(translation)) - {"%n"}


# ---- server --------------------------------------------------------------------------------------------------------


def po_file(language: str) -> Path:
    """Return the path of the server's catalogue of a language."""
    return SERVER_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _extracted() -> "Catalog":
    from babel.messages.catalog import Catalog
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

    catalogue = Catalog(project="workstation", charset="utf-8")
    found = [
        *extract_from_dir(SERVER, SERVER_METHODS, keywords=DEFAULT_KEYWORDS, comment_tags=("i18n:",)),
        *extract_from_dir(SERVER, SCRIPT_METHODS, keywords=SCRIPT_KEYWORDS, comment_tags=("i18n:",)),
    ]
    for _file, _line, text, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(text, auto_comments=comments, context=context)
    return catalogue


def _read_po(path: Path) -> "Catalog":
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(path.read_bytes()), locale=path.parts[-3], charset="utf-8")


def update_server() -> None:
    """Bring the server's catalogues up to the sources."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    template = _extracted()
    if not len(template):
        return
    for language in SERVER_LANGUAGES:
        path = po_file(language)
        catalogue = _read_po(path) if path.exists() else Catalog(locale=language, project="workstation")
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        catalogue.header_comment = f"# Workstation's server in the language {language!r}."
        catalogue.fuzzy = False
        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        write_po(buffer, catalogue, width=110, no_location=True, omit_header=False)
        lines = [line for line in buffer.getvalue().decode().splitlines(keepends=True) if "-Date: " not in line]
        path.write_text("".join(lines), encoding="utf-8", newline="\n")


def compile_server() -> None:
    """Compile the server's catalogues that have changed since they were compiled."""
    from babel.messages.mofile import write_mo

    for source in sorted(SERVER_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        if _stale(source, built := source.with_suffix(".mo")):
            with built.open("wb") as file:
                write_mo(file, _read_po(source))


def check_server() -> Iterator[Fault]:
    """Find what is wrong with the server's catalogues."""
    wanted = {(message.context, message.id) for message in _extracted() if message.id}
    if not wanted:
        return
    for language in SERVER_LANGUAGES:
        path = po_file(language)
        if not path.exists():
            yield Fault(path, "missing; run: python3 dev.py i18n")
            continue
        catalogue = _read_po(path)
        have = {(message.context, message.id) for message in catalogue if message.id}
        for _context, text in wanted - have:
            yield Fault(path, f"stale: lacks {text!r}; run: python3 dev.py i18n")
        for _context, text in have - wanted:
            yield Fault(path, f"stale: {text!r} is no longer in the sources; run: python3 dev.py i18n")
        yield from _check_po(path, catalogue, needs_text=language != "en")


def _check_po(path: Path, catalogue: "Catalog", needs_text: bool) -> Iterator[Fault]:
    for message in catalogue:
        if not message.id:
            continue
        plural = not isinstance(message.id, str)
        forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if message.fuzzy or ((needs_text or plural) and not all(forms)):  # the English text is the key itself
            yield Fault(path, f"not translated: {message.id!r}")
            continue
        source = message.id if isinstance(message.id, str) else message.id[-1]
        numbers = {"%(n)d", "%(n)s", "%(num)d", "%(num)s", "{n}"} if plural else set()
        wanted = set(_PLACEHOLDER.findall(source)) - numbers
        if any(form and set(_PLACEHOLDER.findall(form)) - numbers != wanted for form in forms):
            yield Fault(path, f"other placeholders than the source: {message.id!r}")


# ---- all -----------------------------------------------------------------------------------------------------------


def compile_stale() -> None:
    """Compile every catalogue that has changed since it was compiled."""
    compile_qt()
    compile_server()


def check() -> list[Fault]:
    """Return all that is wrong with the catalogues, in a steady order."""
    return sorted([*check_qt(), *check_server()], key=str)


def main() -> int:
    """Update and compile, or only check; the exit status is 1 if something is wrong."""
    parser = argparse.ArgumentParser(prog="dev.py i18n", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail if catalogues are stale or not finished"
    )
    parser.add_argument("--compile", action="store_true", help="only compile what is stale")
    options = parser.parse_args()
    if not options.check and not options.compile:
        if qt_sources():
            update_qt()
        update_server()
    if not options.check:
        compile_stale()
    if options.compile:
        return 0
    faults = check()
    for fault in faults:
        print(fault)
    print(f"catalogues: {len(faults)} faults" if faults else "catalogues: complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
