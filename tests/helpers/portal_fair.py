"""A small fair on a real server, for the tests of the buyer's pages; salespeople who use the interface."""

import atexit
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import requests
import yaml
from PIL import Image, ImageDraw

from tests.helpers import imported_fairs
from workstation.domain.ids import new_action_id

NAUGHTY = '<img src=x onerror="window.naughty=1"><script>window.naughty=1</script>&amp; \'"`'
"""What must only ever be shown as it is."""
KETTLES = 30


def picture(words: str = "kettle", size: tuple[int, int] = (640, 480), form: str = "JPEG") -> bytes:
    """Return the bytes of a picture that shows the words."""
    image = Image.new("RGB", size, "#dfe6ee")
    ImageDraw.Draw(image).text((40, 40), words, fill="#1f62c7")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def _exhibit(key: str, section: str, number: str, name: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "number": number,
        "section": section,
        "name": name,
        "category": "Kettles",
        "unit": "piece",
        "moq": 1500,
        "lead_time_days": 30,
        "price": {"min": 620, "max": 890, "currency": "USD"},
        "description": {"zh": "不锈钢内胆。", "en": "Stainless steel inside.", "es": "Acero inoxidable por dentro."},
        **more,
    }


def fair_document() -> dict[str, Any]:
    """Return the fair as `workstation admin import` reads it."""
    kettles = [
        _exhibit(f"k{n}", "kettles", f"K-{n:03}", {"zh": f"电水壶{n}", "en": f"Kettle {n}", "es": f"Hervidor {n}"})
        for n in range(1, KETTLES + 1)
    ]
    kettles[0]["picture"] = "kettle.jpg"
    naughty = _exhibit("naughty", "lamps", "100%_A", {"zh": "", "en": NAUGHTY, "es": ""}, keywords=["lamp"])
    hidden = _exhibit("hidden", "lamps", "H-1", {"zh": "", "en": "Hidden lamp", "es": ""}, listed=False)

    def people(key: str) -> list[dict[str, Any]]:
        return [
            {"key": f"{key}-main", "kind": "main", "login": key, "name": {"zh": "梁咏诗", "en": "Wing Leung"}},
            {
                "key": f"{key}-sub",
                "kind": "sub",
                "login": f"{key}.sub",
                "name": {"zh": "陈浩然", "en": "Haoran Chen"},
                "permissions": ["receive_messages"],
            },
        ]

    return {
        "version": 1,
        "fair": {
            "key": "fair",
            "number": 140,
            "name": {"zh": "第140届交易会", "en": "140th Fair", "es": "140.ª Feria"},
            "organisation": {"zh": "交易会", "en": "Fair", "es": "Feria"},
            "time_zone": "Asia/Shanghai",
            "distribution_deadline": "2026-10-14T18:00:00+08:00",
            "phases": [
                {
                    "key": "p1",
                    "number": 1,
                    "first_day": "2026-10-15",
                    "last_day": "2026-10-19",
                    "name": {"zh": "第一期", "en": "Phase 1", "es": "Fase 1"},
                }
            ],
        },
        "sections": [
            {
                "key": "kettles",
                "code": "1.01",
                "phase": "p1",
                "name": {"zh": "水壶", "en": "Kettles", "es": "Hervidores"},
            },
            {"key": "lamps", "code": "1.02", "phase": "p1", "name": {"zh": "灯具", "en": "Lamps", "es": "Lámparas"}},
        ],
        "exhibitors": [
            {
                "key": "first",
                "name": {"zh": "澜枝公司", "en": "Lanzhi Ltd"},
                "city": "Foshan",
                "booth": "3.2 F18",
                "website": "https://lanzhi.example.com",
                "about": {"zh": "成立于2006年。", "en": "Founded in 2006.", "es": "Fundada en 2006."},
                "accounts": people("first"),
                "exhibits": kettles,
            },
            {
                "key": "second",
                "name": {"zh": "", "en": f"Second {NAUGHTY}"},
                "website": "javascript:alert(1)",
                "about": {"en": NAUGHTY},
                "accounts": people("second"),
                "exhibits": [naughty, hidden],
            },
        ],
    }


@cache
def _fair_file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ws-portal-fair-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "fair.yaml"
    file.write_text(yaml.safe_dump(fair_document(), allow_unicode=True), encoding="utf-8")
    (folder / "kettle.jpg").write_bytes(picture())
    return file


