"""Tests of the screens of business cards."""
