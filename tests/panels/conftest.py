"""Databases for the panels that live in one."""

from tests.databases import clock, database_url, db, vault

__all__ = ["clock", "database_url", "db", "vault"]
