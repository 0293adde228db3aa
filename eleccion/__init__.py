"""The process: use cases, storage and screens of the election."""
