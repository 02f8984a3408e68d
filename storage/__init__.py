"""Rows and transactions; verbs over one table each; never commits."""
