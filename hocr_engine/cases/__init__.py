"""The worked cases beside the rules: read, run, and counted against the rules and the law."""
