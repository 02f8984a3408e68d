"""Recruitment, quotas, selection: pure rules and one service that sees storage."""