class Person:
    """Somebody who uses the programming interface with a token."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base
        self._token = token

    def call(self, method: str, path: str, **more: Any) -> Any:
        """Call the interface; return the decoded answer (or its bytes)."""
        headers = {"Authorization": f"Bearer {self._token}", **more.pop("headers", {})}
        answer = requests.request(method, self._base + path, headers=headers, timeout=20, **more)
        answer.raise_for_status()
        kind = answer.headers.get("Content-Type", "")
        return answer.json() if answer.content and "json" in kind else answer.content

    def act(self, kind: str, **values: Any) -> dict[str, Any]:
        """Do an action."""
        action = {"id": str(new_action_id()), "action": {"kind": kind, **values}}
        result: dict[str, Any] = self.call("POST", "/api/v1/actions", json=action)
        return result

    def say(self, conversation: int, text: str) -> int:
        """Send a text; return its number."""
        return int(self.act("send_message", conversation=conversation, text=text)["n"])

    def show(self, conversation: int, data: bytes) -> int:
        """Send an image; return its number."""
        name = str(new_action_id())
        self.call("PUT", f"/api/v1/uploads/{name}", data=data, headers={"Content-Type": "image/jpeg"})
        return int(self.act("send_message", conversation=conversation, attachment=name)["n"])

    def messages(self, conversation: int) -> list[dict[str, Any]]:
        """Return what was said so far."""
        page = self.call("GET", f"/api/v1/conversations/{conversation}/messages?limit=200")
        found: list[dict[str, Any]] = page["messages"]
        return found

    def texts(self, conversation: int) -> list[str]:
        """Return the texts that were written so far, in their order."""
        return [one["text"] for one in self.messages(conversation) if one.get("text")]


class FairServer:
    """A running fair; can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}
        self._made = 0
        self._port = 0  # any free one at first: between finding and taking it another could take it
        self.url = ""
        self._passwords = imported_fairs.copy(_fair_file(), folder)

    def start(self) -> None:
        """Start, and return when it answers."""
        command = ["serve", "--data", str(self._folder), "--port", str(self._port), "--embedded", "--heartbeat", "1"]
        command += ["--limits", json.dumps({"hash_kib": 8, "hash_rounds": 1})]
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "workstation", *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError((self._folder / "server.log").read_text(encoding="utf-8")[-3000:])
        self.url = json.loads(line)["url"]
        self._port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """Kill it on the spot."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGKILL)
        self._end()

    def stop(self) -> None:
        """End it politely."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._end()

    def _end(self) -> None:
        assert self._process is not None
        self._process.wait(20)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process = None

    def running(self) -> bool:
        """Tell whether it runs."""
        return self._process is not None

    def account(self, login: str) -> Person:
        """Return an account of an exhibitor, with its first password changed."""
        if login not in self._tokens:
            first = self._passwords[login]
            asked = {"login": login, "password": first, "device": "test"}
            answer = requests.post(f"{self.url}/api/v1/sign-in", json=asked, timeout=20)
            answer.raise_for_status()
            person = Person(self.url, answer.json()["token"])
            person.call("POST", "/api/v1/password", json={"old": first, "new": f"changed {first}"})
            self._tokens[login] = answer.json()["token"]
            self._passwords[login] = f"changed {first}"
        return Person(self.url, self._tokens[login])

    def password(self, login: str) -> str:
        """Return the present password of an account."""
        return self._passwords[login]

    def fresh_email(self) -> str:
        """Return an e-mail nobody has registered with."""
        self._made += 1
        return f"buyer{self._made}@example.com"

    def buyer(self, **changes: Any) -> tuple[Person, str]:
        """Return a new buyer and his token."""
        asked = {
            "name": "Ana Torres",
            "company": "Torres Hogar",
            "country": "MX",
            "email": self.fresh_email(),
            "password": "una frase larga",
            "language": "en",
            **changes,
        }
        answer = requests.post(f"{self.url}/api/v1/register", json=asked, timeout=20)
        answer.raise_for_status()
        token: str = answer.json()["token"]
        return Person(self.url, token), token

    def ids(self, table: str) -> dict[str, int]:
        """Return the numbers of exhibitors or exhibits by their keys."""
        assert table in ("exhibitor", "exhibit")
        with sqlite3.connect(self._folder / "workstation.db") as database:
            rows = dict(database.execute(f"SELECT key, id FROM {table}").fetchall())
        database.close()
        return rows

    def write_sql(self, statement: str, *values: Any) -> None:
        """Change the database behind the server's back: for states that take days to come about."""
        database = sqlite3.connect(self._folder / "workstation.db", timeout=20)
        with database:
            database.execute(statement, values)
        database.close()


@contextmanager
def running_fair(folder: Path) -> Iterator[FairServer]:
    """Give a running fair whose files lie in the folder."""
    fair = FairServer(folder)
    fair.start()
    try:
        yield fair
    finally:
        fair.stop()
