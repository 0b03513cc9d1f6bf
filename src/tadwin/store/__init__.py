"""The record on disk: schema, migrations, reading and writing."""
