import pytest

from scrapers.links import (
    FOLLOW_FROM,
    Link,
    UnsafeSitemapError,
    extract_links,
    is_same_owner,
    is_same_site,
    is_trap,
    normalize_url,
    read_sitemap,
    score_link,
)

HOME = "https://hospital.example/medicine/residency/"


def scored(
    text="",
    path="/medicine/residency/page",
    title="",
    heading="",
    specialty="Internal Medicine",
    host="hospital.example",
):
    return score_link(Link(f"https://{host}{path}", text, title, heading), specialty, HOME)


@pytest.mark.parametrize(
    "text, path",
    [
        ("Eligibility", "/medicine/residency/page"),
        ("How to Apply", "/medicine/residency/page"),
        ("Apply Now", "/medicine/residency/p?id=4"),
        ("For Applicants", "/medicine/residency/page"),
        ("International Medical Graduates", "/medicine/residency/page"),
        ("IMG information", "/medicine/residency/page"),
        ("Visa Sponsorship", "/medicine/residency/page"),
        ("J-1 and H-1B", "/medicine/residency/page"),
        ("FAQ", "/medicine/residency/page"),
        ("Frequently Asked Questions", "/medicine/residency/page"),
        ("Application Requirements", "/medicine/residency/page"),
        ("Selection Criteria", "/medicine/residency/page"),
        ("Current Residents", "/medicine/residency/page"),
        ("Meet Our Residents", "/medicine/residency/page"),
        ("House Staff", "/medicine/residency/page"),
        ("GME Policies", "/gme/policies"),
        ("Residents and Fellows: visa policy", "/gme/visa"),
        ("", "/medicine/residency/eligibility-requirements"),
        ("click here", "/medicine/residency/how_to_apply.html"),
        ("Download", "/medicine/residency/files/visa-policy.pdf"),
        ("Current Residents & Alumni", "/medicine/residency/people"),
        ("Internal Medicine Residency", "/programs/im/"),
        ("Residency Program", "/medicine/residency/program"),
        ("Categorical track", "/medicine/residency/categorical"),
        ("Class of 2027", "/medicine/residency/2027"),
        ("PGY-1", "/medicine/residency/pgy1"),
        ("Schedule an interview", "/medicine/residency/interview"),
        ("Salary & Benefits", "/medicine/residency/benefits"),
        ("Chief Residents", "/medicine/residency/chiefs"),
        ("Resident and Fellow Handbook", "/gme/handbook.pdf"),
    ],
)
def test_pages_about_applying_are_followed(text, path):
    found = scored(text, path)
    assert found.skipped is None and found.score >= FOLLOW_FROM


@pytest.mark.parametrize(
    "text, path, reason",
    [
        ("Cardiology Fellowship", "/medicine/cardiology", "fellowship"),
        ("How to apply", "/medicine/residency/fellowships/cardiology/apply", "fellowship"),
        ("Fellowship", "/medicine/residency/fellowship", "fellowship"),
        ("Medical Students", "/medicine/residency/students", "student"),
        ("", "/medicine/residency/medical-students", "student"),
        ("Visiting students: how to apply", "/medicine/visiting", "student"),
        ("Clerkship requirements", "/medicine/clerkship", "student"),
        ("Observership application", "/medicine/observers", "observership"),
        ("International observers", "/medicine/international", "observership"),
        ("Surgery Residency: how to apply", "/surgery/apply", "sibling"),
        ("Eligibility", "/surgery/residency/eligibility", "sibling"),
        ("Orthopedic Surgery", "/ortho", "sibling"),
        ("Pediatrics requirements", "/x", "sibling"),
        ("Faculty", "/medicine/residency/faculty", "faculty"),
        ("Alumni", "/medicine/residency/alumni", "alumni"),
        ("News", "/medicine/residency/news", "news"),
        ("Match Day celebrated", "/news/match-day", "news"),
        ("Events", "/medicine/residency/events", "calendar"),
        ("Calendar", "/medicine/calendar/", "trap"),
        ("Find a doctor", "/doctors", "faculty"),
        ("Privacy policy", "/privacy", "site"),
        ("Careers: apply", "/careers", "staff"),
        ("Apply for a Job", "/jobs/apply", "staff"),
        ("Nursing Residency", "/nursing/residency", "staff"),
        ("International patients", "/international-patients", "patient"),
        ("Eligibility for financial assistance", "/billing/eligibility", "patient"),
        ("Clinical trials eligibility", "/trials/eligibility", "patient"),
        ("Photo of our residents", "/medicine/residency/residents.jpg", "file_type"),
        ("Cafeteria menu", "/menu", "irrelevant"),
    ],
)
def test_pages_for_others_are_told_apart(text, path, reason):
    found = scored(text, path)
    if reason is not None:
        assert (found.skipped, found.score < 0.3) == (reason, True)


