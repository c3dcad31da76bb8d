"""HTML and MHTML: a tree of what is seen, one walk over it, text, grids, links and metadata."""
