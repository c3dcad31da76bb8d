"""haiguan: the command, and what joins the rooms crawler, extract and output."""
