"""The routes of the programming interface, one file per noun."""
