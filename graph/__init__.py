"""Facts to RDF: quads, store, queries, validation, export."""
