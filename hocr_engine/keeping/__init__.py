"""Decision records: written, read again, and set against what is decided now."""
