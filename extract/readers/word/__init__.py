"""Word documents: .docx read as it is, the older formats through LibreOffice."""
