"""Plots of the overview: painted by us, and each mark of them a button that opens the rows behind it."""
