"""CSV as it comes out of Excel, WPS and shop systems: which encoding and which delimiter, found from the bytes."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from portal.sheets.rules.cells import BadTable, unguarded

# As people choose them -> as Python calls them. A byte order mark is taken off where there is one.
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "gb18030": "gb18030",
    "big5": "cp950",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
}
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
PROBED_BYTES, PROBED_ROWS = 200_000, 20
# Lead bytes of the characters everybody uses: level 1 of GB 2312 and of Big5.
COMMON = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
ALLOWED_CONTROLS = frozenset("\t\n\r\f\x1a")  # the last is how DOS ended a file


def encoding_of(data: bytes) -> str:
    """The encoding the bytes are most likely in."""
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    if marked:
        return marked
    sample = data[:PROBED_BYTES]
    if sample.count(0) > len(sample) // 8:
        return "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
    if readable(data, "utf-8"):
        return "utf-8"
    return max(COMMON, key=lambda name: (readable(data, name), commonness(sample, COMMON[name])))


def readable(data: bytes, encoding: str) -> bool:
    try:
        data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError:
        return False
    return True


def commonness(sample: bytes, leads: range) -> float:
    """Share of the two-byte characters that are common ones, if the sample is in that encoding."""
    place = hits = pairs = 0
    while place < len(sample) - 1:
        if sample[place] < 0x81:
            place += 1
            continue
        pairs += 1
        hits += sample[place] in leads
        place += 2
    return hits / pairs if pairs else 0.0


def decoded(data: bytes, encoding: str) -> str:
    """The text; BadTable when the bytes are not in this encoding, or are no text at all."""
    try:
        text = data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError:
        raise BadTable("encoding", encoding) from None
    text = text.removeprefix("\ufeff")
    if any(c < " " and c not in ALLOWED_CONTROLS for c in set(text)):
        raise BadTable("kind")
    return text


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most even columns."""
    return max(DELIMITERS, key=lambda name: evenness(text, DELIMITERS[name]))


def evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest width above one, and that width."""
    lines = io.StringIO(text[:PROBED_BYTES], newline="")
    try:
        widths = [len(row) for row, _ in zip(csv.reader(lines, delimiter=delimiter), range(PROBED_ROWS), strict=False)]
    except csv.Error:
        return 0, 0
    wide = Counter(width for width in widths if width > 1).most_common(1)
    return (wide[0][1], wide[0][0]) if wide else (0, 0)


def rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row as a spreadsheet program counts them, empty ones too."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITERS[delimiter])
    try:
        for number, row in enumerate(reader, 1):
            yield number, [unguarded(cell) for cell in row]
    except csv.Error:
        raise BadTable("quotes", str(reader.line_num)) from None
