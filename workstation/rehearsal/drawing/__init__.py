"""Draws the rehearsal's pictures from shapes alone: no image files, no fonts of the machine."""
