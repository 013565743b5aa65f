"""GraphQL over HTTP: from bytes to an operation that a worker thread executes, and back. Knows no domain."""
