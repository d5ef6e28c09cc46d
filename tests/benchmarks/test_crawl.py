from __future__ import annotations

from benchmarks.crawl import describe, describe_night

NIGHT = {
    "pages": 100,
    "fetched": 100,
    "unchanged": 0,
    "bodies_stored": 90,
    "bytes_downloaded": 5000,
    "problems": [],
    "cpu_s": 2.0,
    "wall_s": 4.0,
    "child_rss_mb": 120.0,
    "own_rss_mb": 90.0,
    "not_due": 0,
}
SECOND = NIGHT | {"pages": 30, "fetched": 0, "unchanged": 30, "bodies_stored": 0, "bytes_downloaded": 0, "cpu_s": 0.5}
SECOND |= {"not_due": 70}
BARE = {"pages": 100, "failed": 0, "cpu_s": 1.0, "wall_s": 2.0}


def test_the_figures_are_ratios_of_the_same_run():
    text = "\n".join(describe(20, NIGHT, BARE) + describe_night("next", SECOND, NIGHT))
    assert "25 pages/s, a bare spider 50 pages/s: ratio 0.50" in text
    assert "next night, nothing changed: 25.0% of the first night's processor time (bar 10 %)" in text
    assert "asks for 30 addresses (30 unchanged), leaves 70, downloads 0 bytes, stores 0 bodies" in text


def test_what_makes_the_figures_worthless_is_said():
    broken = NIGHT | {"problems": ["fetched: 100 counted, 99 rows in the archive"]}
    assert any("failed on 7" in line for line in describe(20, NIGHT, BARE | {"failed": 7}))
    assert any("do not add up" in line for line in describe(20, broken, BARE))
    assert any("do not add up" in line for line in describe_night("full", broken, NIGHT))
    assert not any("add up" in line or "failed on" in line for line in describe(20, NIGHT, BARE))
