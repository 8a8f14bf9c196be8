"""What the project's own work needs; nothing here is part of the product."""
