"""The table of a waiting file: its headings, what its columns are, and its rows as they are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal import content
from portal.core.rules.spellings import Guess
from portal.core.rules.text import folded
from portal.imports.models.headings import ImportColumn
from portal.imports.models.imports import Import
from portal.imports.pages.kinds.cells import ImportKind, in_every_language
from portal.imports.pages.kinds.registry import READERS
from portal.imports.pages.records import Texts
from portal.imports.rules.columns import KINDS, STATUS, TIER, heading_key, kind_of, known, tiers
from portal.imports.rules.completed import (
    A_RECORD,
    FACE,
    OF_SUPPLIER,
    REMARK,
    RowGuess,
    below_suppliers,
    from_above,
    is_total,
    priced_by_face,
    remarks,
)
from portal.imports.rules.heading_rows import (
    HeadingRows,
    beside,
    heading_rows,
    heading_unit,
    joined,
    letterhead_day,
    matched_alone,
    spare_prices,
    with_unit,
)
from portal.imports.rules.mixed import CellGuess
from portal.sheets.rules.cells import MOST_ROWS, BadTable, Row
from portal.sheets.upload import SheetSource, chosen, look, table
from portal.suppliers.rules.pipeline import Status
from portal.web.clock import today


@dataclass
class ImportTable:
    """A waiting file as rows of named cells."""

    row: Import

    @cached_property
    def data(self) -> bytes:
        return self.row.content()

    @cached_property
    def source(self) -> SheetSource:
        kept = self.row.choices
        wanted = {name: str(kept[name]) for name in ("encoding", "delimiter", "sheet") if name in kept}
        return chosen(self.data, look(self.data), **wanted)

    @cached_property
    def rows(self) -> list[Row]:
        return table(self.data, self.source)

    @cached_property
    def readers(self) -> dict[str, ImportKind]:
        return {kind: READERS[kind]() for kind in KINDS}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the columns can be: field -> its label."""
        return {
            f"{kind}.{name}": label for kind, reader in self.readers.items() for name, label in reader.labels().items()
        }

    @cached_property
    def known(self) -> dict[str, list[str]]:
        shipped = [(heading.field, heading.words) for heading in content.headings().headings]
        labelled = [
            (f"{kind}.{name}", labels)
            for kind, reader in self.readers.items()
            for name, labels in in_every_language(reader).items()
        ]
        remembered = {heading: [field] if field else [] for heading, field in ImportColumn.remembered().items()}
        return {**known([*shipped, *labelled]), **remembered}

    @cached_property
    def heading_rows(self) -> HeadingRows:
        """Where the headings stand among the rows."""
        wanted = self.row.choices.get("heading")
        numbers = [number for number, _cells in self.rows]
        likely = heading_rows((cells for _number, cells in self.rows), self.known)
        place = numbers.index(wanted) if wanted in numbers else likely.last
        return likely if place == likely.last else HeadingRows(place, place)

    @property
    def place(self) -> int:
        return self.heading_rows.last

    @property
    def heading(self) -> int:
        return self.rows[self.place][0]

    @cached_property
    def headings(self) -> list[str]:
        """Of every column that any row has."""
        width = max(len(cells) for _number, cells in self.rows[self.place :])
        first, last = self.heading_rows
        named = self.rows[last][1] if first == last else joined(self.rows[first][1], self.rows[last][1])
        return [text.strip() for text in named] + [""] * (width - len(named))

    @cached_property
    def columns(self) -> list[str]:
        """The field of each column, empty for none."""
        columns = self.row.choices.get("columns")
        if columns is None or len(columns) != len(self.headings):
            return self.likely
        return self.settled(columns)

    @cached_property
    def likely(self) -> list[str]:
        """The same as long as nobody chooses otherwise."""
        return self.settled(matched_alone(self.headings, self.known))

    def settled(self, columns: list[str]) -> list[str]:
        twice = self.twice(columns)
        return [field if field in self.labels and place not in twice else "" for place, field in enumerate(columns)]

    def twice(self, columns: list[str]) -> set[int]:
        """Price columns from the same quantity on: nobody knows which of them counts."""
        quantities = tiers(self.headings, columns)
        return {place for place, quantity in quantities.items() if [*quantities.values()].count(quantity) > 1}

    @property
    def day_above(self) -> str:
        """The day of the offer where a letter names it above its table."""
        return letterhead_day((cells for _number, cells in self.rows[: self.heading_rows.first]), today())

    @cached_property
    def side_by_side(self) -> list[str]:
        """Headings that say the same of several suppliers, and are not read."""
        places = beside(self.headings, self.known)
        return [self.headings[place] for place in sorted(places) if not self.columns[place]]

    @property
    def other_prices(self) -> list[str]:
        """Headings of prices that are not read, since another stands for the same quantity."""
        twice = self.twice(matched_alone(self.headings, self.known))
        spare = spare_prices(self.headings, self.columns, self.known)
        places = {*twice, *spare} - {*beside(self.headings, self.known)}
        return [self.headings[place] for place in sorted(places) if not self.columns[place]]

    @cached_property
    def body(self) -> list[Row]:
        return [row for row in self.rows[self.place + 1 :] if not is_total(row[1])]

    @property
    def totals(self) -> list[int]:
        """Numbers of the rows that only sum up."""
        return [number for number, cells in self.rows[self.place + 1 :] if is_total(cells)]

    @cached_property
    def mends(self) -> dict[tuple[str, str], str]:
        """What a person says that a cell should hold: by its column and its text."""
        return {(field, text): value for field, text, value in self.row.choices.get("mends", [])}

    @cached_property
    def raw(self) -> dict[int, Texts]:
        """The cells of each row by their column, as the file has them."""
        if len(self.body) > MOST_ROWS:
            raise BadTable("rows")
        quantities = tiers(self.headings, self.columns)
        names = [
            f"{TIER}:{quantities.get(place, '')}" if field == TIER else field
            for place, field in enumerate(self.columns)
        ]
        units = [
            heading_unit(heading) if kind_of(name) == "quotes" else ""
            for heading, name in zip(self.headings, names, strict=True)
        ]
        columns = list(zip(names, units, strict=True))
        return {
            number: {
                name: with_unit(text, unit)
                for (name, unit), cell in zip(columns, cells, strict=False)
                if name and (text := cell.strip())
            }
            for number, cells in self.body
        }

    @cached_property
    def texts(self) -> dict[int, Texts]:
        """The same as a person mended them, with what stands for several rows in one of them."""
        return self.completed[0]

    @property
    def answered(self) -> set[tuple[str, str]]:
        """Columns, and what some of their cells are to be."""
        return {(field, value) for (field, _text), value in self.mends.items()}

    @property
    def guesses(self) -> list[RowGuess]:
        return self.completed[1]

    @cached_property
    def completed(self) -> tuple[dict[int, Texts], list[RowGuess]]:
        answers = {number: self.mends.get((REMARK, text), "") for number, text in self.remarks.items()}
        aside = {number: text for number, text in self.remarks.items() if answers[number] != A_RECORD}
        suppliers = {number: text for number, text in aside.items() if answers[number] == OF_SUPPLIER}
        rows: dict[int, Texts] = {}
        for number, texts in self.raw.items():
            if number not in aside:
                rows[number] = self.mended(texts) if self.mends else texts
        rows = below_suppliers(rows, aside, suppliers)
        kept_empty = {field for field, text in self.mends if not text}
        rows, above = from_above(rows, self.columns, kept_empty)
        rows, shares = priced_by_face(rows, self.faces)
        left = [
            RowGuess(number, "row", CellGuess(REMARK, text, "", Guess.remark))
            for number, text in aside.items()
            if not answers[number]
        ]
        return rows, [*left, *above, *shares]

    def mended(self, texts: Texts) -> Texts:
        mended = {name: self.mends.get((name, text), text) for name, text in texts.items()}
        return {name: text for name, text in mended.items() if text}

    @cached_property
    def remarks(self) -> dict[int, str]:
        """Rows of a table of prices that are no records."""
        return remarks(self.raw, dict(self.body))

    @property
    def faces(self) -> dict[int, str]:
        """The face value that a row names."""
        place = next((place for place, text in enumerate(self.headings) if heading_key(text) in FACE), None)
        return {} if place is None else {number: cells[place] for number, cells in self.body if place < len(cells)}

    @property
    def taught_words(self) -> dict[str, str]:
        """What a person says that words of the column of statuses mean, where nobody would have known it."""
        known: Any = self.readers["suppliers"]
        answers = {folded(text)[:120]: code for (field, text), code in self.mends.items() if field == STATUS}
        return {key: code for key, code in answers.items() if code in tuple(Status) and known.statuses.get(key) != code}

    @property
    def taught(self) -> dict[str, str]:
        """What a person says that headings mean, where nobody would have known it."""
        theirs = beside(self.headings, self.known)  # of one file only
        columns = zip(self.headings, self.columns, self.likely, strict=True)
        return {
            key[:120]: field
            for place, (heading, field, known) in enumerate(columns)
            if field not in (known, TIER) and place not in theirs and (key := heading_key(heading))
        }
