"""Reading any language: detection, memory and glossary, engines with their limits, doubts, privacy (domain.md §2)."""
