"""Spiders: one a CMS family; sites are data (crawler.sites)."""
