"""What the server asks its database, one file per noun."""
