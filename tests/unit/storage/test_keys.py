"""The key: kept in a keyring or under a passphrase, or in memory only, and never lying about which."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as ForgetfulKeyring

from workstation.storage import account_files, keys
from workstation.storage.keys import KeyKeeping, KeyUnavailable
from workstation.storage.profile_file import ProfileFile


class MemoryKeyring(KeyringBackend):
    """A keyring for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []
        self.locked = threading.Event()
        self.waits_for: threading.Event | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        self.asked.append(username)
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.secrets[service, username]

    def _check(self) -> None:
        if self.waits_for is not None:
            self.waits_for.wait(60)
        if self.locked.is_set():
            raise keyring.errors.KeyringLocked


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def code_of(folder: Path, passphrase: str | None = None, timeout_s: float = 5.0) -> str:
    with pytest.raises(KeyUnavailable) as said:
        keys.unlock(folder, passphrase, timeout_s)
    return said.value.code


def test_a_keyring_keeps_the_secret_that_wraps_the_key(folder: Path, ring: MemoryKeyring) -> None:
    assert keys.keyring_available()
    key = keys.make(folder, remember=True)
    assert key.keeping is KeyKeeping.KEYRING
    assert len(key.secret) == 32
    assert keys.unlock(folder) == key
    assert keys.kept(folder) is KeyKeeping.KEYRING
    on_disk = (folder / "key.json").read_text()
    assert key.secret.hex() not in on_disk
    assert [len(secret) for secret in ring.secrets.values()] == [64]
    assert key.secret.hex() not in ring.secrets.values()
    assert key.secret.hex() not in repr(key)
    assert (folder / "key.json").stat().st_mode & 0o077 == 0


def test_a_passphrase_keeps_it_where_there_is_no_keyring(folder: Path, no_ring: None) -> None:
    assert not keys.keyring_available()
    key = keys.make(folder, remember=True, passphrase="光交会 2026")
    assert key.keeping is KeyKeeping.PASSPHRASE
    assert code_of(folder) == "passphrase_needed"
    assert code_of(folder, "光交会 2025") == "wrong_passphrase"
    assert keys.unlock(folder, "光交会 2026") == key


def test_without_either_the_key_is_in_memory_and_says_so(folder: Path, no_ring: None) -> None:
    assert keys.make(folder, remember=True).keeping is KeyKeeping.MEMORY
    assert keys.kept(folder) is None
    assert keys.unlock(folder) is None


def test_who_does_not_want_to_be_remembered_is_not(folder: Path, ring: MemoryKeyring) -> None:
    assert keys.make(folder, remember=False, passphrase="x").keeping is KeyKeeping.MEMORY
    assert not ring.secrets
    assert not folder.exists()


def test_a_keyring_that_forgets_or_writes_plain_files_is_none(ring: MemoryKeyring) -> None:
    keyring.set_keyring(ForgetfulKeyring())
    assert not keys.keyring_available()
    plain = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file"})
    keyring.set_keyring(plain())
    assert not keys.keyring_available()


def test_a_locked_keyring_is_told_from_a_lost_key(folder: Path, ring: MemoryKeyring) -> None:
    key = keys.make(folder, remember=True)
    ring.locked.set()
    assert code_of(folder) == "keyring_locked"
    with pytest.raises(KeyUnavailable, match="keyring_locked"):
        keys.make(folder / "other", remember=True)
    ring.locked.clear()
    assert keys.unlock(folder) == key
    ring.secrets.clear()
    assert code_of(folder) == "key_lost"


def test_a_keyring_that_asks_the_user_is_not_waited_for_for_ever(folder: Path, ring: MemoryKeyring) -> None:
    keys.make(folder, remember=True)
    ring.waits_for = threading.Event()
    assert code_of(folder, timeout_s=0.05) == "keyring_locked"
    asking = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert asking, "it still waits for the user, and we don't"
    ring.waits_for.set()
    for thread in asking:
        thread.join()


def test_another_secret_under_the_name_is_a_lost_key(folder: Path, ring: MemoryKeyring) -> None:
    keys.make(folder, remember=True)
    ring.secrets = dict.fromkeys(ring.secrets, "00" * 32)
    assert code_of(folder) == "key_lost"


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b'{"keeping":"keyring"}'])
def test_an_unreadable_key_file_is_a_lost_key(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "key.json").write_bytes(content)
    assert code_of(folder) == "key_lost"


def test_destroying_leaves_nothing_to_open_the_files_with(folder: Path, ring: MemoryKeyring) -> None:
    keys.make(folder, remember=True)
    keys.destroy(folder)
    assert not ring.secrets
    assert keys.unlock(folder) is None
    keys.destroy(folder)


REAL = """
import sys
from pathlib import Path
from workstation.storage import keys
folder = Path(sys.argv[1])
key = keys.make(folder, remember=True) if sys.argv[2] == "make" else keys.unlock(folder)
print(key.keeping.value, keys.fingerprint(key.secret))
"""


@pytest.mark.requires("keyring")
def test_a_real_keyring_gives_the_key_to_the_next_process(
    folder: Path, keyring_environment: dict[str, str], python: str
) -> None:
    def run(what: str) -> str:
        command = [python, "-c", REAL, str(folder), what]
        done = subprocess.run(command, env=keyring_environment, capture_output=True, text=True, check=True, timeout=60)
        return done.stdout

    made = run("make")
    assert made.startswith("keyring ")
    assert run("unlock") == made


STRAIGHT = """
import os, sys
import keyring
from workstation.storage import secret_service
keyring.set_password("workstation", "it", "said")
os.environ.update(dict([sys.argv[1].split("=")]) if len(sys.argv) > 1 else {})
print(secret_service.find("workstation", "it"), secret_service.find("workstation", "other"))
"""


@pytest.mark.requires("keyring")
@pytest.mark.parametrize(
    ("chosen", "found"), [((), "said None"), (("PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring",), "None None")]
)
def test_the_usual_keyring_is_asked_straight_unless_another_is_chosen(
    keyring_environment: dict[str, str], python: str, chosen: tuple[str, ...], found: str
) -> None:
    command = [python, "-c", STRAIGHT, *chosen]
    done = subprocess.run(command, env=keyring_environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == found


# --- the files around it ---


def test_the_profile_file_is_written_whole_and_read_anew(folder: Path) -> None:
    one, other = ProfileFile(folder), ProfileFile(folder)
    one.update(server="https://fair.example", login="li")
    other.update(language="en")
    assert (one.data.server, one.data.login, one.data.language) == ("https://fair.example", "li", "en")
    (folder / "profile.json").write_bytes(b'{"server": 5')
    assert one.data.login == ""


def test_files_of_accounts_make_room_for_each_other(folder: Path) -> None:
    folder.mkdir()
    li, wang = (account_files.name_of("https://fair.example", name) for name in ("li", "wang"))
    (folder / "local.db").write_text("of li")
    (folder / "local.db-wal").write_text("log of li")
    account_files.set_aside(folder, li)
    assert not account_files.has_files(folder)
    account_files.bring_back(folder, wang)
    assert not account_files.has_files(folder)
    (folder / "local.db").write_text("of wang")
    account_files.set_aside(folder, wang)
    account_files.bring_back(folder, li)
    assert (folder / "local.db").read_text() == "of li"
    assert (folder / "local.db-wal").read_text() == "log of li"
    account_files.set_aside(folder, wang)
    assert len(list((folder / "accounts").iterdir())) == 2
