"""Downloader middlewares, nearest the spider first: scope, resume, robots, limits, conditional, record."""
