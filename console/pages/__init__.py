"""The officers' pages, one file for each section."""
