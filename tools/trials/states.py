"""Pictures of the states that nobody hopes for: the real desk is brought into each, whatever it takes.

Run by itself (`python -m tools.trials.states [NAME …]`) or by `dev.py screenshots`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from PIL import Image

from tools.trials.faulty_network import Fault, FaultyNetwork
from tools.trials.keyrings import FILE as KEYRING_FILE
from tools.trials.platform import MAIN_LOGIN as QUIET_LOGIN
from tools.trials.platform import Platform
from workstation.rehearsal.fair import MAIN_LOGIN, Fair

DEFAULT: Final = Path(__file__).resolve().parents[2] / "docs" / "screenshots" / "states"
PATIENCE_S: Final = 150
MOST_BYTES: Final = 150_000
MOST_COLOURS: Final = 3_000
"""Only the most frequent ones are looked at: photographs have many."""
NOBODY: Final = "http://127.0.0.1:9"
"""An address where nothing listens."""

EN_LIGHT: Final = ("en", "light")
ZH_LIGHT: Final = ("zh_CN", "light")
EN_DARK: Final = ("en", "dark")
ZH_DARK: Final = ("zh_CN", "dark")


def _damage(name: str, *, whole: bool) -> Callable[[Path], None]:
    """Return what damages a database: all of it, or a page in its midst."""

    def damage(profile: Path) -> None:
        file = profile / name
        size = file.stat().st_size
        places = range(0, size, 4096) if whole else (size // 2 // 4096 * 4096,)
        with file.open("r+b") as raw:
            for place in places:
                raw.seek(place + 100)
                raw.write(b"\xff" * 200)

    return damage


def _lose_key(profile: Path) -> None:
    (profile.parent / "keyring.json").write_text("{}", "utf-8")


class Scene(Struct, frozen=True, kw_only=True):
    """A state: what the desk does to get there, and what is done to it."""

    name: str
    act: str
    look: tuple[str, str] = EN_LIGHT
    size: str = "1366x768"
    known: bool = True
    """Whether the profile has an account; else it is a new machine."""
    fault: Fault = Fault.NONE
    server: str = ""
    """Address, where it is not the fair's; `quiet` for a platform to which nobody comes."""
    password: str = ""
    spoil: Callable[[Path], None] | None = None
    keyring: str = "Kept"
    """Class of `keyrings`, or `none` for a machine without."""
    environment: dict[str, str] = {}
    arguments: tuple[str, ...] = ()
    newer: bool = False


SCENES: Final = (
    Scene(name="sign-in-wrong-address", act="refused", known=False, server=NOBODY),
    Scene(name="sign-in-not-our-server", act="refused", look=ZH_DARK, known=False, fault=Fault.PORTAL),
    Scene(name="sign-in-server-fault", act="refused", look=ZH_LIGHT, known=False, fault=Fault.ERRORS),
    Scene(name="sign-in-wrong-password", act="refused", look=EN_DARK, known=False, password="not this one"),
    Scene(name="sign-in-keyring-locked", act="trouble", keyring="Locked"),
    Scene(name="sign-in-key-lost", act="trouble", look=ZH_DARK, spoil=_lose_key),
    Scene(name="sign-in-newer-files", act="trouble", look=ZH_LIGHT, newer=True),
    Scene(name="sign-in-disk-error", act="trouble", look=EN_DARK, arguments=("--broken-disk",)),
    Scene(name="profile-not-writable", act="unusable", look=ZH_LIGHT),
    Scene(name="running-already", act="hung", look=EN_DARK),
    Scene(name="new-machine-loading", act="new_machine", known=False, fault=Fault.STILL, look=ZH_LIGHT),
    Scene(name="inbox-empty", act="empty", known=False, server="quiet"),
    Scene(name="search-nothing-found", act="nothing_found", look=ZH_DARK),
    Scene(name="offline", act="banner", fault=Fault.GONE, look=ZH_LIGHT),
    Scene(name="offline-three-waiting", act="waiting", fault=Fault.GONE),
    Scene(name="not-our-server", act="banner", fault=Fault.PORTAL, look=EN_DARK),
    Scene(name="server-fault", act="banner", fault=Fault.ERRORS, look=ZH_DARK),
    Scene(name="half-json", act="banner", fault=Fault.HALF),
    Scene(name="network-cuts-streams", act="polling", fault=Fault.CUT, look=ZH_LIGHT),
    Scene(name="signed-out", act="signed_out", fault=Fault.TOKEN, look=EN_DARK),
    Scene(name="clock-wrong", act="wrong_clock", look=ZH_DARK),
    Scene(name="cache-damaged", act="made_anew", spoil=_damage("cache.db", whole=True), fault=Fault.STILL),
    Scene(name="local-damaged", act="salvaged", spoil=_damage("local.db", whole=False), look=ZH_LIGHT),
    Scene(name="chat-1024", act="working", size="1024x640", look=ZH_LIGHT),
    Scene(name="chat-200-percent", act="working", size="1024x640", environment={"QT_SCALE_FACTOR": "2"}),
    Scene(name="offline-480", act="banner", size="480x640", fault=Fault.GONE, look=EN_DARK),
    Scene(name="disk-full", act="disk_full"),
)


