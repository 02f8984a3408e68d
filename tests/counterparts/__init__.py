"""Working twins of the providers, over HTTP on loopback."""
