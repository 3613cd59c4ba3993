"""Laws and comparisons as texts and plain structures. Knows no terminal and no page."""
