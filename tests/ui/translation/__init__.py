"""Tests of translation among the settings."""
