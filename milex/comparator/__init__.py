"""The comparison engine: patterns → matches → elements → verdict → evidence."""
