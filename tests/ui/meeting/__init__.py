"""Tests of the dialogs around a negotiation."""
