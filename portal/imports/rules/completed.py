"""Rows of a price list that lean on others: cells merged over several rows, shares of a face value, remarks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from portal.core.rules.spellings import Guess
from portal.imports.rules.columns import TIER, kind_of
from portal.imports.rules.mixed import CellGuess

Texts = Mapping[str, str]  # of a row, by column
SUPPLIER, PRODUCT, PRICE, QUOTED_ON = "suppliers.name", "products.name", "quotes.breaks", "quotes.quoted_on"
OF_PRODUCT = (PRODUCT, "products.spec")
REMARK = "row.text"  # stands for a column where a whole row is meant
# What a row that looks like a remark can be instead.
A_RECORD, OF_SUPPLIER = "+", ">"
FACE = frozenset({"面值", "面额", "facevalue", "denomination"})
LEAST_COLUMNS = 3  # of a table in which one cell alone says too little

_SHARE = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s*折")
_AMOUNT = re.compile(r"[¥$€£]?\s*(\d+(?:\.\d+)?)\s*(?:元|块)?\s*(?:面值|面额)?")
_TOTAL = re.compile(
    r"(?:合计|小计|总计|共计|总数|汇总)(?:[:(\s].*|\d.*)?|共\s*\d+\s*(?:家|个|条|行|款|种|项).*|"
    r"(?:sub|grand )?totals?(?:[:\s].*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r".*[:：]|(?:付款|支付|交货|交期|备注|注|说明|以上|有效|报价|地址|电话|联系|开户|账号|盖章|签|税|运费|包装|发票|"
    r"payment|terms|validity|valid|delivery|bank|note|remark|price).*",
    re.IGNORECASE | re.DOTALL,
)


class RowGuess(NamedTuple):
    """What was read into a row that it does not quite say."""

    row: int
    kind: str
    guess: CellGuess


def is_priced(texts: Texts) -> bool:
    return any(name == PRICE or name.startswith(f"{TIER}:") for name in texts)


def remarks(rows: Mapping[int, Texts], cells: Mapping[int, list[str]]) -> dict[int, str]:
    """Rows of a table of prices that are no records, with their text: a heading between, conditions below."""
    priced = [number for number, texts in rows.items() if is_priced(texts)]
    if not priced or max(len(rows[number]) for number in priced) < LEAST_COLUMNS:
        return {}
    mostly = len(priced) * 2 >= sum(number <= priced[-1] for number in rows)
    texts = {number: [text.strip() for text in cells[number] if text.strip()] for number in rows}
    return {
        number: " ".join(texts[number])
        for number in rows
        if number not in priced and is_remark(texts[number], number > priced[-1], mostly)
    }


def is_remark(texts: list[str], below: bool, mostly: bool) -> bool:
    """Of a row without a price; `below`: no price follows, `mostly`: most rows have one."""
    if len(texts) == 1:
        return below or mostly
    return below and len(texts) == 2 and bool(_LABEL.fullmatch(texts[0]))


def below_suppliers(
    rows: Mapping[int, Texts], aside: Collection[int], suppliers: Mapping[int, str]
) -> dict[int, Texts]:
    """Prices below a row that names their supplier alone, up to the next row that stands aside."""
    named: dict[int, Texts] = {}
    supplier = ""
    for number in sorted([*rows, *aside]):
        if number in aside:
            supplier = suppliers.get(number, "")
            continue
        texts = rows[number]
        named[number] = {SUPPLIER: supplier, **texts} if supplier and is_priced(texts) else texts
    return named


def from_above(
    rows: Mapping[int, Texts], columns: Collection[str], kept_empty: Collection[str]
) -> tuple[dict[int, Texts], list[RowGuess]]:
    """Rows whose supplier or product stands once above them, as merged cells leave it; `kept_empty`: not in these."""
    wanted = [field for field in (SUPPLIER, PRODUCT) if field in columns and field not in kept_empty]
    filled: dict[int, Texts] = {}
    guesses: list[RowGuess] = []
    for number, texts in rows.items():
        above = filled.get(number - 1, {})
        taken = taken_from(above, texts, wanted) if is_priced(texts) else supplier_of(above, texts, wanted)
        filled[number] = {**taken, **texts} if taken else texts
        if is_priced(texts):
            guesses += [
                RowGuess(number, kind_of(field), CellGuess(field, "", value, Guess.above))
                for field, value in taken.items()
            ]
    return {number: filled[number] if is_priced(texts) else texts for number, texts in rows.items()}, guesses


def taken_from(above: Texts, texts: Texts, wanted: Collection[str]) -> dict[str, str]:
    taken = supplier_of(above, texts, wanted)
    if taken and QUOTED_ON in above and QUOTED_ON not in texts:
        taken[QUOTED_ON] = above[QUOTED_ON]
    same = SUPPLIER not in texts or texts[SUPPLIER] == above.get(SUPPLIER)
    if PRODUCT in wanted and PRODUCT not in texts and "products.code" not in texts and PRODUCT in above and same:
        taken |= {field: above[field] for field in OF_PRODUCT if field in above and field not in texts}
    return taken


def supplier_of(above: Texts, texts: Texts, wanted: Collection[str]) -> dict[str, str]:
    return {SUPPLIER: above[SUPPLIER]} if SUPPLIER in wanted and SUPPLIER not in texts and SUPPLIER in above else {}


def share_of(price: str) -> Decimal | None:
    """The part of a face value that "9.5折" or "95折" is; None: it is no such price."""
    parts = _SHARE.fullmatch(unicodedata.normalize("NFKC", price).strip())
    figure = Decimal(parts[1]) if parts else Decimal(0)
    if not 1 <= figure < 100 or figure == 10:
        return None
    return figure / (10 if figure < 10 else 100)


def is_share(price: str) -> bool:
    return "折" in price


def amount(face: str) -> Decimal | None:
    parts = _AMOUNT.fullmatch(unicodedata.normalize("NFKC", face).strip())
    return Decimal(parts[1]) if parts else None


def priced_by_face(rows: Mapping[int, Texts], faces: Mapping[int, str]) -> tuple[dict[int, Texts], list[RowGuess]]:
    """Rows whose prices are shares of the face value they name."""
    figured: dict[int, Texts] = {}
    guesses: list[RowGuess] = []
    for number, texts in rows.items():
        face, shares = amount(faces.get(number, "")), shares_in(texts.items())
        prices = {name: f"{(face * share).normalize():f}" for name, share in shares.items()} if face else {}
        figured[number] = {**texts, **prices} if prices else texts
        guesses += [
            RowGuess(number, "quotes", CellGuess(name, texts[name], value, Guess.share))
            for name, value in prices.items()
        ]
    return figured, guesses


def shares_in(texts: Iterable[tuple[str, str]]) -> dict[str, Decimal]:
    """Column of a price -> the share it is."""
    prices = ((name, share_of(text)) for name, text in texts if name == PRICE or name.startswith(f"{TIER}:"))
    return {name: share for name, share in prices if share}


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums up those above it: "合计", "小计：", "共 30 家", "Total"."""
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(_TOTAL.fullmatch(unicodedata.normalize("NFKC", first).strip()))
