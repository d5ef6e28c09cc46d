"""The Scrapy project: spiders, middlewares, the page archive. Never reads facts out of text."""
