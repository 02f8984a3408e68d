"""Text in, Understanding out; knows nothing of the council's rows."""
