"""Tests of sign_in."""
