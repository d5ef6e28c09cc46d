"""How a program's site looks: its pages, their layout by kind of site, navigation, distractors, sitemap and robots.

What a site says is decided in `programs.py`; this module only lays it out and never invents a requirement.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from html import escape
from random import Random

from demo.programs import CYCLE, OLD_CYCLE, POLICIES, Content, Institution, Program
from demo.residents import draw_person, render_roster
from demo.wordings import TOPIC_HEADINGS, Said

HTML = "text/html; charset=utf-8"
SEASON_LINE = f"Requirements for the {CYCLE - 1}-{CYCLE} application season ({CYCLE} Match)"
OLD_SEASON_LINE = f"Requirements for the {OLD_CYCLE - 1}-{OLD_CYCLE} application season ({OLD_CYCLE} Match)"
FILLER = (
    "Our teaching conferences take place each weekday at noon, with lunch for all who attend.",
    "The call room, the library and the simulation laboratory stand open day and night.",
    "The region is known for its lakes, its farmers' markets and a lively festival of music in June.",
    "Residents present their scholarly work at our research day in spring.",
    "A mentor from the faculty accompanies each resident throughout training.",
    "The clinic serves families from more than twenty neighborhoods.",
    "We moved into a new tower with single rooms and a roof garden not long ago.",
    "Wellness days, a gym and a quiet room belong to everyday life here.",
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page. `role`: entry, relevant, distractor, neutral. `links`: further (text, path) inside its main part."""

    key: str
    path: str
    title: str
    main: str
    role: str
    links: tuple[tuple[str, str], ...] = ()
    content_type: str = HTML
    head: str = ""
    document: Callable[[], bytes] | None = None  # for what is not HTML; made when first asked for


@dataclass(slots=True)
class Site:
    """All pages of one program's site by path, with what robots.txt and the sitemap say."""

    program: Program
    base: str
    kind: str
    menu: list[tuple[str, str]]
    pages: dict[str, SitePage] = field(default_factory=dict)
    robots: str | None = None
    has_sitemap: bool = False
    is_volatile: bool = False
    names: list[str] = field(default_factory=list)
    policy_url: str | None = None
    content: Content | None = None

    def path_of(self, key: str) -> str:
        for page in self.pages.values():
            if page.key == key:
                return page.path
        raise KeyError(f"site of {self.program.program_id} has no page {key!r}")


