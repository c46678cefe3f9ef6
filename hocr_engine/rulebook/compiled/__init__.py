"""A rulebook kept as data between two starts, so that reading it again costs next to nothing."""
