"""The demo: a small site of an invented district customs, crawled, read and shown (`make demo`)."""
