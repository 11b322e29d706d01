"""Which column of a list is which field of which kind of record, by what stands above it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.quotes.rules.price_lists import heading_quantity

LOOKED_AT = 10  # rows in which the headings are looked for
TIER = "quotes.tier"  # prices from the quantity that the heading names; the only field of several columns
STATUS = "suppliers.status"  # where new suppliers enter
NOTHING = "-"  # a heading that counts only where no other means the same
# Each after those its records belong to.
KINDS = ("suppliers", "contacts", "products", "quotes")
# What makes a row speak of a record of this kind.
EVIDENCE = {
    "suppliers": ("suppliers.name",),
    "contacts": ("contacts.name", "contacts.phone", "contacts.mail", "contacts.chat"),
    "products": ("products.name", "products.code"),
    "quotes": ("quotes.breaks", TIER),
}
# What people write into a heading that names a supplier, or a product.
_HINTS = {
    "suppliers.name": re.compile(
        r"厂|商|店|公司|单位|供|货源|卖家|甲方|乙方|vendor|supplier|maker|factory|seller|company|shop", re.IGNORECASE
    ),
    "products.name": re.compile(r"品|货|款|型|item|goods|product|model|sku|article", re.IGNORECASE),
}
SAMPLED = 50  # rows in which it is looked whether a column holds words
_CURRENCY = re.compile(
    r"人民币|美元|美金|欧元|(?<![A-Za-z])(?:RMB|CNY|USD|EUR|HKD|US\$)(?![A-Za-z])|[¥$€元]", re.IGNORECASE
)
Fields = Mapping[str, Sequence[str]]  # key of a heading -> the fields it may be, the likeliest first


@dataclass(frozen=True, kw_only=True)
class HeadingWords:
    """What people write above the column of a field."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HeadingBook:
    version: int
    headings: tuple[HeadingWords, ...]


def heading_key(text: str) -> str:
    """A heading without case, width, punctuation and what stands in brackets: "名称（必填）*" and "名称" are one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[(\[【].*?[)\]】]", "", plain)
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


def known(names: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Key of each name -> the fields it may be, in the order in which they are given."""
    fields: dict[str, list[str]] = {}
    for field, words in names:
        for word in words:
            if field not in fields.setdefault(heading_key(word), []):
                fields[heading_key(word)].append(field)
    return fields


def candidates(heading: str, fields: Fields) -> Sequence[str]:
    """The fields a heading may be; of "手机/微信" those of its first part that is known."""
    if heading_quantity(heading):
        return (TIER,)
    if whole := fields.get(heading_key(heading)):
        return whole
    if plain := fields.get(heading_key(_CURRENCY.sub(" ", heading))):
        return plain
    parts = re.split(r"[/\\、,，&+|]|和|及|\s+(?:and|or)\s+", heading)
    return next((fields[key] for part in parts if (key := heading_key(part)) in fields), ()) if len(parts) > 1 else ()


def matched(headings: Sequence[str], fields: Fields) -> list[str]:
    """The field of each column, empty for none; what a heading leaves open the other columns decide."""
    offered = [candidates(heading, fields) for heading in headings]
    columns = [""] * len(headings)
    for place in deciding(offered):
        speaks_of = kinds_of(columns) or {kind_of(field) for field in columns if field}
        free = [field for field in offered[place] if field == TIER or field not in (*columns, NOTHING)]
        fitting = [field for field in free if kind_of(field) in speaks_of] or free[:1]
        if is_note(fitting):  # of the kind that the list tells most about
            columns_of = Counter(kind_of(field) for field in columns)
            fitting = [max(fitting, key=lambda field: columns_of[kind_of(field)])]
        columns[place] = fitting[0] if fitting else ""
    return columns


def is_note(fields: Sequence[str]) -> bool:
    return bool(fields) and all(field.endswith(".note") for field in fields)


def deciding(offered: Sequence[Sequence[str]]) -> Iterator[int]:
    """The columns in the order in which they are decided: the clear ones, then names, then what any record has."""
    yield from (place for place, fields in enumerate(offered) if len(fields) == 1)
    several = [place for place, fields in enumerate(offered) if len(fields) > 1]
    yield from sorted(several, key=lambda place: is_note(offered[place]))


def kind_of(field: str) -> str:
    return field.partition(".")[0]


def kinds_of(columns: Iterable[str]) -> tuple[str, ...]:
    """The kinds of record that rows with these columns speak of."""
    fields = set(columns)
    return tuple(kind for kind in KINDS if fields & {*EVIDENCE[kind]})


def tiers(headings: Sequence[str], columns: Sequence[str]) -> dict[int, int]:
    """Place of each price column -> the quantity from which its prices hold."""
    places = (place for place, field in enumerate(columns) if field == TIER)
    return {place: quantity for place in places if (quantity := heading_quantity(headings[place]))}


def likely_column(
    field: str, headings: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> int | None:
    """The place of the likeliest column of those that are not read: its heading hints at it, else it holds words."""
    looked_at = [row for row, _ in zip(rows, range(SAMPLED), strict=False)]
    spare = [place for place, taken in enumerate(columns) if not taken and of_words(place, looked_at)]
    hinted = [place for place in spare if _HINTS[field].search(headings[place])]
    return next(iter([*hinted, *(place for place in spare if headings[place])]), None)


def of_words(place: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether most cells of a column are filled, and most of these hold words."""
    cells = [text for row in rows if place < len(row) and (text := row[place].strip())]
    worded = [text for text in cells if any(unicodedata.category(sign) in ("Lo", "Lu", "Ll") for sign in text)]
    return len(cells) * 2 > len(rows) and len(worded) * 2 > len(cells)


def heading_row(rows: Iterable[Sequence[str]], fields: Fields) -> int:
    """Which of the first rows names the most fields, and not figures alone; the first one when none names any."""
    columns = [matched(row, fields) for row, _ in zip(rows, range(LOOKED_AT), strict=False)]
    hits = [sum(map(bool, row)) if {*row} - {TIER, ""} else 0 for row in columns]
    return hits.index(max(hits)) if hits else 0
