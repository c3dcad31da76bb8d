"""Documents rendered from prose and tables to every format, with nothing lost on the way."""
