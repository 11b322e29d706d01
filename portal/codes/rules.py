"""Codes of digital goods as they are tested: read without being kept, first results, and whether they stay alive."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

LEAST, LONGEST, MOST = 8, 200, 500  # characters of a code; codes in one go
WORDS = (re.compile(r"[!-+./-9<-~]+"), re.compile(r"[0-9A-Za-z]+"))  # as a code may be set into a text
EDGES = "!\"#$%&'()*+./<=>?@[]^_`{|}~"
ALONE = re.compile(r"[!-+./-9<-~]+")  # a code by itself: no other script, and none of , : ; as labels have them
SHOWN = 4  # characters that are kept to tell codes apart
DAYS = (1, 7, 30, 60)  # after the first test: when the codes that worked are looked at again (DG07)
LAST_WINDOW = 30  # days in which the last check may still be made


class First(StrEnum):
    """The result of a code when it was first used."""

    untested = "untested"
    works = "works"
    dead = "dead"
    wrong_value = "wrong_value"
    used = "used"  # by somebody else, before us


class CodeFault(StrEnum):
    short = "short"  # its last four would give away too much
    long = "long"
    more = "more"  # a label, a password or a second figure stands beside it


class CodeStanding(StrEnum):
    ahead = "ahead"
    due = "due"
    done = "done"
    missed = "missed"  # not checked: unknown, never alive
    gone = "gone"  # none was left to look at


@dataclass(frozen=True)
class KeptCode:
    """All that is kept of a code, and the line of the paste it stood on."""

    line: int
    last_four: str
    fingerprint: str


@dataclass(frozen=True)
class Paste:
    codes: tuple[KeptCode, ...]
    faults: tuple[tuple[int, CodeFault], ...]  # by line
    repeats: tuple[tuple[int, int], ...]  # line, and the first line with the same code


def plain_code(text: str) -> str:
    """A code without spaces, dashes and control characters, in half-width characters."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if not_between(character))


def not_between(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] not in "ZC" and kind != "Pd" and character != "\N{MINUS SIGN}"


def fingerprint(code: str, key: bytes) -> str:
    """HMAC-SHA256 of a code as `plain_code` gives it, in hex; capitals and small letters are alike."""
    return hmac.new(key, code.upper().encode(), hashlib.sha256).hexdigest()


def read_paste(text: str, key: bytes) -> Paste:
    """The codes of a paste, one a line; blank lines are passed over, but counted."""
    codes: list[KeptCode] = []
    faults: list[tuple[int, CodeFault]] = []
    repeats: list[tuple[int, int]] = []
    first: dict[str, int] = {}
    for line, raw in enumerate(text.splitlines(), 1):
        code = plain_code(raw)
        if not code:
            continue
        if not ALONE.fullmatch(code):
            faults.append((line, CodeFault.more))
            continue
        if not LEAST <= len(code) <= LONGEST:
            faults.append((line, CodeFault.short if len(code) < LEAST else CodeFault.long))
            continue
        kept = KeptCode(line, code[-SHOWN:], fingerprint(code, key))
        codes.append(kept)
        if first.setdefault(kept.fingerprint, line) != line:
            repeats.append((line, first[kept.fingerprint]))
    return Paste(tuple(codes), tuple(faults), tuple(repeats))


@dataclass(frozen=True)
class Tried:
    """One code of a batch as the count needs it."""

    fingerprint: str
    result: First
    tested_on: date | None


@dataclass(frozen=True)
class CodeCount:
    """The codes of a batch, counted.

    One that stands in the batch again is one bad code more, whatever it was said to do.
    """

    all: int
    works: int
    bad: int
    untested: int
    repeats: int
    tested_on: date | None  # the day of the first test

    @property
    def tested(self) -> int:
        return self.works + self.bad


def count(codes: Iterable[Tried]) -> CodeCount:
    """The count of codes in the order they were recorded: the first of two alike is the one that counts."""
    seen: set[str] = set()
    results: list[First] = []
    repeats, days = 0, []
    for code in codes:
        if code.tested_on is not None and code.result is not First.untested:
            days.append(code.tested_on)
        if code.fingerprint in seen:
            repeats += 1
        else:
            seen.add(code.fingerprint)
            results.append(code.result)
    works, untested = results.count(First.works), results.count(First.untested)
    bad = len(results) - works - untested + repeats
    return CodeCount(len(results) + repeats, works, bad, untested, repeats, min(days, default=None))


@dataclass(frozen=True)
class Check:
    """A check on one of DAYS: of `asked` codes that were still alive, how many still worked."""

    day: int
    checked_on: date
    asked: int
    alive: int

    @property
    def dead(self) -> int:
        return self.asked - self.alive


