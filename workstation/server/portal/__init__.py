"""The buyer's pages: rendered here, kept live by a small script of our own (see docs/portal.md)."""
