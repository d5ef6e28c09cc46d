"""step3_required: before coming (`always`), for H-1B only (`h1b`), or not needed or due only later (`no`)."""

from __future__ import annotations

from transforms.facts.step3.reader import STEMS, read

__all__ = ["STEMS", "read"]
