"""Facts to RDF and back: the only minter of IRIs."""
