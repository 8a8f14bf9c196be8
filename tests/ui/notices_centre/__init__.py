"""Tests of the message centre."""
