"""A page's rosters as one JSON object, for the command line and for judging. Counts only; never a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from transforms.model import Roster
from transforms.rosters.share import KNOWN_CLASSES, img_share


def roster_json(rosters: Iterable[Roster]) -> dict[str, Any]:
    """{"entries", "with_school", "counts", "by_class", "unknown", "share"} over all rosters of a page.

    `counts` and each class of `by_class` hold the four known classes; residents whose school is not known stand in
    `unknown` as written. `share` is None where too few schools could be read.
    """
    rosters = list(rosters)
    counts = dict.fromkeys(KNOWN_CLASSES, 0)
    by_class: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(KNOWN_CLASSES, 0))
    for roster in rosters:
        for count in roster.counts:
            if count.school_class in counts:
                counts[count.school_class] += count.residents
                by_class[count.class_year][count.school_class] += count.residents
    share = img_share(rosters)
    return {
        "entries": sum(roster.entries for roster in rosters),
        "with_school": sum(roster.with_school for roster in rosters),
        "counts": counts,
        "by_class": dict(sorted(by_class.items())),
        "unknown": [school for roster in rosters for school in roster.unknown_schools],
        "share": None
        if share is None
        else {
            "share": round(share.share, 4),
            "low": round(share.low, 4),
            "high": round(share.high, 4),
            "img": share.img,
            "known": share.known,
            "from_us_student_schools": share.from_us_student_schools,
        },
    }
