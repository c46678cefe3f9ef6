"""Coding: the sheet that auditors fill in, made and read back."""
