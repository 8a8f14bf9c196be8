"""The accounts of the company."""
