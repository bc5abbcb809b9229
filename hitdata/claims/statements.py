"""Statements: what a sentence says by one of its amounts, and of whom, by whom and when.

The names nearest to an amount are its own; what a sentence leaves out is taken from what was named
before it in the paragraph, and the claim says that it was. Amounts that state something else than
pay, jobs, growth or openings are left out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from hitdata.claims import pattern, words
from hitdata.claims.amounts import Amount
from hitdata.claims.vocabulary import BLS, Mention

__all__ = ["Claim", "Memory", "Scene"]


@dataclass
class Claim:
    """What a text states of an amount, in the table's terms; "" and () where it does not say."""

    start: int
    end: int
    quote: str
    amount: Amount
    measure: str
    statistic: str
    unit: str
    paragraph: int = 0
    publisher: str = ""
    named: bool = False  # whether the sentence, a footnote or a source line names the publisher
    occupation: str = ""
    socs: tuple[str, ...] = ()
    far: bool = False  # whether the occupation stands further off than the paragraph
    specialty: str = ""  # O*NET code of a part of an occupation
    period: tuple[str, ...] = ()
    years: tuple[int, int] | None = None  # base and projected
    area: str = "US"
    industry: str = ""
    firm: bool = False  # whether the industry is named as one
    compared: str = ""  # growth against the average in words, without a number
    note: str = ""  # the mark of a footnote behind it
    annual: bool = False  # a rate that is called yearly
    carried: bool = False  # whether the period stands in an earlier sentence
    some: str = ""  # which part of the occupation is meant: beginners, certified, ...
    past: bool = False  # whether it is what something else has risen or fallen from
    doubt: bool = False  # whether a place is named that no list has
    #: Terms that the sentence names as well, by which the claim may mean something else; those of
    #: `loose` were only taken over from another amount.
    others: tuple[tuple[str, Any], ...] = ()
    loose: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        """Return measure and unit."""
        return self.measure, self.unit

    @property
    def timed(self) -> bool:
        """Return whether a period is stated, and not only a horizon from now."""
        return bool(self.period) and self.period[0] != "next"


@dataclass
class Memory:
    """What was named before a sentence: in its paragraph, or in the heading above it."""

    paragraph: int = -1
    block: int = 0
    publisher: str = ""
    job: Mention | None = None
    above: Mention | None = None
    topic: str = ""
    since: int = 0
    period: dict[str, tuple[str, ...]] = field(default_factory=dict)
    area: str = ""
    last: str = ""  # unit of the last claim
    listed: bool = False  # whether the line belongs to a list, and the next one too

    def enter(self, paragraph: int) -> None:
        """Forget what a new paragraph does not carry over."""
        self.since += 1
        self.listed &= paragraph < self.paragraph + 2  # a blank line ends a list
        if paragraph != self.paragraph and not self.listed:
            self.block += 1
            self.publisher, self.period, self.area, self.last = "", {}, "", ""
            self.above, self.job = self.job or self.above, None
        self.paragraph = paragraph

    def leave(
        self, sentence: str, heading: bool, found: list[Mention], made: list[Claim],
        claims: list[Claim],
    ) -> None:  # fmt: skip
        """Remember what a sentence names; a source line and a footnote name it backwards."""
        named = [m.value[0] for m in found if m.kind == "publisher"]
        if not made and pattern("source_line").match(sentence):
            near = list(takewhile(
                lambda claim: claim.paragraph >= self.block - bool(named)
                and not (named and claim.named), reversed(claims)))  # fmt: skip
            mark = pattern("note").match(sentence.strip())
            noted = [claim for claim in near if mark and claim.note == mark[0]]
            when = next((m.value for m in found if m.kind == "period"
                         and m.value[0] in ("month", "year")), ())  # fmt: skip
            for claim in noted or near:
                if named:
                    claim.publisher, claim.named = named[0], True
                claim.period = claim.period or (when if claim.measure == "wage" else ())
        self.publisher = named[-1] if named else "" if heading else self.publisher
        jobs = [m for m in found if m.kind == "occupation" and (m.value or heading or made)]
        best = next((m for m in jobs if m.value), jobs[0] if jobs else None)
        if best and best.value != ("00-0000",):
            self.job, self.since = best, 0
            self.above = best if heading else self.above
        for claim in reversed(claims):
            if best is None or claim.paragraph != self.block or claim.occupation:
                break
            claim.occupation, claim.socs = best.said, best.value
        for mention in found:
            if mention.kind == "period":
                flow = mention.value[0] in ("round", "by", "next", "since")
                self.period["growth" if flow else "pay"] = mention.value
            elif mention.kind == "area":
                self.area = mention.value[0]
        self.last = made[-1].unit if made else self.last
        self.topic = sentence if heading else self.topic
        self.listed = heading or bool(re.match(r"\s*(?:[-*•·|–▪◦]|\d{1,2}[.)])\s?", sentence)) \
            or sentence.rstrip().endswith(":") or (len(sentence) < 80 and bool(made))  # fmt: skip


