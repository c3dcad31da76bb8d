"""The narrative part: what sentences report, read by a spaCy pipeline of small components.

`pipeline` puts the components together; each of `numbers` (every number and the class that it
is), `labels` (what is counted), `scopes` (whose it is), `relations` (what is part of what) and
`deadlines` reads one thing.  Words that they know stand in the YAML files beside them.
"""
