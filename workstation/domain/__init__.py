"""The trade in plain Python: types and rules shared by desk and server. No Qt, SQL, HTTP, clock or disk."""
