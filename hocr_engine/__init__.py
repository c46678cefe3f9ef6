"""A declarative rules engine for the Home Office Counting Rules."""
