"""One use case per file, a verb of the law; each takes its ports as keyword parameters."""
