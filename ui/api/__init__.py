"""The HTTP interface: SPARQL 1.1 Protocol, REST with OpenAPI, and IRIs that can be followed; read-only."""
