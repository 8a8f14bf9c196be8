"""Measures what the desk must reach, each figure against a floor taken in the same run."""
