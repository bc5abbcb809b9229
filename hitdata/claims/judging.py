"""Claims judged: what the releases of BLS print for what a claim states, and whose number it is.

A claim is held against the figures of its terms first. Only where none fits is its number looked
for elsewhere, in this order: another release, statistic, industry, area, occupation, arithmetic. A
number that is found elsewhere is given with the odds that it is there by chance; where the claim
leaves open what it means, the verdict is unclear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from hitdata.claims import words
from hitdata.claims.published import NATIONWIDE, STATES, Pool, Row, of_code, within
from hitdata.claims.statements import Claim
from hitdata.claims.vocabulary import BLS, alternatives, lineage, places
from hitdata.surveys import HOURS

__all__ = ["WRONG", "Judgment", "agreed_releases", "judge"]

#: How well a number fits: it is printed so, rounds to it, or keeps to "about" or "more than".
EXACT, ROUNDED, LOOSE = 3, 2, 1

#: Words that leave open which statistic is meant -> what they may stand for, the likeliest first.
OPEN = {"average": ("mean", "p50"), "unstated": ("p50", "mean"), "low": ("p10", "p25"),
        "high": ("p90", "p75"), "difference": ("p50", "mean")}  # fmt: skip

#: Words for a range -> the pairs of statistics that they may stand for.
PAIRS = {"p10-p90": [("p10", "p90")], "p25-p75": [("p25", "p75")],
         "": [("p10", "p90"), ("p25", "p75"), ("p10", "p75"), ("p25", "p90"), ("p50", "p90"),
              ("p10", "p50"), ("p50", "mean")]}  # fmt: skip

#: Words for no statistic in particular.
_VAGUE = ("entry", "range", "low", "high")

#: Share of the median by which some pages make up each percentile.
MADE_UP = {"p10": 0.55, "p25": 0.73, "p75": 1.30, "p90": 1.55}

#: A match with another statistic, place or job is reported up to these odds that it is chance.
MOST_ODDS = 0.08

#: Unit -> how finely BLS prints it.
GRID = {"USD/year": 10.0, "USD/hour": 0.01, "jobs": 10.0, "percent": 0.1}

#: Verdicts that call a claim wrong.
WRONG = {"wrong-period", "wrong-statistic", "wrong-industry", "wrong-area", "wrong-occupation",
         "contradicted"}  # fmt: skip

#: Publishers whose claims figures of BLS can settle; "" is nobody.
CHECKED = {"", BLS, *words()["lists"]["restating"]}

#: Words that bound a number -> the shares of it between which the published one may lie.
BOUNDS = {">=": (1, 1.5), "<=": (0.6, 1), "~": (0.975, 1.025)}


@dataclass
class Judgment:
    """A verdict, the figures that it rests on, the figure to print instead, and why."""

    verdict: str
    rows: tuple[Row, ...] = ()
    right: Row | None = None
    why: str = ""
    odds: float | None = None


def agreed_releases(claims: list[Claim]) -> dict[int, tuple[str, str]]:
    """Return which release the undated claims of each paragraph and product agree on.

    32 and 15 percent in one sentence are of one round, though one of them fits others as well.
    """
    votes: defaultdict[tuple[int, str], defaultdict[tuple[str, str], set[int]]] = defaultdict(
        lambda: defaultdict(set))  # fmt: skip
    for n, claim in enumerate(claims):
        if claim.socs and claim.publisher in CHECKED and not claim.timed:
            for hit in _hits(claim, _of(claim, _codes(claim)[0])):
                if hit.rank >= ROUNDED:
                    votes[claim.paragraph, hit.release[0]][hit.release].add(n)
    agreed: dict[int, tuple[str, str]] = {}
    for found in votes.values():
        best = max(found, key=lambda release: (len(found[release]), release[1]))
        agreed |= dict.fromkeys(found[best], best) if len(found[best]) > 1 else {}
    return agreed


def judge(claim: Claim, *, agreed: tuple[str, str] | None = None) -> Judgment:
    """Return the verdict on a claim; ``agreed`` is the release of its paragraph's other claims."""
    return _Case(claim, agreed).verdict()


