"""Other doors to the same pages: saved files, WARC and WACZ, the Internet Archive, Common Crawl.

Each door gives what it finds as Found or Passed, and `store` puts it into the archive.
"""
