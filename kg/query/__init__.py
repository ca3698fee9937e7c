"""Named queries and free SPARQL, answered with typed rows."""
