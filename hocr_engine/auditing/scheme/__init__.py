"""Schemes: what an audit counts and prints, and what it was sampled from, as files say it."""