def _of(claim: Claim, socs: tuple[str, ...]) -> Pool:
    """Return the figures of codes in the area and industry that a claim states."""
    part = claim.area != "US" or claim.firm
    industry = claim.industry if claim.firm or not part else ""
    return within(socs, claim.area, industry or "cross-industry", nation=not part)


def _codes(claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes that a claim's occupation is, in every edition, and those near to it."""
    first = dict.fromkeys(code for soc in claim.socs for code in lineage(soc))
    near = dict.fromkeys(code for soc in claim.socs for code in alternatives(soc))
    return tuple(first), tuple(code for code in near if code not in first)


class _Hit(NamedTuple):
    """Figures that fit a claim, one for each of its values, and how well the worst does."""

    rank: int
    rows: tuple[Row, ...]

    @property
    def release(self) -> tuple[str, str]:
        """Return source and release."""
        return self.rows[0].source, self.rows[0].release


def _fits(claim: Claim, number: float, pool: Pool) -> list[tuple[int, Row]]:
    """Return the figures that fit a number which a claim prints, and how well."""
    half, bound = claim.amount.half + 1e-9, claim.amount.bound
    least, most = BOUNDS.get(bound, (1, 1)) if claim.amount.high is None else (1, 1)
    if bound == "~" and half < number / 250:
        least = most = 1
    ends = (number * least, number * most)
    near = pool.near(claim.kind, min(*ends, number - half), max(*ends, number + half))
    if claim.measure == "employment change" and number:
        near = near + pool.near(claim.kind, -number - 1e-6, -number + 1e-6)
    return [(EXACT if min(off := abs(row.value - number), abs(row.value + number)) < 1e-6
             else ROUNDED if off <= half else LOOSE, row) for row in near]  # fmt: skip


def _allowed(claim: Claim) -> tuple[str, ...]:
    """Return the statistics that the words of a claim leave open."""
    return OPEN.get(claim.statistic) or PAIRS.get(claim.statistic, [(claim.statistic,)])[0]


def _hits(claim: Claim, pool: Pool, *, dated: bool = True, free: bool = False) -> list[_Hit]:
    """Return the figures of a pool that fit what a claim prints; ``free``: of any statistic.

    ``dated`` ones are of the period that the claim states, others of every other.
    """
    fits = [[(rank, row) for rank, row in _fits(claim, number, pool) if _dated(claim, row) is dated]
            for number in claim.amount.ends]  # fmt: skip
    if claim.amount.high is None:
        allowed = _allowed(claim)
        return [_Hit(rank, (row,)) for rank, row in fits[0] if free or row.statistic in allowed]
    pairs = PAIRS.get(claim.statistic, PAIRS[""]) if claim.measure == "wage" else [
        (claim.statistic, claim.statistic)]  # fmt: skip
    return [_Hit(min(low, high), (a, b)) for low, a in fits[0] for high, b in fits[1]
            if (a.statistic, b.statistic) in pairs and (a.soc, a.release, a.area, a.industry)
            == (b.soc, b.release, b.area, b.industry)]  # fmt: skip


@lru_cache(maxsize=100_000)
def _of_period(
    period: tuple[str, ...], years: tuple[int, int] | None, row: tuple[str, ...]
) -> bool:
    """Return whether a figure of a source, release and period is of the period stated."""
    (kind, *when), (source, release, own) = period, row
    base, _, end = own.partition("/")
    if end:  # a change, or openings
        if years:
            return (base, end) == tuple(map(str, years))
        year = int(when[0][:4])
        return end == str(year) or (kind != "by" and base in (str(year), str(year - 1)))
    if kind == "month" and source == "OEWS" and len(release) > 4:
        return release == when[0]
    return own[:4] in when if kind == "round" else own[:4] == when[0][:4]


def _dated(claim: Claim, row: Row) -> bool:
    """Return whether a figure is of the period that a claim states; True where it states none."""
    return not claim.timed or _of_period(claim.period, claim.years, row[5:8])


def _newest(rows: Iterable[Row]) -> Row | None:
    """Return the newest figure; of a round's two employments, that of its base year."""
    return max(rows, key=lambda row: (row.release[:4], row.period[:4] == row.release[:4]),
               default=None)  # fmt: skip


def _odds(claim: Claim, pool: Pool, *, free: bool) -> float:
    """Return the odds that one of a pool's figures fits a claim's number by chance."""
    half, number, allowed = claim.amount.half, claim.amount.value, _allowed(claim)
    wide, grid = max(abs(number) / 4, 20 * half), max(2 * half, GRID[claim.unit])
    near = {round(row.value / grid) for row in pool.near(claim.kind, number - wide, number + wide)
            if (free or row.statistic in allowed) and _dated(claim, row)}  # fmt: skip
    return min(1.0, len(near) * grid / (2 * wide)) ** len(claim.amount.ends)


def _precise(claim: Claim, parts: int = 200) -> bool:
    """Return whether the print of a claim is as fine as so many parts of its number."""
    unit = 2 * claim.amount.half
    return claim.unit == "percent" or unit * parts <= abs(claim.amount.value) or (
        claim.unit == "jobs" and unit <= 100)  # fmt: skip


@cache
def _current(socs: tuple[str, ...]) -> bool:
    """Return whether an occupation's name can only mean its code, one of the newest release."""
    last = max(row.release for row in of_code("00-0000") if row.source == "OEWS")
    return len(socs) == 1 and any(row.release == last for row in of_code(socs[0]))


class _Case:
    """A claim with the figures of its terms, and the verdict on it."""

    def __init__(self, claim: Claim, agreed: tuple[str, str] | None) -> None:
        self.claim, self.agreed, self.timed = claim, agreed, claim.timed
        self.first, self.near = _codes(claim)
        self.pool = _of(claim, self.first) if self.first else Pool(())
        self.rows = self.pool.of(claim.kind)
        self.at = [row for row in self.rows if _dated(claim, row)]
        self.allowed = _allowed(claim)
        self.right = self._right(self.pool, dated=True) or (
            self._right(_of(claim, self.near), dated=True) if self.near else None)  # fmt: skip

    def _right(self, pool: Pool, *, dated: bool) -> Row | None:
        """Return the figure of the claim's terms: of the period stated, or the newest."""
        of = self.claim
        like = replace(of, measure=of.measure.replace(" difference", ""),
                       unit=of.unit if of.unit in GRID else "USD/year")  # fmt: skip
        statistic = "p50" if of.statistic in _VAGUE[:2] else self.allowed[0]
        found = [row for row in pool.of(like.kind)
                 if row.statistic == statistic and (not dated or _dated(of, row))]  # fmt: skip
        if self.timed and of.measure == "employment" and found:
            return min(found, key=lambda row: abs(row.value - of.amount.value))
        # of codes that share a name, the first is meant where both have a figure
        rank = {soc: at for at, soc in enumerate((*self.first, *self.near))}
        return _newest(sorted(found, key=lambda row: rank.get(row.soc, len(rank))))

    def _say(
        self, verdict: str, reason: str = "", rows: tuple[Row, ...] = (), *, right: bool = True,
        odds: float | None = None, **named: object,
    ) -> Judgment:  # fmt: skip
        why = words()["reasons"][reason].format(**named) if reason else ""
        return Judgment(verdict, rows, self.right if right else None, why, odds)

    def verdict(self) -> Judgment:
        """Return the verdict; what is wrong by one reading of the sentence only is unclear."""
        judged, claim = self._verdict(), self.claim
        if judged.verdict not in WRONG:
            return judged
        for term, value in claim.others:
            of: dict[str, Any] = {term: value, "others": ()}
            if term == "publisher" and value not in CHECKED:
                return self._say("unclear", "whom")
            if term == "period":
                of["years"] = tuple(map(int, value[1:])) if value[0] == "round" else None
            other = judge(replace(claim, **of), agreed=self.agreed)
            if other.verdict in ("confirmed", "confirmed-rounded"):
                if term == claim.loose:
                    return other
                return self._say("unclear", "two readings", other.rows)
        return self._say("unclear", "whom") if claim.doubt or claim.past else judged

    def _verdict(self) -> Judgment:
        """Return the verdict: the claim's own terms first, then whose number it is."""
        claim = self.claim
        if claim.publisher not in CHECKED or not claim.socs or claim.unit not in GRID:
            self.right = self.right or self._right(self.pool, dated=False)
            return self._out_of_reach()
        if claim.compared:
            return self._compared()
        if claim.annual or claim.measure == "wage difference":
            return self._annual() if claim.annual else self._difference()
        hits = _hits(claim, self.pool)
        found = [hit for hit in hits if hit.rank >= ROUNDED]
        if not found and not (_current(claim.socs) and self.at):
            wider = _hits(claim, _of(claim, self.near)) if self.near else []
            found = [hit for hit in wider if hit.rank >= ROUNDED]
        loose = [hit for hit in hits if self.timed or hit.rows == (self.right,)]
        if found or (loose and not _precise(claim, 1000)):
            return self._found(found or loose)
        if claim.carried and claim.period:
            undated = judge(replace(claim, period=(), years=None), agreed=self.agreed)
            if undated.verdict.startswith("confirmed"):
                return undated
        return self._elsewhere() or (
            self._found(loose) if loose else self._arithmetic() or self._open()
        )

    def _out_of_reach(self) -> Judgment:
        """Return why no figure of BLS can settle the claim."""
        claim = self.claim
        if claim.amount.currency not in ("", "USD"):
            return self._say("not-checkable", "currency")
        if claim.publisher not in ("", BLS):
            return self._say("not-checkable", "original", publisher=claim.publisher)
        if claim.socs:
            return self._say("not-checkable", "interval")
        reason = "no code" if claim.occupation else "no occupation"
        return self._say("not-checkable", reason, name=claim.occupation)

    def _found(self, found: list[_Hit]) -> Judgment:
        """Return the verdict on a claim that figures of its terms bear."""
        claim, best = self.claim, max(hit.rank for hit in found)
        same = [hit for hit in found if claim.unit == "percent" or hit.rank == best]
        joint = [hit for hit in same if hit.release == self.agreed]
        bound = {">=": 1, "<=": -1}.get(claim.amount.bound, 0)
        keeping = [hit for hit in joint or same
                   if bound and bound * (hit.rows[0].value - claim.amount.value) >= 0]  # fmt: skip
        hit = max(keeping or joint or same, key=lambda hit: (hit.release[1][:4], hit.rank))
        last = _newest(row for row in self.rows if row.source == hit.release[0])
        if claim.specialty and claim.measure != "wage":
            return self._say("wrong-occupation", "specialty", hit.rows, right=False,
                             soc=hit.rows[0].soc, part=claim.specialty)  # fmt: skip
        if claim.publisher not in ("", BLS):
            return self._say(
                "restated", "restated", hit.rows, right=False, publisher=claim.publisher
            )
        if not (claim.publisher or self.timed or hit.rank == EXACT) and claim.measure == "wage":
            if claim.some or claim.amount.high is not None or claim.statistic in ("low", "high"):
                return self._say("not-checkable", "nobody")
            return self._say("unclear", "nobody named", hit.rows)
        if not (self.timed or claim.past) and last and last.release > hit.release[1]:
            told = claim.publisher or claim.unit != "percent"
            verdict, reason = ("outdated", "") if told else ("unclear", "nobody named")
            return self._say(verdict, reason, hit.rows)
        rounded = not keeping and (
            hit.rank == ROUNDED or (claim.amount.bound == "~" and hit.rank == LOOSE))  # fmt: skip
        return self._say("confirmed-rounded" if rounded else "confirmed", "", hit.rows, right=False)

    def _compared(self) -> Judgment:
        """Return the verdict on growth that is compared in words with that of all occupations."""
        claim = self.claim
        least, most, low, high = words()["compared_growth"][claim.compared]
        every = {row.release: row for row in within(("00-0000",), *NATIONWIDE).of(claim.kind)}
        rounds = [(row, every[row.release]) for row in self.at if row.release in every]
        rounds.sort(key=lambda pair: pair[0].release, reverse=True)
        for row, whole in rounds:
            if least <= row.value / whole.value <= most:
                verdict = "confirmed" if self.timed or row is rounds[0][0] else "outdated"
                return self._say(verdict, "category", (row,), average=whole.value)
        sure = claim.publisher and rounds and not self._doubtful() and not any(
            low <= row.value / whole.value <= high for row, whole in rounds)  # fmt: skip
        return self._say("contradicted" if sure else "unclear" if rounds else "not-checkable",
                         "category" if rounds else "yearly", tuple(row for row, _ in rounds[:1]),
                         average=rounds[0][1].value if rounds else 0)  # fmt: skip

    def _annual(self) -> Judgment:
        """Return the verdict on a rate called yearly, though rounds print those of ten years."""
        claim, number = self.claim, self.claim.amount.value
        rates = sorted(self.at, key=lambda row: row.release, reverse=True)
        for row in rates:
            yearly = 100 * ((1 + row.value / 100) ** 0.1 - 1)
            if abs(number) < 6 and abs(yearly - number) <= claim.amount.half:
                return self._say("derived", "compound", (row,), right=False)
        for row in rates:
            if abs(row.value - number) <= claim.amount.half + 1e-9:
                return self._say("wrong-period", "ten years", (row,), right=False)
        return self._say("unclear" if rates else "not-checkable", "yearly")

    def _elsewhere(self) -> Judgment | None:
        """Return whose number the claim prints, or None where nobody's is found."""
        claim = self.claim
        if claim.publisher not in ("", BLS):
            return self._out_of_reach()
        elsewhere = claim.area != "US" and not self.at
        part = claim.industry and not any(row.industry == claim.industry for row in self.at)
        if elsewhere or part or not _precise(claim) or claim.statistic in _VAGUE:
            return None
        percent, year = claim.unit == "percent", int(claim.period[1][:4]) if self.timed else 9999
        for verdict, pool, dated, free in self._places_to_look():
            found = [hit for hit in _hits(claim, pool, dated=dated, free=free)
                     if hit.rank >= (ROUNDED if percent else EXACT)]  # fmt: skip
            odds = _odds(claim, pool, free=free) if found else 1.0
            if not found or (odds > MOST_ODDS and verdict != "wrong-period" and not percent):
                continue
            hit = min(found, key=lambda hit: (abs(int(hit.release[1][:4]) - year), -hit.rank))
            named = claim.publisher or (
                self.timed and odds <= 2 * MOST_ODDS and not self._doubtful()
            )
            vague = verdict == "wrong-statistic" and claim.statistic == "unstated"
            loose = verdict == "wrong-occupation" and percent and not self.timed
            if not named or vague or (loose and odds > MOST_ODDS):
                reason = "which" if vague else "whom" if named else "nobody named"
                return self._say("unclear", reason, hit.rows, odds=odds)
            return self._say(verdict, "", hit.rows, odds=odds)
        return None

    def _places_to_look(self) -> Iterator[tuple[str, Pool, bool, bool]]:
        """Yield a verdict, the figures that decide it, if dated as stated, and of any statistic."""
        claim, first, near, timed = self.claim, self.first, self.near, self.timed
        wage, named = claim.measure == "wage", bool(claim.publisher)
        whole, local = claim.area == "US", named and claim.measure != "employment change"
        for due, verdict, where, dated, free in (
            (timed, "period", None, False, False),
            (wage, "statistic", None, True, True),
            (wage and timed, "statistic", None, False, True),
            (named and (claim.firm or whole), "industry",
             (first, "US", "", claim.firm), True, False),
            (local and claim.area in STATES, "area",
             (first, "state", "cross-industry", False), True, False),
            (local, "area", (first, "", "cross-industry", not whole), True, False),
            (near and (named or claim.unit == "percent"), "occupation",
             (near, *NATIONWIDE, False), True, False),
            (named and near and timed, "occupation", (near, *NATIONWIDE, False), False, False),
            (named and claim.unit != "percent", "occupation",
             ((), *NATIONWIDE, False), True, False),
        ):  # fmt: skip
            if due:
                pool = within(*where[:3], nation=where[3]) if where else self.pool
                yield f"wrong-{verdict}", pool, dated, free

    def _arithmetic(self) -> Judgment | None:
        """Return the verdict on a wage that is a share of the median, or of the hours of a year."""
        claim, number = self.claim, self.claim.amount.value
        if claim.measure != "wage" or not _precise(claim) or claim.amount.high is not None:
            return None
        share, hours = MADE_UP.get(claim.statistic, 0), HOURS ** (1 if claim.unit[4] == "y" else -1)
        wages = [row for unit in ("USD/year", "USD/hour") for row in self.pool.of(("wage", unit))]
        for row in sorted(wages, key=lambda row: row.release, reverse=True):
            off, other = abs(share * row.value - number), abs(hours * row.value - number)
            same, half = row.unit == claim.unit, claim.amount.half
            if same and row.statistic == "p50" and off <= max(half, GRID[row.unit] / 10):
                return self._say("contradicted", "made up", (row,), share=f"{share:.2f}")
            if not same and row.statistic in self.allowed and _dated(claim, row) and \
                    other <= min(half, number / 2000):  # fmt: skip
                return self._say("derived", "hours", (row,), right=False, hours=f"{HOURS:,}")
        return None

    def _difference(self) -> Judgment:
        """Return the verdict on a difference from the pay of all occupations."""
        amount = self.claim.amount
        every = {(row.release, row.statistic, row.unit): row for row in of_code("00-0000")}
        wages = self.pool.of(("wage", self.claim.unit))
        for row in wages if _precise(self.claim) else ():
            whole = every.get((row.release, row.statistic, row.unit))
            if whole and row.unit == self.claim.unit and row.statistic in self.allowed and abs(
                    abs(row.value - whole.value) - amount.value) < amount.half + 1e-9:  # fmt: skip
                return self._say("derived", "apart", (row, whole), right=False)
        return self._say("not-checkable", "difference")

    def _doubtful(self) -> bool:
        """Return whether the text leaves open whom the claim is about, or who published it."""
        claim = self.claim
        part = claim.some or claim.far or claim.statistic in _VAGUE
        return bool(part or not (claim.named or self.timed) or (claim.industry and not claim.firm))

    def _open(self) -> Judgment:
        """Return the verdict on a claim whose number was found nowhere."""
        claim, like = self.claim, self.at
        if not claim.publisher:
            return self._say("not-checkable", "nobody")
        place = claim.industry or claim.area.removeprefix("US")
        jobs = claim.measure == "employment" and not any(row.source == "EP" for row in like)
        here = not claim.industry or any(row.industry == claim.industry for row in like)
        dated = not jobs or place if self.timed else claim.measure == "wage" and not place
        if not (like and here and dated):
            years = f" of {'-'.join(claim.period[1:])}" if self.timed else " of earlier years"
            product = "OEWS" if claim.measure == "wage" or place else "Employment Projections"
            return self._say("not-checkable", "file", product=product, when=years,
                             where=place and f" for {places().get(place, place)}")  # fmt: skip
        unit, number, right = 2 * claim.amount.half, claim.amount.value, self.right
        cut = [row for row in like if 0 < row.value - number < max(unit, 100) and
               unit > GRID[row.unit] and row.statistic in self.allowed]  # fmt: skip
        if cut or self._doubtful() or right is None:
            return self._say("unclear", "cut off" if cut else "whom", tuple(cut[-1:]))
        coarse = not _precise(claim) and claim.amount.bound not in (">=", "<=")
        if coarse and abs(right.value / number - 1) < 0.1:
            return self._say("unclear", "coarse")
        return self._say("contradicted")
