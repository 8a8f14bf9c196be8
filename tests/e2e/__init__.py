"""The whole product on real parts: window, server, browser, keyring."""
