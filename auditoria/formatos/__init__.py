"""The public files of a process as frozen records: strict readers, one spelling each."""
