"""The grammar of amounts: dollars, percents and counts as prose prints them.

`find` returns each with its place, its value (both ends of a range), the unit, the pay interval,
the words that bound it, and how much its printed digits leave open: "$53k" says 52,500 to 53,500.
Whether an amount is a claim is not decided here. Every pattern has a bounded length, so that the
time is linear in the text whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hitdata.claims import pattern, words

__all__ = ["Amount", "find"]


@dataclass(frozen=True)
class Amount:
    """A number in a text: where, how much, of what, and how exact its print is."""

    start: int
    end: int
    kind: str  # money, percent, count
    value: float
    high: float | None
    half: float  # half the unit of its last digit
    currency: str = ""
    interval: str = ""  # hour, day, week, month or year, where one is printed
    bound: str = "="  # or "~", ">=", "<="
    signed: bool = False

    @property
    def ends(self) -> list[float]:
        """Return the one value, or both ends of the range."""
        return [self.value] if self.high is None else [self.value, self.high]


def find(text: str) -> list[Amount]:
    """Return the amounts of a text, in its order.

    >>> [(a.value, a.high, a.half, a.interval) for a in find("$60-80K, or about $28.01 per hour")]
    [(60000.0, 80000.0, 500.0, ''), (28.01, None, 0.005, 'hour')]
    """
    masked = pattern("not_amount").sub(lambda other: "¤" * len(other[0]), text)
    found, at = [], 0
    while match := pattern("amount").search(masked, at):
        amount = _amount(match, masked)
        letter = next(name for name in ("m", "c", "p", "spelt") if match[name])
        at = max(amount.end if amount else match.end(letter), match.start() + 1)
        found += [amount] if amount else []
    return found


def _amount(match: re.Match[str], text: str) -> Amount | None:
    """Return what a match of the grammar says, or None where it is a year or no range."""
    of, (start, end) = match.groupdict(), match.span()
    letter = "m" if of["m"] else "c" if of["c"] else "p"
    kind = {"m": "money", "p": "percent"}.get(letter, "money" if of["cur"] else "count")
    first, second = of[letter] or _spelt(of["spelt"]), of[f"{letter}2"]
    if kind == "count" and re.fullmatch(r"(?:19|20)\d\d", first) and (second or not of["cs"]):
        return None
    head = text[max(0, start - 28) : start]
    if second and of[f"{letter}t"].strip().lower().startswith("and") and not re.search(
            r"\b(?:between|from)(?: about| around| roughly)? ?$", head, re.IGNORECASE):  # fmt: skip
        if kind == "percent" and not of["unit"]:
            return None
        second, end = None, match.start(f"{letter}t")  # two amounts, not a range
    scale, scale2 = ((of.get(f"{letter}s{n}") or "").strip(" -").lower() for n in ("", "2"))
    shared = scale or (scale2 if second and _digits(first) <= _digits(second) else "")
    value, half = _number(first, shared, kind)
    high = None
    if second:
        high, other = _number(second, scale2 or (scale if _digits(second) < 1000 else ""), kind)
        half = max(half, other)
        if high <= value and kind != "percent":
            return None
    tail = text[end : end + 28]
    per = pattern("interval").match(tail)
    said = next(filter(None, per.groups()), "") if per else re.sub(
        r"^\W*(?:per|an?|each|every)?\W*", "", of["every"] or "", flags=re.IGNORECASE)  # fmt: skip
    currency = (of["money"] or of["cur"] or "").strip().lower()
    sign = of["sign"] if kind == "percent" else None
    return Amount(
        start, end, kind, -value if sign in ("-", "−", "–") else value, high, half,
        words()["currencies"].get(currency, ""), words()["intervals"].get(said[:2].lower(), ""),
        _bound(head, tail, bool(of["mp"] or of["mp2"] or of["cp"])), bool(sign),
    )  # fmt: skip


def _digits(printed: str) -> float:
    """Return a printed number; a fourth digit after a comma is the mark of a footnote."""
    return float(re.sub(r"(,\d{3})\d$", r"\1", printed.replace(" ", "")).replace(",", ""))


def _number(printed: str, scale: str, kind: str) -> tuple[float, float]:
    """Return a number, and half the unit of its last digit that is not a zero to fill places."""
    value, times = _digits(printed), words()["scales"][scale]
    decimals = len(printed.partition(".")[2])
    if decimals and not (times == 1 and value == int(value)):  # -5.0 % of -4.9 was never measured
        unit = 10.0**-decimals
    else:
        whole = str(int(value))
        zeros = min(len(whole) - len(whole.rstrip("0")), max(len(whole) - 2, 0))
        unit = 10.0 ** {"money": min(zeros, 3), "percent": 0}.get(kind, zeros)
    return value * times, unit * times / 2


def _spelt(said: str | None) -> str:
    """Return a number that is written out: sixteen, twenty-two."""
    ones, tens = (words()["parts"][name].split("|") for name in ("ones", "tens"))
    each = [10 * (tens.index(word) + 2) if word in tens else ones.index(word)
            for word in (said or "").lower().replace("-", " ").split()]  # fmt: skip
    return str(sum(each))


def _bound(head: str, tail: str, plus: bool) -> str:
    """Return how the words around an amount bound it."""
    after = pattern("bound_behind").match(tail)
    if plus or after:
        return ">=" if plus or (after and after["more"]) else "<="
    last = max(pattern("bound").finditer(head), key=lambda found: found.end(), default=None)
    if not last or not re.fullmatch(r" ?(?:the |a |an |of |just |only )?", head[last.end() :]):
        return "="
    return ">=" if last["more"] else "<=" if last["less"] else "~"
