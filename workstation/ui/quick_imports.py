"""Keeps PySide6 from reading the source of every module there is."""

import linecache
import sys

import shiboken6

_FEATURES = "shibokensupport.feature"
_LOOK = "_mod_uses_pyside"


def spare_sources() -> None:
    """Tell the binding that no module asks for its other names (`snake_case`, `true_property`): none of ours does.

    To find out by itself it reads the source of all modules at its own import, and of each one imported later; Python
    keeps what was read. That is a fifth of the time of every import, and megabytes: so this comes before other imports.
    A binding that does it otherwise is left alone.
    """
    features = sys.modules.get(_FEATURES)
    if shiboken6.__version__ and hasattr(features, _LOOK):
        setattr(features, _LOOK, lambda _module: False)
        linecache.clearcache()
