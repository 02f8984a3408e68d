"""Tests of panels: the draw against brute force."""
