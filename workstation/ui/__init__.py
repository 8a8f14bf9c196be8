"""The screens: the only package that knows PySide6 and qasync."""

from workstation.ui import quick_imports

quick_imports.spare_sources()
