"""Sampling: how much to look at, and which incidents."""
