"""Agreement: how far the rules and auditors say the same."""
