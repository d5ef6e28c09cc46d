"""Answers are named for what they are, also where the status says otherwise."""

import pytest

from scrapers.outcomes import classify_answer


def answer(title: str, body: str = "", is_sitemap: bool = False) -> tuple[str, str] | None:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    return classify_answer(200, {}, page, "text/html; charset=utf-8", is_sitemap)


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "Page Not Found | Alder Hospital",
        "Alder Hospital - Page not found",
        "404",
        "404 - Alder Hospital",
        "Error 404",
        "404 Not Found",
        "The requested page could not be found",
    ],
)
def test_a_page_that_says_it_does_not_exist_is_gone(title: str) -> None:
    found = answer(title)
    assert found is not None and found[0] == "gone" and "title" in found[1]


@pytest.mark.parametrize(
    "title",
    [
        "Eligibility",
        "404th Field Hospital residency",
        "FAQ: what if the page is not found?",
        "Residents: 404 applicants in 2026",
        "",
    ],
)
def test_other_pages_are_had(title: str) -> None:
    assert answer(title, "<p>Page not found is what old links show.</p>") is None


def test_a_sitemap_is_not_judged_by_a_title() -> None:
    assert answer("404", is_sitemap=True) is None
