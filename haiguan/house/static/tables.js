// Datasette's tables read this from a script in the page, which the house's policy does not let run.
var DATASETTE_ALLOW_FACET = true;
