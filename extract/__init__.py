"""extract: bytes in, a record out; offline and deterministic.

The second room.  Readers turn bytes into one document model (text, blocks, grids), then each
module reads one thing out of it: what is boilerplate, the sections, the metadata, the standard
forms, the narrative's statistics, references, measures, deadlines, and the checks that prove
them.  It opens no connection and reads no clock.
"""
