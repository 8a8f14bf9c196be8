"""What the screens ask for, one file per feature."""