@dataclass
class Scene:
    """A sentence with what it names, in which its amounts are read one after the other."""

    sentence: str
    offset: int
    found: list[Mention]
    here: list[Amount]
    memory: Memory
    made: list[Claim] = field(default_factory=list)

    def claim(self, amount: Amount, *, compared: str = "") -> Claim | None:
        """Return what the sentence states by one of its amounts, or None for anything else."""
        at, end = amount.start, amount.end
        inside = [m for m in self.found if m.kind in ("statistic", "period", "publisher")
                  and m.start < end and m.end > at
                  and m.value[0] not in ("mean", "average", "entry")]  # fmt: skip
        if inside and amount.kind != "money":
            return None
        # but for those inside a statistic: the top ten percent
        named = self._of("statistic")
        others = [other for other in self.here if not any(
            m.start < other.end and m.end > other.start for m in named)]  # fmt: skip
        self.left = max((other.end for other in others if other.end <= at), default=0)
        self.right = min((other.start for other in others if other.start >= end),
                         default=len(self.sentence))  # fmt: skip
        self.at, self.end = at, end
        self.head, self.tail = self.sentence[max(0, at - 140) : at], self.sentence[end : end + 100]
        self.own = self.sentence[max(self.left, at - 90) : at]
        self.own_and_before = self.sentence[max(0, at - 90) : at]
        self.jobs = bool(self.made) and self.made[-1].unit == "jobs"
        if amount.kind == "count" and (amount.interval or "percentile" in self.own) and _last(
                "strong_pay", self.own) > _last("strong_jobs", self.own) and \
                amount.value >= 10_000:  # fmt: skip
            amount = replace(amount, kind="money", currency="USD")  # the sign was lost
        read_as = {"money": self._pay, "percent": self._growth, "count": self._count}[amount.kind]
        if (stated := read_as(amount)) is None:
            return None
        claim = Claim(self.offset + at, self.offset + end, self.sentence[at:end], amount, *stated)
        precise = amount.half < 250
        if precise and (
            claim.statistic in ("p10", "p25", "p75", "p90") or "half" in self.head.lower()
        ):
            # "the top tenth earned more than" states the percentile itself
            claim.amount = replace(amount, bound="=")
        if claim.unit == "percent" and amount.value > 0 and not amount.signed and pattern(
                "down").search(f"{self.own} {self.tail[:25]}"):  # fmt: skip
            claim.amount = replace(claim.amount, value=-amount.value)
        claim.paragraph = self.memory.block
        claim.annual = claim.unit == "percent" and bool(
            pattern("yearly").search(self.tail[: min(40, self.right - end)])
            or re.search(r"(?i)annual(?:ly)?(?: growth| rate)?[\w ]{0,12}$", self.own))  # fmt: skip
        some = pattern("some").search(self.sentence)
        claim.some = some[0] if some and claim.measure == "wage" else ""
        self._who(claim)
        self._where(claim)
        self._when(claim)
        self._else(claim)
        claim.compared = compared
        note = pattern("note").search(self.sentence, end)
        claim.note = note[0] if note else ""
        self.made.append(claim)
        return claim

    def compare(self) -> None:
        """Read growth that is compared with the average, where the sentence has no number of it."""
        said = pattern("compared_growth").search(self.sentence)
        if said and not any(amount.kind == "percent" for amount in self.here):
            how = "much faster" if said["much"] else next(
                words for words in ("faster", "as", "slower") if said[words])  # fmt: skip
            amount = Amount(*said.span(), "percent", math.nan, None, 0)
            self.claim(amount, compared=how.replace("as", "as fast") if how == "as" else how)

    def _else(self, claim: Claim) -> None:
        """Fill in what else the claim may mean by the names around it."""
        jobs = [m.value for m in (*self._of("occupation"), self.memory.job, self.memory.above)
                if m and m.value]  # fmt: skip
        dated = [m.value for m in self._of("period") if m.value[0] != "next"]
        named: dict[str, list[Any]] = {
            "statistic": [m.value[0] for m in self._of("statistic") if claim.measure == "wage"],
            "period": [*dated, *self.memory.period.values()], "socs": jobs,
            "publisher": [m.value[0] for m in self._of("publisher")],
            "area": [*(m.value[0] for m in self._of("area")), self.memory.area or "US"],
        }  # fmt: skip
        claim.others = tuple(dict.fromkeys(
            (term, value) for term, values in named.items() for value in values
            if value not in (getattr(claim, term), "average", "entry")))  # fmt: skip
        if not any(m.end > self.left and m.start < self.right for m in self._of("statistic")):
            claim.loose = "statistic"
        if pattern("nation").search(self.own):
            claim.area, claim.loose = "US", "socs"
            claim.others += (("socs", ("00-0000",)),)
        known = [(m.start, m.end) for m in self.found]
        label = pattern("label").fullmatch(self.sentence[: self.at])
        claim.doubt = bool(label and claim.measure == "wage" and all(
            label.end("label") <= start or label.start("label") >= end for start, end in known)
        ) or any(
            all(place.end("name") <= start or place.start("name") >= end for start, end in known)
            and place["name"].split()[0].lower() not in words()["lists"]["no_place"]
            for place in pattern("elsewhere").finditer(self.sentence))  # fmt: skip

    def _pay(self, amount: Amount) -> tuple[str, str, str] | None:
        """Return measure, statistic and unit of a sum of money that is pay."""
        high = amount.high or amount.value
        if pattern("denied").search(self.own) or high >= 5e5 or amount.value < 5:
            return None
        yes, pay = _last("pay", self.head), _last("strong_pay", self.own)
        no = _last("not_pay", self.own)
        no = no if no >= len(self.own) - 60 else -1
        after = pattern("pay").search(self.tail[:60])
        against = pattern("not_pay").search(self.tail[:30])
        statistic = self._statistic(amount)
        titled = any(m.value for m in self._of("occupation"))
        listed = titled and re.match(r"[\s|*•-]*[\w ,&()/'’-]{3,70}[:|,–—-] ?(?:US)?\s?$",
                                     self.sentence[: self.at])  # fmt: skip
        last, job = self.memory.last, self.memory.job or titled
        listed_on = last.startswith("USD") and re.search(r"(?i)\bhourly\b|\bannual", self.own)
        large = amount.value > {"hour": 7, "year": 9999}.get(last[4:], math.inf)
        still = bool((job and large) or listed_on)
        paid = yes >= 0 or after or still or statistic or listed or self._of("publisher") or (
            amount.interval and (titled or self.memory.job)
        ) or pattern("pay").search(self.memory.topic)  # fmt: skip
        other = no >= max(pay, 0) or (against and not (after and after.start() < against.start()))
        if not paid or (other and not (amount.interval and no <= pay)):
            return None
        if pattern("other_price").search(self.sentence) and not titled:
            return None
        near = self.own[-70:] + self.tail[:25]
        hourly = last.endswith("/hour") or re.search(r"(?i)\bhour(?:ly)?\b|/hr", near)
        interval = amount.interval or ("hour" if high < 200 or (high < 400 and hourly) else "year")
        by = statistic not in ("p10", "p50", "p90") and pattern("gap_of").search(self.own)
        more = pattern("more_than").match(self.tail.lstrip(" ."))
        by = by or (pattern("by_so_much").search(self.own) and pattern("changed").search(self.head))
        gap = amount.high is None and (more or by)
        if not amount.interval and (
                (interval == "hour" and not (hourly or yes >= 0 or statistic))
                or (interval == "year" and high < 3000 and not gap)):  # fmt: skip
            return None
        unit = f"{amount.currency}/{interval}"
        if gap:
            return "wage difference", "difference", unit
        return "wage", statistic or ("unstated" if amount.high is None else "range"), unit

    def _statistic(self, amount: Amount) -> str:
        """Return the statistic that the words next to an amount name."""
        at, end = self.at, self.end
        named = [m for m in self.found if m.kind == "statistic"]
        close = [m for m in named if end <= m.start < self.right
                 and pattern("close").fullmatch(self.sentence[end : m.start])]  # fmt: skip
        within = [m for m in named if m.start < at < m.end]
        before = [m for m in named if self.left <= m.start and m.end <= at]
        before = [m for m in before if not self.left or m.start > self.left + 4] or before
        behind = [m for m in named if end <= m.start and m.end <= self.right and m.start - end < 70]
        earlier = [m for m in named if m.end <= at]
        if behind and earlier and re.search(r"[;.]|, (?:and|while|with)",
                                            self.sentence[end : behind[0].start]):  # fmt: skip
            behind = []
        for options in (close, within, before[::-1], behind, earlier[::-1]):
            if options:
                strong = [m for m in options if m.value[0] not in ("entry", "average")] or options
                name = strong[0].value[0]
                if amount.high is None:
                    return name
                tenth = {"p10": "p10-p90", "p90": "p10-p90"}
                return tenth.get(name, name if "-" in name else "range")
        share = pattern("share_of").search(self.own_and_before) if amount.high is None else None
        if share and share.lastgroup and amount.bound in ("<=", ">="):
            other = {"p10": "p90", "p25": "p75"} if amount.bound == ">=" else {}
            return other.get(share.lastgroup, share.lastgroup)
        return ""

    def _growth(self, amount: Amount) -> tuple[str, str, str] | None:
        """Return measure, statistic and unit of a percent that is growth of employment."""
        around, jobs, soon = self.head + self.tail, pattern("jobs"), self.tail[:40]
        other = _last("other_growth", self.own) > _last("jobs", self.own)
        market = re.search(r"(?i)\bmarkets?\b", self.head) and not jobs.search(around)
        other = other and not pattern("still_jobs").search(soon)
        pay = pattern("not_growth").match(self.tail) or pattern("of_pay").search(soon)
        if abs(amount.value) > 500 or market or other or pay:
            return None
        strong = pattern("strong_jobs").search(around + self.memory.topic)
        known = self.memory.job or BLS in {m.value[0] for m in self._of("publisher")}
        spans = any(m.value[0] == "round" for m in self._of("period"))
        whose = strong or self._of("occupation") or (known and (spans or jobs.search(around)))
        grows = amount.signed or pattern("growth").search(around + self.memory.topic) or (
            self.memory.last == "percent" and ("average" in around or pattern("label").fullmatch(
                self.sentence[: self.at])))  # fmt: skip
        other = "unemployment" in self.sentence
        return (
            ("employment change", "percent", "percent") if whose and grows and not other else None
        )

    def _count(self, amount: Amount) -> tuple[str, str, str] | None:
        """Return measure, statistic and unit of a count that is of jobs or openings."""
        behind = self.tail[: max(0, self.right - self.end)]
        ahead = [m.start - self.end for m in self.found if m.kind == "occupation"
                 and self.end <= m.start < self.right]  # fmt: skip
        straight = any(gap <= 3 for gap in ahead) or pattern("straight").match(self.tail)
        if amount.value < 50 or amount.currency or (amount.high or amount.value) > 4e8 or (
                pattern("not_counted").match(self.tail) and not straight):  # fmt: skip
            return None
        strong = pattern("strong_jobs").search(self.head + self.tail) or any(
            len(m.value) == 1 for m in self._of("publisher"))  # fmt: skip
        other = _last("other_growth", self.own) > _last("jobs", self.own) or (
            pattern("staff").search(self.head) and not any(gap <= 3 for gap in ahead)
        ) or pattern("members").search(self.head)  # fmt: skip
        if not strong or other:
            return None
        held = (self.jobs or pattern("employed").search(self.own)) and pattern(
            "leads").search(self.own)  # fmt: skip
        if not (held or pattern("counted").match(behind) or any(gap <= 22 for gap in ahead)):
            return None
        spot = re.split(r"[;,]", self.own)[-1] + self.sentence[self.at : self.end] + re.split(
            r"[;.]|, ", behind)[0]  # fmt: skip
        clause = self.own + self.sentence[self.at : min(self.right, self.end + 60)]
        opens, new = pattern("openings"), pattern("new_jobs").search(spot)
        if opens.search(spot) or (opens.search(clause) and not new and not re.search(
                r"(?i)\bemploy(?:ed|ment)|\bjobs\b", spot)):  # fmt: skip
            return "openings", "total", "jobs"
        that_is = self.made and self.made[-1].unit == "percent" and pattern(
            "that_is").fullmatch(self.own)  # fmt: skip
        change = re.search(r"(?i)\b(?:change|increase|growth|gain|decline)\b[^.;]{0,25}$", self.own)
        if new or that_is or (change and not re.search(r"\bto ?$", self.own)):
            return "employment change", "total", "jobs"
        return "employment", "total", "jobs"

    # -- of whom, by whom, when --------------------------------------------------------------------

    def _nearest(self, options: list[Mention]) -> Mention | None:
        """Return the mention that belongs to the amount: the last before it, or the first after."""
        before = [m for m in options if m.end <= self.at]
        behind = [m for m in options if m.start >= self.end]
        if behind and before and behind[0].kind == "period" and behind[0].end <= self.right:
            if any(0 <= m.start - behind[0].end < 3 for m in self._of("statistic")):
                return before[-1]  # the 2022 median that comes next
            close = before[-1].start <= self.left + 5 and behind[0].start < self.end + 5 and (
                before[-1].end < self.at - 3)  # fmt: skip
            if close or before[-1].end <= self.left:
                return behind[0]
        if before and behind:
            gap = self.sentence[before[-1].end : self.at]
            ahead = self.sentence[self.end : behind[0].start]
            # as in: 32% growth for analysts and 15% for managers
            close = len(ahead) < 12 and len(gap) > 25 and not re.search(r"[;.]|, and|\d", ahead)
            short = len(gap) < 8 or re.search(r"\d", gap)
            if close or (short and pattern("ahead").fullmatch(ahead)):
                return behind[0]
        return before[-1] if before else behind[0] if behind else None

    def _of(self, kind: str) -> list[Mention]:
        return [m for m in self.found if m.kind == kind]

    def _who(self, claim: Claim) -> None:
        """Fill in publisher and occupation."""
        claim.publisher = self.memory.publisher
        named = self._of("publisher")
        behind = [m for m in named if m.start >= self.end
                  and pattern("by_whom").fullmatch(self.sentence[self.end : m.start])]  # fmt: skip
        apart = pattern("apart")  # in another clause
        named_here = [m for m in named if m.start < self.at
                      or not apart.search(self.sentence[self.end : m.start])]  # fmt: skip
        if any(self.left + 12 * bool(self.left) <= m.start < self.at for m in named):
            behind = [m for m in behind if "(" in self.sentence[self.end : m.start]]
        if publisher := behind[0] if behind else self._nearest(named_here):
            names = {m.value[0] for m in named}
            vague = len(publisher.value) > 1 and BLS in names
            claim.publisher, claim.named = BLS if vague else publisher.value[0], True
        jobs = [m for m in self._of("occupation") if m.value != ("00-0000",) or m.start < self.at
                or not pattern("than_all").search(self.sentence[: m.start][-40:])]  # fmt: skip
        own = {publisher.end + 1 for publisher in named}  # BLS economists
        job = self._nearest([m for m in jobs if m.start not in own or " " in m.said])
        if job and job.start > self.end and pattern("compared").search(
                self.sentence[self.end : job.start]):  # fmt: skip
            job = None
        if job is None and (job := self.memory.job or self.memory.above):
            claim.far = self.memory.job is None and self.memory.since > 6
        if job:
            claim.occupation, claim.socs = job.said, job.value
        if pattern("everyone").match(self.tail):
            claim.occupation, claim.socs = "all occupations", ("00-0000",)
        if code := re.search(r"\b(\d\d-\d{4})(\.(?!00)\d\d\b)?", self.sentence):
            claim.specialty = code[0] if code[2] else ""
            claim.socs = tuple(dict.fromkeys([code[1], *(claim.socs if code[2] else ())]))

    def _where(self, claim: Claim) -> None:
        """Fill in area and industry."""
        area = self._nearest([m for m in self._of("area") if m.start < self.at or not pattern(
            "turn").search(self.sentence[self.end : m.start])])  # fmt: skip
        claim.area = area.value[0] if area else self.memory.area or "US"
        if pattern("nationwide").search(self.own) or (
                pattern("nationwide").search(self.sentence)
                and not (area and area.end <= self.at)):  # fmt: skip
            claim.area = "US"
        industry = self._nearest(self._of("industry"))
        if industry and not (industry.start > self.end and re.search(
                r"\d", self.sentence[self.end : industry.start])):  # fmt: skip
            claim.industry, claim.firm = industry.value[0], bool(industry.value[1])

    def _when(self, claim: Claim) -> None:
        """Fill in the reference period, or base and projected year."""
        periods = self._of("period")
        rounds = [m for m in periods if m.value[0] == "round"]
        spans = [m for m in periods if m.value[0] in ("round", "by", "next")]
        dated = [m for m in periods if m.value[0] in ("month", "year", "since")]
        earlier = self.memory.period
        if claim.measure in ("wage", "wage difference"):
            mention = self._nearest(dated)
            claim.period = mention.value if mention else earlier.get("pay", ())
            if claim.period and claim.period[0] == "since":
                claim.period = ("year", claim.period[1])
        else:
            stock = claim.measure == "employment"
            mention = self._nearest(periods if stock else rounds or spans) or self._nearest(dated)
            claim.period = mention.value if mention else earlier.get(
                "pay" if stock else "growth", earlier.get("growth", ()))  # fmt: skip
            span = rounds[0].value if stock and rounds else claim.period
            if span and span[0] == "round":
                claim.years = int(span[1]), int(span[2])
        when, year = claim.period, 0
        if claim.measure == "wage" and when and when[0] in ("month", "year"):
            year = int(when[1][:4])
        if year and pattern("year_before").search(self.sentence[self.end : self.right][:40]):
            claim.period = "year", str(year - 1)
        elif year and pattern("year_after").search(self.own + self.sentence[self.end :][:30]):
            claim.period = "year", str(year + 1)
        elif claim.measure == "wage" and pattern("up_from").search(self.own) and not (
                mention and self.end <= mention.start < self.right):  # fmt: skip
            claim.period, claim.years, mention = (), None, None
            claim.past = True
            return
        if mention is None:
            other = claim.publisher not in ("", self.memory.publisher) and self.memory.publisher
            claim.carried, claim.period = not other, () if other else claim.period


def _last(name: str, text: str) -> int:
    """Return where the last place ends at which a pattern fits; -1 where none does."""
    return max((found.end() for found in pattern(name).finditer(text)), default=-1)
