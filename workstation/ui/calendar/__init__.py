"""The calendar of negotiations: week, day and agenda, the slots, and one booking beside them."""