@dataclass(frozen=True)
class Point:
    day: int
    opens: date
    closes: date
    standing: CodeStanding
    left: int  # codes not known to be dead before it
    check: Check | None = None
    share: Decimal | None = None  # alive of those that worked at first, 0 to 1; None where it is not known


def survival(works: int, tested_on: date | None, checks: Iterable[Check], today: date) -> tuple[Point, ...]:
    """The checks of a batch in which `works` codes worked on the day of the first test; empty where none did.

    A check may be made from its day until the day before the next one (METHODS 2.3). Shares are product-limit estimates
    of Kaplan and Meier (1958), the plain share where every code is looked at each time. A check that asked for more
    codes than could be left makes its share, and those after it, unknown.
    """
    if tested_on is None or works == 0:
        return ()
    by_day = {check.day: check for check in checks}
    left, share, points = works, Decimal(1), []
    fits = True
    for place, day in enumerate(DAYS):
        opens = tested_on + timedelta(days=day)
        closes = tested_on + timedelta(days=(*DAYS, DAYS[-1] + LAST_WINDOW)[place + 1] - 1)
        check = by_day.get(day)
        if check is None:
            stands = standing(opens, closes, today) if left else CodeStanding.gone
            points.append(Point(day, opens, closes, stands, left, share=None if left else Decimal(0)))
            continue
        fits = fits and 0 < check.asked <= left
        share = share * check.alive / check.asked if check.asked else share
        points.append(Point(day, opens, closes, CodeStanding.done, left, check, share if fits else None))
        left = max(left - check.dead, 0)
    return tuple(points)


def standing(opens: date, closes: date, today: date) -> CodeStanding:
    if today < opens:
        return CodeStanding.ahead
    return CodeStanding.due if today <= closes else CodeStanding.missed


@dataclass(frozen=True)
class CodesAnswer:
    """What the tested codes of a batch say to a criterion of the sheet: its figures, and of how many codes.

    No figures: the codes on file cannot say yet.
    """

    figures: Mapping[str, Decimal]
    of: int
    open: int  # recorded, and not tested yet


def first_success(count: CodeCount) -> CodesAnswer | None:
    """DG02: the percentage of the tested codes that worked at once; None where none was tested."""
    if not count.tested:
        return None
    return CodesAnswer({"success": percent_of(Decimal(count.works) / count.tested)}, count.tested, count.untested)


def repeated_or_used(count: CodeCount, repeated: int) -> CodesAnswer | None:
    """DG06: codes that stand twice, were seen elsewhere or were used before; None where none was tested.

    While some are untested, none found is no answer: one of them may be used.
    """
    if not count.tested:
        return None
    return CodesAnswer(
        {"found": Decimal(repeated)} if repeated or not count.untested else {}, count.all, count.untested
    )


def alive_shares(count: CodeCount, points: Iterable[Point]) -> CodesAnswer | None:
    """DG07: the percentage still alive on each day that was checked; None before the first check."""
    known = {f"d{point.day}": point.share for point in points if point.check and point.share is not None}
    figures = {key: percent_of(share) for key, share in known.items()}
    return CodesAnswer(figures, count.works, 0) if figures else None


def percent_of(share: Decimal) -> Decimal:
    """Cut to one place, so that 99.96 never reads as all."""
    return (share * 100).quantize(Decimal("0.1"), ROUND_FLOOR).normalize() + 0


def holds_code(text: str, paste: str) -> bool:
    """Whether a text says one of the codes of a paste."""
    words = plain_code(text).upper()
    codes = (plain_code(line).upper() for line in paste.splitlines())
    return any(len(code) >= SHOWN and code in words for code in codes)


def names_code(text: str, known: Container[str], key: bytes) -> bool:
    """Whether a word of a text, or some that stand side by side, have one of the fingerprints."""
    return any(fingerprint(run, key) in known for run in runs(text))


def runs(text: str) -> Iterator[str]:
    """Words side by side as one code would be read from them, with and without the marks around them."""
    plain = "".join(spaced(character) for character in unicodedata.normalize("NFKC", text))
    for words in (pattern.findall(plain) for pattern in WORDS):
        for first in range(len(words)):
            run = ""
            for word in words[first:]:
                run += word
                if len(run) > LONGEST:
                    break
                if len(run) >= LEAST:
                    yield from {run, run.strip(EDGES)}


def spaced(character: str) -> str:
    """A character of a text as codes are read from it: only spaces part words."""
    return character if not_between(character) else " " * character.isspace()
