"""Tests of the screens of the team."""
