"""Publishing: the rulebook as people read, teach and sign it off."""
