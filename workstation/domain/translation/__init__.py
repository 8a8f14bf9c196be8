"""What must come through a translation unharmed, and how one sees that it did (domain.md §2, number-safe)."""
