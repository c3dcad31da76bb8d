"""PDF by PDFium and pdfplumber."""
