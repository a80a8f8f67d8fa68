"""A newspaper issue becomes an e-book and an archival print."""
