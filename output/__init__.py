"""output: records to files and databases that others load.

The third room.  It takes finished records and writes JSON Lines and SQLite, the same input twice
changing nothing.  Names, types and descriptions of every column come from extract/fields.yaml.
"""
