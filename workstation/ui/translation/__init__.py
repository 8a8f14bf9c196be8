"""Translation among the settings: engines, privacy, what left, memory and glossary."""
