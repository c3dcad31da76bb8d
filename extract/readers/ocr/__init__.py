"""Pages that are pictures: turned upright, their rulings found, their cells read (extra `ocr`)."""
