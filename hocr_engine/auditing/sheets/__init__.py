"""Sheets: a force's own tables, and which of their columns is which fact."""
