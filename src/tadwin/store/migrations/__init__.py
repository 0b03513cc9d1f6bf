"""One module a step, from an empty file to the tables of store/schema.py."""
