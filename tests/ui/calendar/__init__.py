"""The calendar of negotiations."""
