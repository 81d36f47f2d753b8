"""HTTP: schemas, one file for each resource, problems. Knows the domain, never the outside."""
