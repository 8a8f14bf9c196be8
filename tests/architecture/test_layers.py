"""Who may import whom: the contracts in pyproject.toml hold, and every package is under them."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.sources import ROOT

LAYERS = {"domain", "storage", "remote", "sync", "services", "ui", "server", "rehearsal"}


CHECK = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_import_contracts_hold():
    # A process of its own: the linter configures logging anew and disables the loggers that are there.
    run = subprocess.run([sys.executable, "-c", CHECK], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_is_one_of_the_layers():
    packages = {path.parent.name for path in Path(ROOT, "workstation").glob("*/__init__.py")}
    assert packages == LAYERS


def test_every_layer_is_under_a_contract_about_third_parties():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    for part, allowed in {"PySide6": {"ui"}, "sqlalchemy": {"storage", "server"}, "litestar": {"server"}}.items():
        kept_out = {
            module.removeprefix("workstation.")
            for contract in contracts
            if part in contract.get("forbidden_modules", ())
            for module in contract["source_modules"]
        }
        assert kept_out == LAYERS - allowed, part
    requests = next(contract for contract in contracts if "requests" in contract.get("ignore_imports", [""])[0])
    assert {module.removeprefix("workstation.") for module in requests["source_modules"]} == LAYERS - {"remote"}