class Studio:
    """Takes scenes at a fair; every desk is a process of its own on a profile of its own."""

    def __init__(self, fair: Fair, folder: Path, into: Path) -> None:
        self._fair = fair
        self._folder = folder
        self._into = into
        self._network = FaultyNetwork(fair.url)
        self._quiet = Platform(folder / "quiet")
        self._known = folder / "known"

    def open(self, scenes: Sequence[Scene]) -> None:
        """Make what several scenes begin with."""
        self._into.mkdir(parents=True, exist_ok=True)
        if any(scene.server == "quiet" for scene in scenes):
            self._quiet.open()
        if any(scene.known for scene in scenes):
            first = Scene(name="first", act="new_machine_done", known=False)
            self._desk(first, self._known, self._folder / "first.png")

    def take(self, scene: Scene) -> None:
        """Bring a desk into the state and keep its picture, as small as can be."""
        room = self._folder / scene.name
        profile = room / "profile"
        room.mkdir()
        if scene.known:
            shutil.copytree(self._known, profile)
            shutil.copy(self._folder / "keyring.json", room / "keyring.json")
        if scene.newer:
            self._run(scene, profile, "newer", room / "none.png")
        if scene.spoil is not None:
            scene.spoil(profile)
        self._network.fault = scene.fault
        try:
            self._desk(scene, profile, self._into / f"{scene.name}.png")
        finally:
            self._network.fault = Fault.NONE
        shrink(self._into / f"{scene.name}.png")

    def close(self) -> None:
        """End what was started."""
        self._network.close()
        self._quiet.stop()

    def _desk(self, scene: Scene, profile: Path, picture: Path) -> None:
        self._run(scene, profile, scene.act, picture)
        if not picture.exists():
            raise RuntimeError(f"there is no picture of {scene.name}")

    def _run(self, scene: Scene, profile: Path, act: str, picture: Path) -> None:
        language, theme = scene.look
        words = [sys.executable, "-m", "tools.trials.state_desk", act, "--profile", str(profile)]
        words += ["--into", str(picture), "--language", language, "--theme", theme, "--size", scene.size]
        done = subprocess.run(
            [*words, *scene.arguments],
            input=msgspec.json.encode(self._given(scene)) + b"\n",
            env=self._environment(scene, profile),
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            cwd=DEFAULT.parents[2],
        )
        if done.returncode:
            raise RuntimeError(f"{scene.name} ended with {done.returncode}: {done.stderr.decode()[-3000:]}")

    def _given(self, scene: Scene) -> dict[str, str]:
        if scene.server == "quiet":
            return {"server": self._quiet.url, "login": QUIET_LOGIN, "password": self._quiet.password}
        password = scene.password or self._fair.staff.passwords[MAIN_LOGIN]
        return {"server": scene.server or self._network.url, "login": MAIN_LOGIN, "password": password}

    def _environment(self, scene: Scene, profile: Path) -> dict[str, str]:
        none = scene.keyring == "none"
        backend = "keyring.backends.fail.Keyring" if none else f"tools.trials.keyrings.{scene.keyring}"
        return {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": backend,
            KEYRING_FILE: str(profile.parent / "keyring.json"),
            **scene.environment,
        }


def shrink(file: Path) -> None:
    """Write a picture anew with as few colours as still look the same, at most `MOST_BYTES` large if that can be."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    for colours in (256, 128, 64):
        picture.quantize(palette=_palette(picture, colours), dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size <= MOST_BYTES:
            return


def _palette(picture: Image.Image, colours: int) -> Image.Image:
    """Return the most frequent colours that differ from each other: flat grounds stay apart, small lamps are kept."""
    counted = picture.getcolors(picture.width * picture.height) or []
    chosen: list[tuple[int, int, int]] = []
    for apart in (48, 12, 3, 1):
        for _, colour in sorted(counted, reverse=True)[:MOST_COLOURS]:
            if len(chosen) == colours:
                break
            assert isinstance(colour, tuple)
            red, green, blue = colour[:3]
            if all(abs(red - r) + abs(green - g) + abs(blue - b) >= apart for r, g, b in chosen):
                chosen.append((red, green, blue))
        if apart == 48:
            chosen = chosen[: colours // 4]
    result = Image.new("P", (1, 1))
    result.putpalette([part for colour in chosen for part in colour])
    return result


def take_all(fair: Fair, folder: Path, into: Path, names: Iterable[str] = ()) -> list[str]:
    """Take the scenes (of these names, or all) at a running fair; return what went wrong, by scene."""
    wanted = set(names)
    scenes = [scene for scene in SCENES if not wanted or scene.name in wanted]
    folder.mkdir(parents=True, exist_ok=True)
    studio, faults = Studio(fair, folder, into), list[str]()
    try:
        studio.open(scenes)
        for scene in scenes:
            try:
                studio.take(scene)
            except (RuntimeError, OSError, subprocess.TimeoutExpired) as fault:
                faults.append(f"{scene.name}: {fault}")
    finally:
        studio.close()
    return faults


def main(argv: Sequence[str]) -> int:
    """Take the scenes by themselves."""
    from tools.screenshots import populate

    parser = argparse.ArgumentParser(prog="states", description="Take the pictures of the states nobody hopes for.")
    parser.add_argument("names", nargs="*", help="which (default: all)", metavar="NAME")
    parser.add_argument("--into", type=Path, default=DEFAULT, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long buyers write before the pictures")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="workstation-") as name:
        folder = Path(name)
        fair = Fair(folder / "fair", 7)
        try:
            fair.start()
            populate(fair, folder, options.seconds)
            faults = take_all(fair, folder / "states", options.into, options.names)
        finally:
            fair.stop()
    for fault in faults:
        print(fault, file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
