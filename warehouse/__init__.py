"""Table schemas, releases, the registry's files and storage paths. Never what a value means."""
