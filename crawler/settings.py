"""Scrapy's settings: polite by default.  Each can be changed with `scrapy crawl -s NAME=VALUE`."""

BOT_NAME = "haiguan"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Who we are.  CONTACT goes into the user agent, so that a webmaster can write to whoever runs this.
CONTACT = ""
USER_AGENT = "haiguan/0.1 (archives public government disclosure pages)"

# One request at a time and a pause, a host; slower where the host is slow.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1  # spiders give requests only, and each of these is a task a response
DOWNLOAD_DELAY = 3.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 3.0
AUTOTHROTTLE_MAX_DELAY = 120.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# How long to wait, how often to try again, how much to take.
DOWNLOAD_TIMEOUT = 60
RETRY_TIMES = 2
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 522, 524]
RETRY_AFTER_MAX = 900.0
REDIRECT_MAX_TIMES = 10
DOWNLOAD_MAXSIZE = 200_000_000
DOWNLOAD_WARNSIZE = 50_000_000
DEPTH_LIMIT = 0

# Ours: where the archive is, the most requests of a run (0: no ceiling), hours such as 22:00-06:00.
ARCHIVE_DIR = "archive"
REQUESTS_CEILING = 0
CRAWL_WINDOW = ""
SWEEP = False

# No compression that a reader of the archive might not know; no cookies, no console, no surprises.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
}
COOKIES_ENABLED = True
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}
REQUEST_FINGERPRINTER_CLASS = "crawler.fingerprint.KeyFingerprinter"
TWISTED_DNS_RESOLVER = "crawler.middlewares.scope.PublicResolver"
LOG_LEVEL = "INFO"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.scope.ScopeMiddleware": 10,
    "crawler.middlewares.resume.ResumeMiddleware": 20,
    "crawler.middlewares.robots.Rfc9309RobotsMiddleware": 100,
    "crawler.middlewares.limits.LimitsMiddleware": 570,
    "crawler.middlewares.conditional.ConditionalMiddleware": 800,
    "crawler.middlewares.record.RecordMiddleware": 900,
}
