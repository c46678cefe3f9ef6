"""Figures: what was judged counted in streams, and the tables made of the counts."""
