"""Files to articles: text normalised once."""
