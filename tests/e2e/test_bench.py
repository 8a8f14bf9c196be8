"""The benchmark measures what its documentation says; how fast things are is not for the tests to judge."""

import re
from pathlib import Path

from tools.bench import figures, ingest
from tools.bench.__main__ import rows
from tools.bench.outside import Starts

ROOT = Path(__file__).resolve().parents[2]


def test_every_row_is_documented_and_every_documented_row_is_measured():
    table = (ROOT / "docs" / "measuring.md").read_text(encoding="utf-8").split("## From outside")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(rows(Starts()))


def test_ingest_is_measured_beside_its_floor(monkeypatch):
    monkeypatch.setattr(ingest, "BATCHES", 1)
    monkeypatch.setattr(ingest, "REPEATS", 1)
    figure = ingest.ingest_vs_raw()
    assert figure.name == "ingest_vs_raw"
    assert figure.floor is not None
    assert figure.floor > 0
    assert figure.ok == (figure.value <= figure.target == 1.5)


def test_targets_give_way_to_a_slow_machine_and_never_tighten():
    reference = figures.CALIBRATION_REFERENCE_S
    assert figures.scaled(2.0, reference / 2) == 2.0
    assert figures.scaled(2.0, reference * 3) == 6.0


def test_what_exceeds_its_target_is_not_ok():
    assert figures.at_most("row", 1.0, "s", 1.0).ok
    assert not figures.at_most("row", 1.01, "s", 1.0).ok
