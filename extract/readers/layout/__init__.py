"""From marks on a page (characters, rulings) to text in reading order and grids: PDF, OFD, scans."""
