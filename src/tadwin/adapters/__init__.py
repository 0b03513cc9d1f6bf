"""What the Protocols stand for: spaCy, the gazetteer's SQLite."""
