"""One module a step, from an empty schema to the tables of store/account_schema.py."""
