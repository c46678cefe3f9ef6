"""Deciding again: what suffices, what would change it, by the rules of other days."""
