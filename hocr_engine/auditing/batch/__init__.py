"""Batches: incidents read part by part, joined with what was recorded, and judged."""
