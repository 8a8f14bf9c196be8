"""`dev.py bench`: measures the rows of docs/measuring.md and prints one JSON line for each.

A row that falls short is measured once more. The exit status is 1 when one still does, 2 when one can't be measured.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from tools.bench.figures import Figure, calibration
from tools.bench.ingest import ingest_vs_raw
from tools.bench.inside import INSIDE
from tools.bench.outside import Starts, idle_cpu_30s
from tools.bench.places import CannotMeasure
from tools.bench.processes import NoRest
from tools.bench.search_rows import SEARCH, search_growth
from tools.bench.translation_rows import TRANSLATION
from workstation.rehearsal.programs import ProgramFailed

Row = Callable[[float], Figure]
"""Takes the seconds of `calibration`."""
THOROUGH: Final[dict[str, Row]] = {"search_growth": search_growth}
"""Measured when asked for by name or by `--thorough`: their data takes minutes to make."""


def rows(starts: Starts) -> dict[str, Row]:
    """Return what can be measured, by name, in the order of printing."""
    return {
        "start_vs_empty_window": starts.start_vs_empty_window,
        "cpu_until_rest": starts.cpu_until_rest,
        "pss_list_loaded": starts.pss_list_loaded,
        "idle_cpu_30s": idle_cpu_30s,
        **INSIDE,
        "ingest_vs_raw": lambda _calibrated_s: ingest_vs_raw(),
        **SEARCH,
        **TRANSLATION,
        **THOROUGH,
    }


def measure(name: str, row: Row, starts: Starts) -> Figure:
    """Measure a row, a second time if it falls short."""
    figure = row(calibration())
    if not figure.ok:
        print(f"{name}: {figure.value} {figure.unit}, once more", file=sys.stderr, flush=True)
        starts.forget()
        figure = row(calibration())
    return figure


def main(argv: Sequence[str]) -> int:
    """Measure and return the exit status."""
    starts = Starts()
    known = rows(starts)
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--only", metavar="NAME,…", help=f"of {', '.join(known)}")
    parser.add_argument("--thorough", action="store_true", help=f"measure {', '.join(THOROUGH)} too")
    options = parser.parse_args(argv)
    usual = [name for name in known if options.thorough or name not in THOROUGH]
    wanted = options.only.split(",") if options.only else usual
    unknown = [name for name in wanted if name not in known]
    if unknown:
        parser.error(f"no such row: {', '.join(unknown)}")
    print(msgspec.json.encode({"name": "calibration", "value": round(calibration(), 4), "unit": "s CPU"}).decode())
    status = 0
    for name in wanted:
        try:
            figure = measure(name, known[name], starts)
        except (CannotMeasure, NoRest, ProgramFailed) as fault:
            print(f"bench: {name}: {fault}", file=sys.stderr, flush=True)
            status = 2
            continue
        status = status or int(not figure.ok)
        print(msgspec.json.encode(figure).decode(), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
