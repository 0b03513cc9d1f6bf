"""The record to files that others read: one module per format."""