def test_a_heading_above_tells_a_fellowship_from_a_residency():
    assert scored("How to Apply", "/medicine/residency/p7", heading="Fellowships").skipped == "fellowship"
    assert scored("How to Apply", "/medicine/residency/p7", heading="Residency").skipped is None


def test_a_heading_alone_makes_a_plain_link_worth_a_look():
    assert scored("More", "/medicine/residency/p9", heading="International applicants").skipped is None


def test_the_folder_of_the_entry_page_neither_helps_nor_harms():
    home = "https://hospital.example/surgery/residency/"
    own = score_link(
        Link("https://hospital.example/surgery/residency/eligibility", "Eligibility"), "Internal Medicine", home
    )
    assert own.skipped is None
    assert (
        score_link(Link("https://hospital.example/surgery/residency/map", "Map"), "Surgery", home).skipped
        == "irrelevant"
    )


def test_own_specialty_is_not_a_sibling():
    assert scored("Orthopedic Surgery Residency", "/ortho", specialty="Orthopaedic Surgery").skipped is None
    assert scored("General Surgery Residency", "/gs", specialty="Surgery").skipped is None
    assert scored("Surgery Residency", "/gs", specialty="Orthopaedic Surgery").skipped == "sibling"


def test_off_host_only_institution_policies_are_followed():
    policy = scored("GME visa policy", "/policies/visa", host="gme.example")
    assert (policy.skipped, policy.role) == (None, "institution_page")
    assert scored("How to apply", "/apply", host="eras.example").skipped == "off_host"
    assert scored("Facebook", "/hospital", host="social.example").skipped is not None


@pytest.mark.parametrize("host", ["www.ecfmg.org", "nrmp.org", "apps.acgme.org", "travel.state.gov"])
def test_national_bodies_are_not_entered(host):
    assert scored("J-1 visa policy", "/visa", host=host).skipped == "national_body"


def test_an_institution_policy_on_the_host_has_its_role():
    assert scored("House staff visa policy", "/gme/policies/visa").role == "institution_page"
    assert scored("How to apply", "/medicine/residency/apply").role == "program_page"


def test_a_better_text_never_scores_lower():
    assert scored("Visa and eligibility requirements").score >= scored("Program overview").score


@pytest.mark.parametrize(
    "raw, normal",
    [
        ("HTTP://Hospital.Example:80/a#top", "http://hospital.example/a"),
        ("page?utm_source=x&id=3&PHPSESSID=99", "https://hospital.example/medicine/residency/page?id=3"),
        ("a;jsessionid=AB12?x=1", "https://hospital.example/medicine/residency/a?x=1"),
        ("/a/../b/./c/", "https://hospital.example/b/c/"),
        ("//other.example/x", "https://other.example/x"),
        ("../x", "https://hospital.example/medicine/x"),
        ("mailto:gme@hospital.example", None),
        ("javascript:void(0)", None),
        ("ftp://hospital.example/x", None),
        ("http://[broken", None),
        ("http://host:notaport/", None),
        ("", None),
    ],
)
def test_addresses_are_normalized(raw, normal):
    assert normalize_url(raw, HOME) == normal


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://h.example/events/2026/05/", True),
        ("https://h.example/x?month=5", True),
        ("https://h.example/a/b/a/b/a/b", True),
        ("https://h.example/residency/apply?id=4", False),
    ],
)
def test_endless_spaces_are_recognized(url, expected):
    assert is_trap(url) is expected


def test_www_is_the_same_site():
    assert is_same_site("https://www.h.example/", "http://h.example/a")
    assert not is_same_site("https://gme.h.example/", "http://h.example/a")


def test_links_carry_text_title_and_the_heading_above():
    body = b"""<base href="/m/"><h2>Applicants</h2><a href="visa" title="Visas">Read <b>more</b></a>
    <a href="visa#x">again</a><a href="/i"><img alt="International"></a><iframe src="sheet.pdf"></iframe>"""
    links = extract_links(body, "https://h.example/x").links
    assert links[0] == Link("https://h.example/m/visa", "Read more | again", "Visas", "Applicants")
    assert [link.url for link in links[1:]] == ["https://h.example/i", "https://h.example/m/sheet.pdf"]
    assert links[1].text == "International"


def test_a_meta_refresh_is_found():
    assert (
        extract_links(b'<meta http-equiv="Refresh" content="0; URL=/new">', HOME).refresh
        == "https://hospital.example/new"
    )


