"""What every test of the console needs."""

from tests.databases import clock, database_url, db, vault

__all__ = ["clock", "database_url", "db", "vault"]
