"""Tests of the screen of purchase intents."""
