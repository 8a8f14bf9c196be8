"""Tests of the panel beside the chat."""
