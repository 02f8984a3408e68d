"""Journeys over the whole application: real server, real database, real understanding, real clients."""
