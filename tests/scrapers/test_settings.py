import pytest

from scrapers.settings import ContactMissingError, CrawlSettings, SettingsError, is_local_address, require_contact


def test_settings_survive_their_json_form():
    settings = CrawlSettings.demo(contact="crawl@example.org", page_budget=7)
    assert CrawlSettings.from_json(settings.to_json()) == settings


def test_a_misspelt_setting_is_an_error_and_not_ignored():
    with pytest.raises(SettingsError, match="body_cap"):
        CrawlSettings.from_json('{"body_cap": 5}')


@pytest.mark.parametrize("name, value", [("page_budget", 0), ("request_timeout_s", 0), ("delay_s", -1), ("shards", 0)])
def test_impossible_values_are_named(name, value):
    with pytest.raises(SettingsError, match=name):
        CrawlSettings(**{name: value})


def test_a_contact_must_be_an_address():
    with pytest.raises(SettingsError, match="contact"):
        CrawlSettings(contact="somebody")


def test_the_contact_stands_in_the_user_agent():
    assert "crawl@example.org" in CrawlSettings(contact="crawl@example.org").user_agent


def test_public_defaults_are_polite():
    settings = CrawlSettings()
    assert settings.delay_s >= 2 and settings.autothrottle and not settings.allow_local


@pytest.mark.parametrize(
    "url, is_local",
    [
        ("http://127.4.5.6:8000/x", True),
        ("http://[::1]/", True),
        ("http://localhost:9/", True),
        ("http://10.0.0.1/", False),
        ("http://hospital.example/", False),
        ("http://2130706433/", False),
        ("http://[broken/", False),
    ],
)
def test_local_addresses_are_loopback_only(url, is_local):
    assert is_local_address(url) is is_local


def test_public_hosts_need_a_contact():
    with pytest.raises(ContactMissingError, match="contact"):
        require_contact(["http://127.0.0.1/", "http://hospital.example/"], CrawlSettings.demo())
    require_contact(["http://hospital.example/"], CrawlSettings(contact="crawl@example.org"))


def test_local_hosts_need_no_contact_where_local_is_allowed():
    require_contact(["http://127.0.0.1/"], CrawlSettings.demo())
    with pytest.raises(ContactMissingError, match="allow-local"):
        require_contact(["http://127.0.0.1/"], CrawlSettings())
