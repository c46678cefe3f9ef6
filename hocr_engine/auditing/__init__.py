"""Auditing: what a batch of incidents should have become against what was recorded, in figures."""
