"""Each channel against its contract and its case tables."""
