"""crawler: pages and attachments, fetched politely and archived as they came.

A Scrapy project (`scrapy crawl` runs it too).  It stores bytes and how they were got; it knows
sites, columns and links, and no field name of any record.
"""
