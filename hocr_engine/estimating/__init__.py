"""Estimating: rates from samples, with how sure they are; knows nothing of crimes."""