def _para(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _emphasize(text: str) -> str:
    """Escaped text with numbers and visas in bold, as editors like it."""
    return re.sub(r"(?<![&#\w])(\d{3}|J-?1|H-?1-?B|first attempt|not)(?![\w;])", r"<strong>\1</strong>", escape(text))


def _asked(said: Said) -> tuple[str, str]:
    """Question or term, and its answer; prose gets the neutral question of its topic."""
    return (said.question or TOPIC_HEADINGS[said.topic][1]), said.text


def lay_out(group: list[Said], layout: str) -> str:
    """Wordings in one layout: prose, marked, running, list, table, definitions, faq_details or faq_buttons."""
    if layout == "table":
        rows = "".join(
            f"<tr><th>{escape(said.question or TOPIC_HEADINGS[said.topic][0])}</th><td>{escape(said.text)}</td></tr>"
            for said in group
        )
        return f'<table class="requirements"><tr><th>Topic</th><th>Details</th></tr>{rows}</table>'
    if layout == "definitions":
        pairs = "".join(
            f"<dt>{escape(said.question or TOPIC_HEADINGS[said.topic][0])}</dt><dd>{escape(said.text)}</dd>"
            for said in group
        )
        return f"<dl>{pairs}</dl>"
    if layout == "faq_details":
        return "\n".join(
            f"<details><summary>{escape(question)}</summary><div><p>{escape(answer)}</p></div></details>"
            for question, answer in map(_asked, group)
        )
    if layout == "faq_buttons":
        return "\n".join(
            f'<div class="accordion-item"><div class="accordion-header"><button aria-expanded="false" '
            f'aria-controls="a{place}">{escape(question)}</button></div><div class="accordion-body" id="a{place}" '
            f"hidden><p>{escape(answer)}</p></div></div>"
            for place, (question, answer) in enumerate(map(_asked, group))
        )
    if layout == "list":
        items = []
        for said in group:
            if said.form == "prose":
                items.append(f"<li>{escape(said.text)}</li>")
            elif said.form == "label":
                items.append(f"<li><strong>{escape(said.question)}:</strong> {escape(said.text)}</li>")
            else:
                items.append(f"<li><em>{escape(said.question)}</em> {escape(said.text)}</li>")
        return f"<ul>{''.join(items)}</ul>"
    if layout == "running":  # one paragraph of sentences, as long pages have it; questions and terms stand apart
        prose = [said for said in group if said.form == "prose"]
        paragraph = " ".join(said.text if said.text[-1] in ".!?" else f"{said.text}." for said in prose)
        rest = [said for said in group if said.form != "prose"]
        return (_para(paragraph) if prose else "") + (lay_out(rest, "prose") if rest else "")
    mark = _emphasize if layout == "marked" else escape
    parts = []
    for said in group:
        if said.form == "question":
            parts.append(f"<h3>{escape(said.question)}</h3>{_para(said.text)}")
        elif said.form == "label":
            parts.append(f"<p><strong>{escape(said.question)}:</strong> {escape(said.text)}</p>")
        else:
            parts.append(f"<h3>{escape(TOPIC_HEADINGS[said.topic][0])}</h3><p>{mark(said.text)}</p>")
    return "\n".join(parts)


# Specialties in which the demo has no program: pages about them stand beside a program's own.
SIBLINGS = ("Urology", "Dermatology", "Ophthalmology", "Plastic Surgery", "Otolaryngology")
LAYOUT_OF_KIND = {
    "table": "table",
    "definitions": "definitions",
    "cards": "list",
    "faq_details": "faq_details",
    "faq_buttons": "faq_buttons",
}


def render_sheet(title: str, season: str, group: list[Said]) -> bytes:
    """The eligibility sheet as PDF. The same input gives the same bytes."""
    from fpdf import FPDF

    pdf = FPDF(format="letter")
    pdf.set_creation_date(datetime.datetime(CYCLE - 1, 8, 3, tzinfo=datetime.UTC))
    pdf.set_title(title)
    pdf.add_page()
    pdf.set_font("helvetica", style="B", size=15)
    pdf.multi_cell(0, 9, title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", size=11)
    if season:
        pdf.multi_cell(0, 7, season, new_x="LMARGIN", new_y="NEXT")
    for said in group:
        pdf.ln(2)
        if said.form == "label":
            pdf.multi_cell(0, 6, f"{said.question}: {said.text}", new_x="LMARGIN", new_y="NEXT")
            continue
        pdf.set_font("helvetica", style="B", size=11)
        head = said.question or TOPIC_HEADINGS[said.topic][0]
        pdf.multi_cell(0, 6, head, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, 6, said.text, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _script_page(kind: str, title: str, season: str, group: list[Said]) -> tuple[str, str]:
    """(head, main) of a page whose text only scripts would show."""
    if kind == "json_ld":
        entities = [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in map(_asked, group)
        ]
        data = {"@context": "https://schema.org", "@type": "FAQPage", "name": season or title, "mainEntity": entities}
        text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        return f'<script type="application/ld+json">{text}</script>', '<div id="root"></div>'
    sections = [
        {"heading": question, "body": f"<p>{escape(answer, quote=False)}</p>"}
        for question, answer in map(_asked, group)
    ]
    page = {"component": "Requirements", "props": {"title": season or title, "sections": sections}}
    text = json.dumps(page, ensure_ascii=False)
    if kind == "data_attribute":
        return "", f'<div id="app" data-page="{escape(text)}"></div><noscript>Please enable scripts.</noscript>'
    body = json.dumps({"page": "/apply", "pageProps": page["props"]}, ensure_ascii=False).replace("</", "<\\/")
    return f'<script id="__DATA__" type="application/json">{body}</script>', '<div id="root"></div>'


PATHS = {
    "static": "/residency/{}.html",
    "wordpress": "/{}/",
    "split": "/gme/residency/{}",
    "pdf": "/programs/residency/{}.aspx",
}
SLUGS = {
    "apply": "how-to-apply",
    "eligibility": "eligibility-requirements",
    "visas": "international-applicants",
    "faq": "frequently-asked-questions",
    "about": "about-the-program",
    "roster": "current-residents",
    "past_cycle": f"requirements-{OLD_CYCLE}-match",
    "at_a_glance": "program-at-a-glance",
    "benefits": "salary-and-benefits",
    "faculty": "faculty",
    "news": "news",
    "curriculum": "curriculum",
    "fellowship": "fellowship",
    "students": "medical-students",
    "observers": "observership",
    "department": "department",
    "residency": "residency-program",
    "intranet": "intranet",
}
TITLES = {
    "apply": "How to Apply",
    "eligibility": "Eligibility Requirements",
    "visas": "International Applicants",
    "faq": "Frequently Asked Questions",
    "about": "About the Program",
    "roster": "Current Residents",
    "past_cycle": f"Requirements, {OLD_CYCLE} Match (archive)",
    "at_a_glance": "Program at a Glance",
}


def distract(program: Program, rng: Random, names: list[str]) -> list[tuple[str, str, str]]:
    """(key, title, main) of pages that speak of fellows, students, observers or a sibling program, not of this one."""
    taken = set(names)
    fellows = [draw_person(rng, 0.6, taken) for _ in range(3)]
    names.extend(person.name for person in fellows)
    cards = "".join(f"<li>{escape(p.name)} - {escape(p.school.written)}</li>" for p in fellows)
    field_name = program.specialty
    pages = [
        (
            "fellowship",
            f"Fellowship in Advanced {field_name}",
            _para(
                "Fellowship applicants must have finished a residency in the United States and passed USMLE Step 3. "
                "The fellowship sponsors H-1B visas for its fellows and takes two fellows a year."
            )
            + _para("Fellowship applications are due on March 3, with five letters of recommendation.")
            + f"<h3>Our Fellows</h3><ul>{cards}</ul>",
        ),
        (
            "students",
            "Medical Student Rotations",
            _para(
                "Visiting medical students need a minimum Step 1 score of 199 for the student elective. The elective "
                "is not open to students of foreign medical schools, and no visas are sponsored for students."
            )
            + _para(
                "Student rotations last four weeks; two letters of support from the student's school are required."
            ),
        ),
        (
            "observers",
            "Observership Program for Visitors",
            _para(
                "The observership lasts three months. Observers must have graduated within the past nine years and "
                "enter on a B-1 visa; the observership office sponsors no J-1 or H-1B visas for observers."
            ),
        ),
    ]
    if program.index % 3 == 1:
        other = SIBLINGS[program.index // 3 % len(SIBLINGS)]
        pages.append(
            (
                "sibling",
                f"{other} Residency",
                _para(
                    f"The residency in {other} of our hospital has its own rules: its applicants need two letters of "
                    "recommendation, graduation within one year, and U.S. citizenship, as it sponsors no visas."
                ),
            )
        )
    return pages


def build_site(
    program: Program, content: Content, base: str, policy_url: str | None, sibling_urls: list[tuple[str, str]]
) -> Site:
    """Lay a program's content out as a site. `base`: its address without trailing slash."""
    rng = Random(f"site:{program.program_id}:{program.index}")
    pattern = PATHS.get(program.kind, "/residency/{}")
    deep = program.index % 3 == 2
    season = SEASON_LINE if content.names_season else ""
    site = Site(program, base, program.kind, [], policy_url=policy_url, content=content)

    def path(key: str) -> str:
        return pattern.format(SLUGS[key])

    def add(key: str, title: str, main: str, role: str, **rest: object) -> None:
        place = str(rest.pop("path", "")) or path(key)
        site.pages[place] = SitePage(key, place, title, main, role, **rest)  # type: ignore[arg-type]

    name = f"{program.institution.name} {program.specialty} Residency"
    fillers = list(FILLER)
    rng.shuffle(fillers)
    policy_link = (
        f'<p>See also the <a href="{escape(policy_url)}">institutional GME policy on appointment and visas</a>.</p>'
        if policy_url
        else ""
    )

    # Pages that carry facts
    keys = [key for key in content.said if key != "sheet"]
    for place, key in enumerate(keys):
        group, head = content.said[key], ""
        intro = f"<h2>{escape(season)}</h2>" if season and key != "about" else ""
        if season and key == "about":
            intro = f"<h2>The program in {CYCLE - 1}-{CYCLE}</h2>"
        if program.kind in ("json_ld", "data_attribute", "embedded_json") and key == "apply":
            head, main = _script_page(program.kind, TITLES[key], season, group)
        else:
            layout = LAYOUT_OF_KIND.get(program.kind, "prose") if key != "about" else "prose"
            if program.kind == "wordpress":
                layout = "running"
            elif program.kind == "static" and key == "apply":
                layout = "marked"
            main = intro + _para(fillers[place % len(fillers)]) + lay_out(group, layout)
            if key in content.asides:
                main += _para(content.asides[key])
        if place == 0:
            main += policy_link
        add(key, TITLES[key], main, "relevant", head=head)
    if "sheet" in content.said:
        title = f"{name}: Eligibility"
        sheet_path = f"/files/{program.program_id}-eligibility.pdf"
        add(
            "sheet",
            title,
            "",
            "relevant",
            path=sheet_path,
            content_type="application/pdf",
            document=cache(partial(render_sheet, title, season, content.said["sheet"])),
        )
        main = _para("All that applicants need to know stands in one sheet, which we keep up to date.") + policy_link
        add("apply", "How to Apply", main, "neutral", links=(("Eligibility requirements (PDF)", sheet_path),))
    elif policy_url and not keys:
        add("apply", "How to Apply", policy_link, "neutral")
    for key, group in content.extra.items():
        intro = f"<h2>{OLD_SEASON_LINE}</h2>" if key == "past_cycle" else ""
        add(key, TITLES[key], intro + lay_out(group, "prose"), "relevant")
    if content.roster:
        site.names.extend(content.roster.names)
        main = _para("Meet the people who make this residency what it is.") + render_roster(content.roster)
        add("roster", TITLES["roster"], main, "relevant")

    # Pages that carry none
    for key, title in (("curriculum", "Curriculum"), ("benefits", "Salary and Benefits"), ("news", "News")):
        main = _para(fillers.pop())
        if key == "news":
            main = (
                "<h3>Match Day</h3>" + main + _para("Residencies across the country celebrated with their new teams.")
            )
        add(key, title, main, "neutral")
    if "about" not in content.said:
        add("about", TITLES["about"], _para(fillers[-1]) + _para(fillers[-2]), "neutral")
    for key, title, main in distract(program, rng, site.names):
        slug = SLUGS[key] if key != "sibling" else title.lower().replace(" ", "-")
        add(key, title, main, "distractor", path=pattern.format(slug))

    # Entry pages and navigation
    wanted = ("apply", "eligibility", "visas", "faq", "about", "at_a_glance", "roster", "curriculum", "benefits")
    have = {page.key: page for page in site.pages.values()}
    program_menu = [(have[key].title, have[key].path) for key in wanted if key in have]
    around = [
        (have[key].title, have[key].path)
        for key in ("fellowship", "students", "observers", "sibling", "news")
        if key in have
    ]
    siblings = "".join(f'<li><a href="{escape(url)}">{escape(text)}</a></li>' for text, url in sibling_urls)
    sibling_block = (
        f"<h3>Other residencies of {escape(program.institution.name)}</h3><ul>{siblings}</ul>" if siblings else ""
    )
    welcome = _para(f"Welcome to the {name} in {program.institution.city}.") + _para(fillers[0])
    if deep:
        residency_path = path("residency")
        add("residency", name, welcome + sibling_block, "neutral", links=tuple(program_menu))
        add(
            "department",
            f"Department of {program.specialty}",
            _para(f"The department cares for patients of {program.institution.name} and teaches at all levels."),
            "entry",
            path="/",
            links=(("Residency Program", residency_path),),
        )
        site.menu = [("Home", "/"), ("Residency", residency_path), *around]
    else:
        add("department", name, welcome + sibling_block, "entry", path="/", links=tuple(program_menu))
        site.menu = [("Home", "/"), *program_menu, *around]
    if "past_cycle" in have:
        home = site.pages[have["apply"].path if "apply" in have else have[keys[0]].path]
        linked = SitePage(
            home.key,
            home.path,
            home.title,
            home.main,
            home.role,
            (*home.links, (TITLES["past_cycle"], have["past_cycle"].path)),
            home.content_type,
            home.head,
        )
        site.pages[home.path] = linked

    # What machines are told
    if program.index % 5 != 4:
        site.robots = "User-agent: *\nDisallow: /intranet/\nDisallow: /wp-admin/\n"
        if program.index == 9:
            site.robots += "Crawl-delay: 1\n"
        add("intranet", "Intranet", _para("For staff only."), "neutral", path="/intranet/")
        site.menu.append(("Intranet", "/intranet/"))
        if program.index % 3 == 0:
            site.has_sitemap = True
            site.robots += f"Sitemap: {base}/sitemap.xml\n"
    return site


def render_sitemap(site: Site) -> str:
    urls = "".join(
        f"<url><loc>{escape(site.base + path)}</loc></url>" for path in sorted(site.pages) if "intranet" not in path
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )


def render_page(site: Site, page: SitePage, token: str = "", moment: str = "") -> str:
    """A whole HTML page: head, header, menu, breadcrumbs, main part, footer.

    `token` and `moment` make a volatile page: a form token, a script nonce and the time of rendering.
    """
    program = site.program
    menu = "".join(f'<li><a href="{escape(path)}">{escape(text)}</a></li>' for text, path in site.menu)
    links = "".join(f'<li><a href="{escape(path)}">{escape(text)}</a></li>' for text, path in page.links)
    more = f'<ul class="sub-menu">{links}</ul>' if links else ""
    title = escape(f"{page.title} | {program.institution.name}")
    generator = '<meta name="generator" content="WordPress 6.6.2">' if site.kind == "wordpress" else ""
    hidden = f'<input type="hidden" name="csrf_token" value="{token}">' if token else ""
    stamp = f"<!-- Page generated at {moment} -->" if token else ""
    script = f'<script nonce="{token[:16]}">window.started = true;</script>' if token else ""
    crumbs = f'<nav class="breadcrumbs"><a href="/">Home</a> / {escape(page.title)}</nav>' if page.path != "/" else ""
    main = f"<h1>{escape(page.title)}</h1>\n{page.main}\n{more}"
    if site.kind == "wordpress":
        main = (
            f'<article class="post-{program.index} page type-page"><div class="entry-content wp-block-group">{main}'
            "</div></article>"
        )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{generator}{page.head}</head>
<body class="{site.kind}">{stamp}
<header><p class="brand">{escape(program.institution.name)}</p><nav id="menu"><ul>{menu}</ul></nav>
<form action="/search" method="get"><input name="q">{hidden}</form></header>
{crumbs}
<main>
{main}
</main>
<footer><p>{escape(program.institution.name)}, {escape(program.institution.city)}, {program.institution.state}</p>
<p><a href="/">Privacy</a> <a href="/">Contact</a></p></footer>{script}
</body></html>
"""


def institution_pages(institution: Institution, program_urls: list[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Path -> (title, HTML main part) of an institution's own site with its GME policy."""
    assert institution.policy is not None
    text, _ = POLICIES[institution.policy]
    programs = "".join(f'<li><a href="{escape(url)}">{escape(name)}</a></li>' for name, url in program_urls)
    return {
        "/": (
            institution.name,
            _para("Care for the whole region since 1911.") + '<p><a href="/gme/">Graduate Medical Education</a></p>',
        ),
        "/gme/": (
            "Graduate Medical Education",
            _para("Our Graduate Medical Education office serves residents of all programs.")
            + f'<ul>{programs}</ul><p><a href="/gme/policies/appointment-and-visas/">Policies</a></p>',
        ),
        "/gme/policies/appointment-and-visas/": (
            "GME Policy: Appointment and Visas",
            _para("This policy of the Graduate Medical Education Committee applies to all residencies.")
            + f"<h2>Visas</h2>{_para(text)}"
            + f"<h2>Conduct</h2>{_para('Residents wear their badges and treat everyone with respect.')}",
        ),
    }
