"""The organiser's import: the real fair, twice, changed, and wrong in every way; and what it tells of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.helpers.live_server import SMALL_FAIR
from tests.unit.server.pictures import jpeg
from workstation import paths
from workstation.server import admin
from workstation.server.database import Database
from workstation.server.schema import (
    account,
    attachment,
    event,
    exhibit,
    exhibit_account,
    exhibitor,
    metadata,
    principal,
    section_account,
)


def run(file: Path, url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = admin.main(["import", str(file), "--data", str(folder), "--database", url])
    said = capsys.readouterr()
    return status, said.out, said.err


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reader.begin() as conn:
        return {
            table.name: [tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }


def test_the_rehearsal_fair_twice_changes_nothing(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = paths.resources() / "rehearsal" / "fair.yaml"
    status, out, err = run(file, database_url, tmp_path, capsys)
    assert (status, err) == (0, "")
    passwords = json.loads(out)
    with database.reader.begin() as conn:
        logins = set(conn.execute(select(principal.c.login)).scalars())
        counts = {
            table: conn.execute(select(func.count()).select_from(table)).scalar_one() for table in (exhibit, account)
        }
    assert set(passwords) == logins
    assert len(set(passwords.values())) == len(passwords), "each has one of its own"
    assert counts[exhibit] >= 20
    before = contents(database)
    assert run(file, database_url, tmp_path, capsys) == (0, "{}\n", "")
    assert contents(database) == before


def test_passwords_go_into_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    out = tmp_path / "first.json"
    words = ["admin", "import", str(SMALL_FAIR), "--data", str(tmp_path), "--passwords", str(out)]
    done = subprocess.run([sys.executable, "-m", "workstation", *words], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert set(json.loads(out.read_bytes())) >= {"north", "south.di"}
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o077 == 0


def test_a_changed_file_changes_what_the_organiser_decides(
    database: Database, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fair.yaml"
    text = SMALL_FAIR.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert run(file, database_url, tmp_path, capsys)[0] == 0
    (tmp_path / "lamp.jpg").write_bytes(jpeg(640, 480))
    text = text.replace("en: Desk lamp,", "en: Desk lamp Mk II,")
    text = text.replace("accounts: [north-ann]}", "accounts: [north-ann], picture: lamp.jpg}", 1)
    text = text.replace("en: Ann An}", "en: Somebody Else}")
    file.write_text(text, encoding="utf-8")
    status, out, _err = run(file, database_url, tmp_path, capsys)
    assert (status, json.loads(out)) == (0, {})
    with database.reader.begin() as conn:
        lamp = conn.execute(select(exhibit).where(exhibit.c.key == "n-lamp")).one()
        assert (lamp.name_en, lamp.rev) == ("Desk lamp Mk II", 2)
        shown = conn.execute(select(attachment).where(attachment.c.id == lamp.picture_id)).one()
        assert (shown.width, shown.public) == (640, True)
        ann = conn.execute(select(account.c.name_en).where(account.c.key == "north-ann")).scalar()
        assert ann == "Ann An", "names are the people's own once they are there"
        told = set(conn.execute(select(event.c.principal_id)).scalars())
        north = conn.execute(select(exhibitor.c.id).where(exhibitor.c.key == "north")).scalar()
        staff = set(conn.execute(select(account.c.id).where(account.c.exhibitor_id == north)).scalars())
        assert told == staff, "desks hear of the change, of their own exhibitor only"
        assert conn.execute(select(func.count()).select_from(exhibit_account)).scalar() == 2
        assert conn.execute(select(func.count()).select_from(section_account)).scalar() == 2


WRONG: dict[str, tuple[str, str, str]] = {
    "no yaml": ("version: 1", "version: [1", "line"),
    "unknown field": (
        "  number: 1\n",
        "  number: 1\n  colour: red\n",
        "line 6: Object contains unknown field `colour`",
    ),
    "wrong type": ("  number: 1\n", "  number: one\n", "line 5: Expected `int`"),
    "missing field": ("  time_zone: Asia/Shanghai\n", "", "missing required field `time_zone`"),
    "unknown permission": ("permissions: [receive_messages,", "permissions: [rob_banks,", "Invalid enum value"),
    "another version": ("version: 1", "version: 2", "line 2: Invalid enum value 2"),
    "unknown section": ("section: lamps, name: {zh: 台灯", "section: lmaps, name: {zh: 台灯", "no section `lmaps`"),
    "unknown account": ("accounts: [north-ann]", "accounts: [north-anne]", "no account `north-anne`"),
    "another exhibitor's account": ("accounts: [north-ann]", "accounts: [south-di]", "no account `south-di`"),
    "unknown package": ("package: plus", "package: gold", "no package `gold`"),
    "a key twice": ("key: tools, code", "key: lamps, code", "`lamps` stands here a second time"),
    "a login twice": ("login: north.bo", "login: NORTH.ann", "`north.ann` stands here a second time"),
    "two main accounts": ("north-ann, kind: sub", "north-ann, kind: main", "exactly one main account"),
    "picture missing": (
        "accounts: [north-ann]}",
        "accounts: [north-ann], picture: none.jpg}",
        "none.jpg can't be read",
    ),
}


@pytest.mark.parametrize("name", list(WRONG))
def test_a_wrong_file_says_where_and_changes_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, after, said = WRONG[name]
    text = SMALL_FAIR.read_text(encoding="utf-8")
    assert before in text
    file = tmp_path / "fair.yaml"
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'x.db'}"
    status, out, err = run(file, url, tmp_path, capsys)
    assert (status, out) == (2, "")
    assert said in err
    database = Database(url)
    with database.reader.begin() as conn:
        assert conn.execute(select(func.count()).select_from(exhibitor)).scalar() == 0
    database.close()


def test_a_file_that_isn_t_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _out, err = run(tmp_path / "none.yaml", f"sqlite:///{tmp_path / 'x.db'}", tmp_path, capsys)
    assert status == 2
    assert "can't be read" in err
