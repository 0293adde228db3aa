"""The evidence on file: canonical bytes, signatures, chained logs, trees and records."""
