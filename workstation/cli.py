"""The command line: which program is meant. Nothing heavy is imported before that is known."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Command = Callable[[list[str]], int]


def _serve(argv: list[str]) -> int:
    from workstation.server.runner import main

    return main(argv)


def _admin(argv: list[str]) -> int:
    from workstation.server.admin import main

    return main(argv)


def _rehearsal(argv: list[str]) -> int:
    from workstation.rehearsal.fair import main

    return main(argv)


def _load(argv: list[str]) -> int:
    from workstation.rehearsal.load import main

    return main(argv)


def _fetch(argv: list[str]) -> int:
    from workstation.fetch import main

    return main(argv)


COMMANDS: dict[str, tuple[Command, str]] = {
    "serve": (_serve, "run the platform server"),
    "admin": (_admin, "the organiser's tasks, such as importing a fair"),
    "rehearsal": (
        _rehearsal,
        "run a fair to practise on: a server with buyers who write",
    ),
    "fetch": (_fetch, "fetch all an account may see into a profile, without a window"),
    "load": (_load, "fill a server with generated data, or put it under load"),
}


def parser() -> argparse.ArgumentParser:
    """Return the parser of the desk's own options."""
    lines = "\n".join(f"  {name:<10} {what}" for name, (_, what) in COMMANDS.items())
    result = argparse.ArgumentParser(
        prog="workstation",
        description="The desk of an exhibitor's sales staff at a cloud trade fair.",
        epilog=f"other programs (workstation NAME --help):\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    result.add_argument("--profile", type=Path, metavar="DIR", help="folder of this desk's files")
    result.add_argument("--server", metavar="URL", help="address of the platform, proposed at sign-in")
    result.add_argument(
        "--rehearsal",
        action="store_true",
        help="start a rehearsal fair and sign in to it",
    )
    result.add_argument("--trace", type=Path, metavar="FILE", help="append the milestones of the start there, as JSON")
    result.add_argument("--language", choices=["zh_CN", "en"], help="language of the screens")
    result.add_argument("--theme", choices=["system", "light", "dark"], help="colours of the screens")
    result.add_argument(
        "--screenshots",
        type=Path,
        metavar="DIR",
        help="write pictures of the screens there and leave",
    )
    return result


def main(argv: Sequence[str]) -> int:
    """Run the program that the arguments ask for and return its exit status."""
    words = list(argv)
    if words and words[0] in COMMANDS:
        return COMMANDS[words[0]][0](words[1:])
    options = parser().parse_args(words)
    gc.disable()  # next to all that a start makes stays; looking for garbage in it would take a tenth of the time
    from workstation import paths
    from workstation.services.head_start import WAIT_S, HeadStart

    head_start = HeadStart(paths.profile(options.profile, rehearsal=options.rehearsal))
    head_start.wait(WAIT_S)
    import workstation.ui  # noqa: F401  # before all else: it spares the imports that follow some work
    from workstation.start import run

    status = run(options, head_start=head_start)
    from workstation.ui.runtime import leave

    leave(status)


def entry() -> None:
    """Entry point of the installed command."""
    sys.exit(main(sys.argv[1:]))
