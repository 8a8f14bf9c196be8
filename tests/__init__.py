"""The tests: unit, ui, e2e, architecture, and stories to look at."""
