"""Tests of the officers' web pages and their API."""
