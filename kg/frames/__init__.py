"""Who did what to whom: the frame lexicon over the dependency tree."""
