"""Judging: everything that an audit counts of one incident, with its verdict."""
