"""Read by each Python that a test starts while WORKSTATION_JITTER_MS is set: it too is late by chance."""

from tests.helpers import jitter

jitter.install_in_child()
