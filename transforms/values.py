"""The canonical written form of a fact's value, and the way back to a typed one.

Every table of statements holds values as text in this one form (`sponsors`, `220`, `true`, `12-01`), so that two
statements agree exactly when their texts are equal. What a value means is said in `warehouse.schema.FACTS`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re

from warehouse.schema import FACT_BY_NAME, Fact

IMG_SHARE = Fact("img_share", "number", "Share of residents from foreign schools", None, 0, 1)
Value = str | int | float | bool

_DEADLINE = re.compile(r"^(?:([0-9]{4})-)?([0-9]{2})-([0-9]{2})$")


class ValueRefusedError(ValueError):
    """A value lies outside what its fact can hold. The message names fact, value and domain."""


def fact_named(name: str) -> Fact:
    """The fact, `img_share` included. Raises ValueRefusedError for a name that the schema does not hold."""
    if name == IMG_SHARE.name:
        return IMG_SHARE
    fact = FACT_BY_NAME.get(name)
    if fact is None:
        raise ValueRefusedError(f"there is no fact {name!r}; the facts are {', '.join(sorted(FACT_BY_NAME))}")
    return fact


def write_value(name: str, value: Value) -> str:
    """Canonical text of a typed value: booleans lower case, whole numbers without a point.

    Raises ValueRefusedError where the value is not of the fact's kind or outside its domain or bounds.
    """
    fact = fact_named(name)
    if fact.kind == "boolean":
        if not isinstance(value, bool):
            raise ValueRefusedError(f"{name} is true or false, not {value!r}")
        return "true" if value else "false"
    if fact.kind in ("integer", "number"):
        if isinstance(value, (bool, str)):
            raise ValueRefusedError(f"{name} is a number, not {value!r}")
        return _write_number(fact, value)
    if not isinstance(value, str):
        raise ValueRefusedError(f"{name} is a word, not {value!r}")
    if fact.kind == "deadline":
        return _check_deadline(name, value)
    if fact.domain is not None and value not in fact.domain:
        raise ValueRefusedError(f"{name} is one of {', '.join(fact.domain)}, not {value!r}")
    return value


def _write_number(fact: Fact, value: int | float) -> str:
    number = float(value)
    if number != number or (fact.kind == "integer" and not number.is_integer()):
        raise ValueRefusedError(f"{fact.name} is a whole number, not {value!r}")
    if (fact.minimum is not None and number < fact.minimum) or (fact.maximum is not None and number > fact.maximum):
        raise ValueRefusedError(f"{fact.name} lies between {fact.minimum:g} and {fact.maximum:g}, not {value!r}")
    if number.is_integer():
        return str(int(number))
    return repr(round(number, 4))


def _check_deadline(name: str, value: str) -> str:
    match = _DEADLINE.match(value)
    try:
        if match is None:
            raise ValueError
        # without a year, a leap year is taken, so that 02-29 may stand
        dt.date(int(match[1] or 2024), int(match[2]), int(match[3]))
    except ValueError:
        raise ValueRefusedError(f"{name} is a day written MM-DD or YYYY-MM-DD, not {value!r}") from None
    return value


def read_value(name: str, text: str) -> Value:
    """Typed value of a canonical text; also takes what people write in a registry file (`TRUE`, `220.0`).

    Raises ValueRefusedError where the text is not a value of the fact.
    """
    fact = fact_named(name)
    text = text.strip()
    value: Value = text
    if fact.kind == "boolean":
        if text.lower() not in ("true", "false"):
            raise ValueRefusedError(f"{name} is true or false, not {text!r}")
        value = text.lower() == "true"
    elif fact.kind in ("integer", "number"):
        try:
            number = float(text)
        except ValueError:
            raise ValueRefusedError(f"{name} is a number, not {text!r}") from None
        value = int(number) if number.is_integer() else number
    elif fact.kind == "category":
        value = text.lower()
    write_value(name, value)
    return value


def value_number(name: str, text: str) -> float | None:
    """The value as a number, where its fact is one."""
    return float(text) if fact_named(name).kind in ("integer", "number") else None


def short_hash(*parts: object) -> str:
    """16 hex digits that name what the parts say; equal parts give equal hashes on every machine."""
    text = json.dumps([None if part is None else str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
