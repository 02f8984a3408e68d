"""The officers' web pages and their JSON API."""
