"""How far a wish for one score reaches: to the other exam beside it, and not to a bound of its own. For `reader.py`."""

from __future__ import annotations

from transforms import hinted_re as re
from transforms.marks import find_marks

# "A strong file shows 230 on both Steps, or COMLEX 540": one wish for either exam
OR_EXAM = re.compile(
    r"(?<!\d)(?P<n>[2-7]\d\d)(?!\d)[^.;:\d]*(?:(?:\b(?:steps?|levels?) )?(?:[12]\b|[12] and [12]\b)[^.;:\d]*)?(?:\bor|"
    r"\band|/)"
    r" (?:an? |the |on |in |for |with |at )*(?:com[pb]?lex|usmle|levels?)\b[^.;:,\d]{0,24}(?:[12] )?[^.;:,\d]{0,24}$"
)
# "We look for first-attempt passes, and our minimum is 215": a bound of its own behind the wish
_BOUND_APART = re.compile(
    r"(?:,|;|\()(?: (?:and|but|with|while|whereas|yet|though|although))? (?:[a-z]+ ){0,4}?(?:minim(?:um|ums|a)|"
    r"cut-?offs?|floors?|"
    r"thresholds?)\b(?:[^,;()]|, (?=resp)|, and (?=[2-7]\d\d)){0,40}$"
)


def is_bound_apart(before: str, after: str) -> bool:
    bound = _BOUND_APART.search(before)
    near = re.split(r"[,;)]", after)[0]
    return bound is not None and not any(
        mark.kind == "preferred" for mark in (*find_marks(bound.group()), *find_marks(near))
    )
