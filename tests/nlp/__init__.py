"""Tests of understanding: rules, entities, the trained pipeline, training and evaluation."""
