"""Bytes to Report. Reads files, pages and PDFs; knows nothing of harm."""
