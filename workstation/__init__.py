"""Workstation: the desk of an exhibitor's sales staff at a cloud trade fair, and its platform server."""

__version__ = "0.1.0"
