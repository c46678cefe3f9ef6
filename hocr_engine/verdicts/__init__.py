"""Verdicts of many rules about one thing at once, from what its facts say by themselves."""
