"""normalize: text and values, no input or output.

The first room.  It turns what a page printed into what it means (simplified script, half-width
digits, no glosses, numbers, dates, names) and keeps for every character the place in the source
that it came from.  It knows nothing of documents, forms, files or the network.
"""
