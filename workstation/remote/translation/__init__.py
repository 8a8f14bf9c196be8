"""Translation engines: one file each, one interface (`engine.py`). A new one: a file, a line in `known.py`, a test."""
