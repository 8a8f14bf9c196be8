"""The screen of the search."""
