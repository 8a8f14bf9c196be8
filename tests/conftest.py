"""What holds for every test: a user of its own, no network but loopback, no quiet warnings, nothing left running."""

import atexit
import gc
import ipaddress
import itertools
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.helpers import jitter, leaks, logfail, parts, qt_loop, state
from tests.helpers.desktop import private_folders, unlocked_keyring, x_server
from tests.helpers.logfail import LogWatch

# Before a test reads the environment: Qt without a screen, and a user who is nobody's.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = Path(tempfile.mkdtemp(prefix="ws-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ.update(private_folders(_HOME))
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never a real user's; tests choose their own
os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])  # for child processes, wherever they run

jitter.install()

THOROUGH = os.environ.get("WORKSTATION_THOROUGH") == "1"
ON_CI = os.environ.get("CI", "").lower() == "true"

hypothesis.settings.register_profile(
    "workstation", deadline=None, database=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)  # nothing that a slow machine fails
hypothesis.settings.load_profile("workstation")


# ---- network -------------------------------------------------------------------------------------------------------


class OutsideNetworkError(AssertionError):
    """A test tried to reach beyond this machine."""


def _check_address(address: Any) -> None:
    if not isinstance(address, tuple):
        return  # a Unix socket
    _check_host(address[0])


def _check_host(host: Any) -> None:
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost", "0.0.0.0", "::"):
        return
    try:
        inside = ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        inside = str(host).endswith((".localhost", ".invalid"))  # never resolve to anything outside
    if not inside:
        raise OutsideNetworkError(f"tests speak with this machine only, not with {host!r}")


def _guard_network() -> None:
    real_connect, real_connect_ex, real_lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:
        _check_address(address)
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _check_address(address)
        return real_connect_ex(self, address)

    def getaddrinfo(host: Any, *args: Any, **named: Any) -> Any:
        _check_host(host)
        return real_lookup(host, *args, **named)

    for name, guarded in {"connect": connect, "connect_ex": connect_ex}.items():
        setattr(socket.socket, name, guarded)
    socket.getaddrinfo = getaddrinfo


# ---- the run -------------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Prepare this process; catalogues are compiled once, before workers start.

    Garbage is looked for as the desk does it (`ui/garbage.py`): from the loop, and between tests. Python itself would
    look wherever objects are made, on a worker's thread or while Qt tells its listeners, and take a widget apart there.
    """
    gc.disable()
    _guard_network()
    leaks.remember_thread_starts()
    if not hasattr(config, "workerinput"):
        from tools import catalogues

        catalogues.compile_stale()


THAW_EVERY = 250
"""So many tests later all that has been hidden from the garbage collector is looked through again."""
_run = itertools.count(1)


FIRST = "tests/e2e/"
LAST = ("tests/unit/domain/", "tests/unit/storage/", "tests/unit/card_files/", "tests/unit/rehearsal/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let long tests begin first and short ones end the run, so that all workers are busy until then."""
    items.sort(key=lambda item: (not item.nodeid.startswith(FIRST), item.nodeid.startswith(LAST)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Hide what is there for good from the garbage collector: so a collection after each test is cheap."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Hide what outlives a test too, else each collection looks through all that the tests before have left."""
    result = yield
    if nextitem is None or next(_run) % THAW_EVERY == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    return result


def pytest_sessionfinish() -> None:
    """Let the last collections see everything."""
    gc.unfreeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose real parts the machine hasn't got."""
    for marker in item.iter_markers("requires"):
        for name in marker.args:
            reason = parts.why_missing(name)
            if reason:
                pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a skip a failure where every part has been installed for the run."""
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure with CI=true: {call.excinfo.value if call.excinfo else ''}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a module that skips itself."""
    report = yield
    if ON_CI and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure with CI=true: {report.longrepr}"
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: Any) -> bool | None:
    """Run a test that is a coroutine: on the desk's loop if it uses Qt, else on a plain one."""
    test = pyfuncitem.obj
    if not iscoroutinefunction(test):
        return None
    app = pyfuncitem.funcargs.get("qapp")
    if app is None and "qtbot" in pyfuncitem.fixturenames:
        app = pyfuncitem._request.getfixturevalue("qapp")
    marker = pyfuncitem.get_closest_marker("async_timeout")
    limit_s = float(marker.args[0]) if marker else qt_loop.DEFAULT_LIMIT_S
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    faults = qt_loop.run_on_loop(lambda: test(**arguments), app, limit_s)
    if faults:
        pytest.fail("the loop had faults:\n" + "\n".join(faults), pytrace=False)
    return True


# ---- watches over every test ---------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _as_found() -> Iterator[None]:
    """Look at what a process shares; by its name it comes first and looks last, when what was left is deleted."""
    before = state.of_process()
    yield
    changed = state.changes(before, state.of_process())
    if changed:
        pytest.fail("left changed for the tests that come:\n" + "\n".join(changed), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    allowed = request.node.get_closest_marker("leaves_running") is not None
    before = set(threading.enumerate())
    watch = leaks.QtWatch()
    if "qapp" in request.fixturenames or leaks.qt_is_loaded():
        with watch.watching():
            yield
    else:
        yield
    if allowed:
        return
    gc.collect()  # what was left open is told now, in the test that left it, not in whichever comes later
    left = leaks.leaked_threads(before) + (watch.leaked() if leaks.qt_is_loaded() else [])
    if left:
        pytest.fail("left running:\n" + "\n".join(left), pytrace=False)


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Watch the log: a record from WARNING up that the test has not announced fails it."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    faults = watch.faults() + logfail.deaf(watch)
    root.removeHandler(watch)
    if faults:
        pytest.fail("the log has surprises:\n" + "\n".join(faults), pytrace=False)


# ---- what tests ask for --------------------------------------------------------------------------------------------


@pytest.fixture
def expect_log(log_watch: LogWatch) -> Callable[..., Any]:
    """Announce a warning: `expect_log("pattern", logger="workstation.sync", optional=False)`."""
    return log_watch.expect


@pytest.fixture
def until() -> Callable[..., Any]:
    """Wait in a coroutine until a condition holds: `await until(lambda: model.rowCount() == 3)`."""
    return qt_loop.until


@pytest.fixture
def until_blocking() -> Callable[..., None]:
    """Wait in a plain test until a condition holds; Qt's events are handled meanwhile."""
    return qt_loop.until_blocking


@pytest.fixture
def signalled() -> Callable[..., Any]:
    """Wait in a coroutine for a Qt signal: `await signalled(box.finished, act=button.click)`."""
    return qt_loop.signalled


@pytest.fixture
def trials() -> Callable[[int], int]:
    """Scale the size of a long trial: all of it with `--thorough`, a tenth otherwise, one at least."""
    return lambda full: full if THOROUGH else max(1, full // 10)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Return the folder of a new profile."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """Give the DISPLAY of an X server that only these tests use; mark the test `requires("xvfb")`."""
    started = os.environ.get("WORKSTATION_TEST_DISPLAY")  # by dev.py
    if started and "PYTEST_XDIST_WORKER" not in os.environ:  # workers would take the keyboard from each other
        yield started
        return
    with x_server() as name:
        yield name


@pytest.fixture
def keyring_environment() -> Iterator[dict[str, str]]:
    """Give the environment of a process with an unlocked keyring; mark the test `requires("keyring")`."""
    with unlocked_keyring() as environment:
        yield {**environment, "PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}


@pytest.fixture(scope="session")
def python() -> str:
    """Return the interpreter that child processes of tests run with."""
    return sys.executable
