"""The subcommands of ``boletas``, one module each."""
