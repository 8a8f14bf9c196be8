"""Runs the server: binds the port itself, says where it listens, and ends when told to."""

import argparse
import contextlib
import os
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
import uvicorn
from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from workstation import logs
from workstation.server import services, wire
from workstation.server.app import create_app
from workstation.server.config import Limits, Settings
from workstation.server.migrate import SchemaTooNew, migrate
from workstation.server.parts import Platform

GRACEFUL_S = 5
BACKLOG = 1024


def parser() -> argparse.ArgumentParser:
    """Return the parser of `workstation serve`."""
    result = argparse.ArgumentParser(prog="workstation serve", description="Run the platform server.")
    result.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine alone)")
    result.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    result.add_argument("--data", type=Path, default=Path("workstation-data"), metavar="DIR", help="folder of the data")
    result.add_argument("--database", default="", metavar="URL", help="SQLite or PostgreSQL (default: SQLite in DIR)")
    result.add_argument("--bus", default="", metavar="URL", help="postgresql or nats://HOST:PORT, for several replicas")
    result.add_argument("--embedded", action="store_true", help="end when standard input closes")
    result.add_argument("--public-host", action="append", default=[], metavar="NAME", help="name browsers call us by")
    result.add_argument(
        "--trusted-proxy", action="append", default=[], metavar="ADDRESS", help="proxy whose X-Forwarded-For counts"
    )
    result.add_argument("--heartbeat", type=float, default=5.0, metavar="S", help="seconds between heartbeats")
    result.add_argument(
        "--registrations-per-hour", type=int, metavar="N", help="buyers from one address (0: no limit; default 30)"
    )
    result.add_argument(
        "--services", type=Path, metavar="FILE", help="TOML file: e-mail, SMS and meetings (docs/meetings.md)"
    )
    result.add_argument("--limits", default="", metavar="JSON", help="other limits, for trials")
    return result


def settings_of(options: argparse.Namespace) -> Settings:
    """Return the settings from the command line.

    Raises:
        ValueError: for limits that aren't any.
    """
    limits = msgspec.json.decode(options.limits, type=Limits) if options.limits else Limits()
    if options.registrations_per_hour is not None:
        limits = replace(limits, registrations_per_hour=options.registrations_per_hour)
    elif options.embedded:
        limits = replace(limits, registrations_per_hour=0)  # a rehearsal's buyers all come from this machine
    settings = Settings(
        data=options.data,
        database=options.database,
        bus=options.bus,
        host=options.host,
        port=options.port,
        embedded=options.embedded,
        public_hosts=tuple(options.public_host),
        trusted_proxies=tuple(options.trusted_proxy),
        heartbeat_s=options.heartbeat,
        limits=limits,
    )
    if options.services is not None:
        settings = services.read(options.services).applied_to(settings)
    return replace(settings, secure_cookies=not settings.loopback())


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens there already: nobody else can take the port any more.

    Raises:
        OSError: the address can't be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform == "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the address of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Server(uvicorn.Server):
    """A uvicorn that says when it is ready, and ends its streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, platform: Platform, listener: socket.socket) -> None:
        super().__init__(config)
        self._platform = platform
        self._listener = listener

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell where."""
        await super().startup(sockets)
        if self.started:
            line = msgspec.json.encode({"url": url_of(self._listener), "pid": os.getpid()}).decode()
            print(line, flush=True)
            if self._platform.settings.embedded:
                threading.Thread(target=self._watch_stdin, name="stdin", daemon=True).start()

    def _watch_stdin(self) -> None:
        while sys.stdin.buffer.read(4096):
            pass
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then stop as usual."""
        self._platform.hub.close()
        await super().shutdown(sockets)


def config_of(settings: Settings, platform: Platform) -> uvicorn.Config:
    """Return how uvicorn is to run the application."""
    names = wire.host_names(settings.loopback(), settings.public_hosts)
    return uvicorn.Config(
        wire.Gate(create_app(settings, platform), names),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies) or "",
        timeout_graceful_shutdown=GRACEFUL_S,  # an open stream never ends by itself
        timeout_keep_alive=30,
        lifespan="on",
        ws="none",
        http="httptools",
    )


def main(argv: Sequence[str]) -> int:
    """Run the server until it is told to stop; returns the exit status."""
    options = parser().parse_args(list(argv))
    try:
        settings = settings_of(options)
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        listener = bind(settings.host, settings.port)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        print(f"workstation serve: {error}", file=sys.stderr)
        return 2
    logs.start(settings.data / "logs", echo=sys.stderr)
    platform = Platform(settings)
    try:
        migrate(platform.database)
    except (SchemaTooNew, DBAPIError) as error:
        print(f"workstation serve: {getattr(error, 'orig', None) or error}", file=sys.stderr)
        platform.database.close()
        listener.close()
        logs.stop()
        return 1
    server = Server(config_of(settings, platform), platform, listener)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    logs.stop()
    return 0 if server.started else 1
