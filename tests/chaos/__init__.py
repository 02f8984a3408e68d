"""Faults on purpose: processes are killed while residents talk; then nothing is lost and nothing was done twice."""
