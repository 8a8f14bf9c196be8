"""Tests of handing over, with real desks at a real server."""
