"""The live pages of the portal in a real browser."""
