"""The engine, over small dialogs of the tests' own."""