def test_a_page_of_100000_links_is_cut_and_counted():
    body = b"".join(b'<a href="/p%d">x</a>' % number for number in range(100_000))
    read = extract_links(body, HOME)
    assert len(read.links) == 1500 and read.cut == 98_500


@pytest.mark.parametrize("tag", ["div", "p", "a", "b", "table", "h2", "ul"])
def test_deep_nesting_does_not_break_the_reader(tag):
    # A tree builder takes minutes for this page; an event parser reads it like any other.
    body = f"<{tag}>".encode() * 200_000 + b'<a href="/visa">Visa</a>'
    assert [link.text for link in extract_links(body, HOME).links] == ["Visa"]


def test_a_single_line_of_10_mb_and_odd_bytes_are_read():
    body = b"<p>" + b"x" * 10_000_000 + b'\x00\xff</p><a href="/visa">Visa caf\xe9</a>'
    assert [link.text for link in extract_links(body, HOME).links] == ["Visa caf\xe9"]


@pytest.mark.parametrize("body", [b"", b"   ", b"<!-- -->", b"\x00\x00", b"plain text"])
def test_pages_without_markup_have_no_links(body):
    assert extract_links(body, HOME).links == ()


def test_sitemaps_and_their_indexes_are_read():
    pages, maps = read_sitemap(b"<urlset><url><loc> https://h.example/a?x=1&amp;y=2 </loc></url></urlset>", HOME)
    assert (pages, maps) == (["https://h.example/a?x=1&y=2"], [])
    pages, maps = read_sitemap(b"<sitemapindex><sitemap><loc>/m.xml</loc></sitemap></sitemapindex>", HOME)
    assert (pages, maps) == ([], ["https://hospital.example/m.xml"])


def test_an_entity_bomb_is_refused_unread():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><loc>&b;</loc></urlset>'
    with pytest.raises(UnsafeSitemapError):
        read_sitemap(bomb, HOME)


def test_a_frame_is_followed_like_the_page_that_shows_it():
    page = b"""<frameset><frame src="menu.htm"><frame src="main.htm" title="Home"></frameset>
        <iframe src="/embed/r.htm"></iframe><iframe src="https://maps.example/x"></iframe><a href="plain.htm">x</a>"""
    found = {link.url.rsplit("/", 1)[-1]: link for link in extract_links(page, HOME).links}
    assert {name for name, link in found.items() if link.is_frame} == {"menu.htm", "main.htm", "r.htm", "x"}
    followed = {name for name, link in found.items() if not score_link(link, "Pathology", HOME).skipped}
    assert followed == {"menu.htm", "r.htm"} | followed & {"main.htm"}
    assert score_link(found["x"], "Pathology", HOME).skipped == "off_host"


def test_an_address_that_is_linked_and_framed_counts_as_framed():
    page = b"<a href='inner.htm'>more</a><iframe src='inner.htm'></iframe>"
    (link,) = extract_links(page, HOME).links
    assert (link.text, link.is_frame) == ("more", True)


@pytest.mark.parametrize(
    "text, host, path, is_followed",
    [
        ("Frequently asked questions for applicants", "gme.hospital.example", "/faq", True),
        ("How to apply", "www.hospital.example", "/node/12", True),
        ("Current residents", "medicine.hospital.example", "/people", True),
        ("FAQ", "residents.example", "/internal-medicine/faq", True),
        ("Internal Medicine Residency: how to apply", "residents.example", "/p/1", True),
        ("FAQ", "residents.example", "/faq", False),
        ("FAQ", "residents.example", "/pediatrics/faq", False),
        ("How to apply", "other.example", "/apply", False),
        ("Residency", "gme.hospital.example", "/", False),
        ("Careers: apply now", "jobs.hospital.example", "/apply", False),
    ],
)
def test_pages_on_a_second_host_of_the_owner_are_followed(text, host, path, is_followed):
    found = scored(text, path, host=host)
    assert (found.skipped is None) == is_followed
    if is_followed:
        assert found.role == ("program_page" if host.startswith("www.") else "institution_page")


def test_sites_under_a_shared_domain_have_different_owners():
    assert is_same_owner("https://a.hospital.example/x", "http://b.hospital.example/")
    assert not is_same_owner("https://one.wixsite.com/", "https://two.wixsite.com/")
    assert not is_same_owner("http://127.0.0.1/", "http://127.9.0.1/")
    assert not is_same_owner("http://[2001:db8::1]/", "http://[2001:db9::1]/")


@pytest.mark.parametrize(
    "text, path", [("Resident login", "/x"), ("Residents", "/login?next=/residents"), ("Sign in: applicants", "/a")]
)
def test_login_forms_are_not_visited(text, path):
    assert scored(text, path).skipped == "site"
