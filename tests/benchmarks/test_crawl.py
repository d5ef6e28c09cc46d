from __future__ import annotations

from benchmarks.crawl import describe

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
}
SECOND = NIGHT | {"fetched": 0, "unchanged": 100, "bodies_stored": 0, "bytes_downloaded": 300, "cpu_s": 0.5}
BARE = {"pages": 100, "failed": 0, "cpu_s": 1.0, "wall_s": 2.0}


def test_the_figures_are_ratios_of_the_same_run():
    text = "\n".join(describe(20, NIGHT, BARE, SECOND))
    assert "25 pages/s, a bare spider 50 pages/s: ratio 0.50" in text
    assert "second night 25% of the first night's processor time" in text
    assert "downloads 300 bytes of 5000, stores 0 bodies, 100 of 100 addresses unchanged" in text


def test_what_makes_the_figures_worthless_is_said():
    broken = NIGHT | {"problems": ["fetched: 100 counted, 99 rows in the archive"]}
    lines = describe(20, broken, BARE | {"failed": 7}, SECOND)
    assert any("failed on 7" in line for line in lines) and any("do not add up" in line for line in lines)
    assert not any("add up" in line or "failed on" in line for line in describe(20, NIGHT, BARE, SECOND))
