"""Comparing: two audits side by side."""
