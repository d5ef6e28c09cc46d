"""Pages that are empty without scripts are told from short pages, and from pages whose text is sent as JSON."""

from __future__ import annotations

import pytest

from scrapers import archive
from scrapers.crawl import CrawlSettings, Target, crawl_programs
from scrapers.scripted import needs_browser
from tests.scrapers.sites import World, html

BUNDLE = '<script type="module" crossorigin src="/assets/index-9f2c.js"></script>'
VISA = "Our program sponsors J-1 visas through ECFMG, and does not sponsor H-1B visas for residents."


def page(body, head=""):
    return (
        f"<!doctype html><html><head><title>Internal Medicine Residency</title>{head}</head><body>{body}</body></html>"
    )


SHELLS = {
    "vite": page('<div id="root"></div>', BUNDLE),
    "create_react_app": page(
        f'<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>{BUNDLE}'
    ),
    "angular": page(f"<app-root></app-root>{BUNDLE}"),
    "angular_loading": page(f"<my-app>Loading...</my-app>{BUNDLE}"),
    "vue": page(
        "<noscript><strong>We're sorry, this site doesn't work without JavaScript enabled.</strong></noscript>"
        f"<div id=app></div>{BUNDLE}"
    ),
    "next_without_state": page(f'<div id="__next"></div>{BUNDLE}'),
    "gatsby": page(f'<div id="___gatsby"><div class="spin"></div></div>{BUNDLE}', "<style>.spin{width:9px}</style>"),
    "noscript_only": page(f"<noscript>JavaScript must be enabled to view this page</noscript><main></main>{BUNDLE}"),
    "settings_only": page(
        f'<div id="app"></div><script>window.env={{"API":"https://api.example/v1"}}</script>{BUNDLE}'
    ),
}
READABLE = {
    "plain": page(f"<h1>Visas</h1><p>{VISA}</p>"),
    "short": page("<p>Apply through ERAS.</p>"),
    "short_with_scripts": page(f"<p>Apply through ERAS by September 30.</p>{BUNDLE}"),
    "rendered_root": page(f'<div id="root"><h1>Visas</h1><p>{VISA}</p></div>{BUNDLE}'),
    "json_state": page(
        '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">'
        f'{{"props":{{"text":"{VISA}"}}}}</script>'
    ),
    "json_ld": page(
        f'<div id="app"></div><script type="application/ld+json">{{"description":"{VISA}"}}</script>{BUNDLE}'
    ),
    "window_state": page(f'<div id="root"></div><script>window.__STATE__ = {{"body":"{VISA}"}};</script>{BUNDLE}'),
    "frame": page(f'<div id="app"></div><iframe src="/real"></iframe>{BUNDLE}'),
    "refresh": page(f'<div id="app"></div>{BUNDLE}', '<meta http-equiv="refresh" content="0;url=/new">'),
    "menu": page('<div id="app">' + "".join(f'<a href="/{n}">x</a>' for n in range(8)) + f"</div>{BUNDLE}"),
    "noscript_page": page(f'<div id="app"></div><noscript>{VISA * 6} Please enable JavaScript.</noscript>{BUNDLE}'),
    "about_javascript": page(f"<p>{VISA} Our forms need JavaScript enabled.</p>{BUNDLE}"),
    "tag_manager": page(f"<p>{VISA}</p><noscript><iframe src='https://tags.example'></iframe></noscript>{BUNDLE}"),
    "no_script_at_all": page('<div id="app"></div>'),
    "empty": "",
    "pdf": "%PDF-1.7 <script> <div id='root'>",
}


@pytest.mark.parametrize("name", SHELLS)
def test_a_page_that_is_empty_without_scripts_is_recognized(name):
    assert needs_browser(SHELLS[name].encode())


@pytest.mark.parametrize("name", READABLE)
def test_a_page_that_can_be_read_is_not(name):
    body = READABLE[name].encode()
    assert needs_browser(body) is None or body.startswith(b"%PDF")


def test_hostile_pages_are_decided_quickly():
    for body in (b"<script>" * 200_000, b"<div id='root'><script>" + b'"a ' * 300_000, b"<!--" * 300_000 + b"<script"):
        needs_browser(body + b"<div id='root'>")


def test_programs_whose_pages_need_a_browser_are_counted_and_their_sitemap_is_followed(tmp_path):
    world = World({"shell": {}, "plain": {"/": html(("/visa", "Visa")), "/visa": SHELLS["vite"]}}, "127.44.0.")
    shell = world["shell"]
    shell.pages |= {
        "/robots.txt": f"Sitemap: {shell.url('/map.xml')}",
        "/": SHELLS["create_react_app"],
        "/map.xml": f"<urlset><url><loc>{shell.url('/visa')}</loc></url></urlset>",
        "/visa": html(text="We sponsor J-1 visas."),
    }
    try:
        report = crawl_programs(
            [Target(name, site.url()) for name, site in world.sites.items()], tmp_path, "c1", CrawlSettings.demo()
        )
    finally:
        world.close()
    assert report.check_sums() == [] and report.failed == {"needs_browser": 2}
    assert report.needs_browser == {"plain": 1, "shell": 1}
    rows = {row["url"]: row["failure"] for row in archive.read_raw(tmp_path, "raw_fetches").to_pylist()}
    assert rows[shell.url()] == "needs_browser" and rows[shell.url("/visa")] is None
