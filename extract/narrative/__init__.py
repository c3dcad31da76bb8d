"""The narrative part: what sentences report, read by a spaCy pipeline of small components.

`pipeline` puts the components together; each of `numbers` (every number and the class that it
is: by `masks`, `timespans`, `uses` and the `tone` of what speaks), `labels` (what is counted), `scopes` (whom a clause speaks of) with `subjects` (how long) and `issuers` (whether that is the issuer), `moments` (times that
are named) with `periods` (whose they are), `relations` (what is part of what) and `deadlines` reads one thing.  Words that they know stand in the YAML files beside them.
"""
