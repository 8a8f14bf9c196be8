"""The screens: the only package that knows PySide6 and qasync."""
