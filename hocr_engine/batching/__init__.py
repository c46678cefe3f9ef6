"""Batches of incidents: read in parts, decided in several processes, kept as rows of a table."""
