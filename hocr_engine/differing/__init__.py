"""Two rulebooks set against each other: what they decide otherwise, and which rule made it so."""
