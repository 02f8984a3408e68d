"""Databases of the storage tests."""

from tests.databases import clock, database_url, db, vault

__all__ = ["clock", "database_url", "db", "vault"]
