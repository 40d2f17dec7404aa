"""One module and one .kv for each screen."""
