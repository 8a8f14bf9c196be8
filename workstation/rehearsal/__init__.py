"""The rehearsal fair, the load generator and the simulations: clients of the public API."""
