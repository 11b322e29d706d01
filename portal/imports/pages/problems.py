"""What a person is asked about a file: cells that could not be read, and guesses, by their cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from portal.core.rules.spellings import Guess
from portal.core.rules.text import folded
from portal.imports.pages.reading import ImportReading
from portal.imports.rules.columns import STATUS, TIER, likely_column
from portal.imports.rules.completed import A_RECORD, OF_SUPPLIER, REMARK, SUPPLIER
from portal.imports.rules.spellings import cases
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.rules.pipeline import Status
from portal.web.filters import listed
from portal.web.words import word

AS_IT_IS = "="  # no other text is wanted for a cell
KEPT_EMPTY = "-"  # what is wanted of an empty cell
MOST_NAMED = 6  # rows of a problem
# What no other text of the cell would mend.
OF_THE_ROW = frozenset({"missing", "twin", "several", "differs", "absent", "needs_suppliers", "needs_products",
                        "lacks_suppliers", "lacks_products"})  # fmt: skip


NAMES_OF = {"lacks_suppliers": "suppliers.name", "lacks_products": "products.name"}


class ImportProblem(NamedTuple):
    """Cells that hold the same in the same column; a choice among `options`, or a line to type where there are none."""

    tone: str  # bad: left out as long as nobody answers; warn: guessed
    rows: str
    text: str
    where: str
    field: str = ""
    cell: str = ""
    options: Sequence[SelectChoice] = ()
    value: str = ""
    fill: str = ""  # the field of the form that answers it for all rows
    column: str = ""  # the heading of one that looks like what is missing
    use: str = ""  # what takes it for that

    @property
    def mendable(self) -> bool:
        return bool(self.field)


def import_problems(reading: ImportReading) -> list[ImportProblem]:
    """Each cause once: what keeps rows out first, then guesses, then what a person has said already."""
    problems = [*unreadable(reading), *guessed(reading), *mended(reading)]
    return [*(problem for problem in problems if problem.field != STATUS), *status_words(reading)]


def status_words(reading: ImportReading) -> list[ImportProblem]:
    """Each word that says where new suppliers stand, once, with what it counts as, to be changed."""
    rows: dict[str, list[int]] = {}
    for number, texts in reading.raw.items():
        if (text := texts.get(STATUS)) and not reading.records.on_file("suppliers", number):
            rows.setdefault(text, []).append(number)
    meanings: Any = reading.readers["suppliers"]
    return [status_word(reading, text, numbers, meanings.statuses) for text, numbers in rows.items()]


def status_word(reading: ImportReading, text: str, rows: list[int], meanings: Mapping[str, str]) -> ImportProblem:
    usual, wanted = meanings.get(folded(text)), reading.mends.get((STATUS, text))
    answer = wanted or (AS_IT_IS if usual else "")
    options = [
        SelectChoice(AS_IT_IS if status == usual and not wanted else str(status), status_choice(status))
        for status in Status
    ]
    unclear = [] if answer else [SelectChoice(AS_IT_IS, _("Choose"))]
    return ImportProblem(
        "ok" if answer else "bad",
        rows_text(rows),
        _("“%(text)s” is", text=text),
        heading_of(reading, STATUS),
        STATUS,
        text,
        [*unclear, *options],
        answer or AS_IT_IS,
    )


def status_choice(status: Status) -> str:
    name = word(status, "status")
    return _("%(status)s (leave at the start)", status=name) if status is Status.candidate else name


def unreadable(reading: ImportReading) -> list[ImportProblem]:
    groups: dict[tuple[str, str, str], tuple[CellFault, list[int]]] = {}
    for row, kind, fault in reading.records.problems():
        if fault.code.startswith("needs_"):
            continue  # what it belongs to is named itself
        field = column_of(reading, kind, fault.field)
        cell = reading.texts.get(row, {}).get(field, "") if fault.code not in OF_THE_ROW else ""
        about = cell or (fault.about if fault.code == "absent" else "")
        groups.setdefault((field, fault.code, about), (fault, []))[1].append(row)
    by_rows = sorted(groups.items(), key=lambda group: -len(group[1][1]))
    return [problem(reading, field, cell, fault, rows) for (field, _code, cell), (fault, rows) in by_rows]


def problem(reading: ImportReading, field: str, cell: str, fault: CellFault, rows: list[int]) -> ImportProblem:
    mendable = bool(cell) and fault.code not in OF_THE_ROW and heading_of(reading, field) != ""
    options = offered(reading, field, cell) if mendable else ()
    where = heading_of(reading, field)
    return ImportProblem(
        "bad",
        rows_text(rows),
        reading.reason(field, fault),
        where,
        field if mendable else "",
        cell,
        options,
        AS_IT_IS if options else cell,
        asks_for(reading, field, fault),
        *looks_like_it(reading, fault),
    )


def looks_like_it(reading: ImportReading, fault: CellFault) -> tuple[str, str]:
    """The heading of the column that may hold the missing names, and what says so."""
    field = NAMES_OF.get(fault.code, "")
    if not field or field in reading.columns:
        return "", ""
    cells = (cells for _number, cells in reading.body)
    place = likely_column(field, reading.headings, reading.columns, cells)
    return ("", "") if place is None else (reading.headings[place], f"{place}:{field}")


def asks_for(reading: ImportReading, field: str, fault: CellFault) -> str:
    """The field of the form that answers it for all rows at once; empty where there is none."""
    name = field.replace(".", "_", 1)
    return f"fill_{name}" if fault.code in ("missing", "lacks_suppliers") and name in reading.fillable else ""


def guessed(reading: ImportReading) -> list[ImportProblem]:
    groups: dict[tuple[str, str, str], tuple[Guess, list[int]]] = {}
    taken: dict[str, dict[str, None]] = {}  # column -> what its empty cells take from above
    for row, kind, guess in [*reading.guesses, *reading.records.guesses]:
        field = column_of(reading, kind, guess.field)
        value = guess.value if guess.text else ""
        groups.setdefault((field, guess.text, value), (guess.guess, []))[1].append(row)
        taken.setdefault(field, {})[guess.value] = None
    return [
        ImportProblem(
            "warn",
            rows_text(rows),
            guess_text(reading, field, guess, cell, value, [*taken[field]]),
            heading_of(reading, field),
            field if heading_of(reading, field) or field == REMARK else "",
            cell,
            guess_options(reading, guess),
            AS_IT_IS,
        )
        for (field, cell, value), (guess, rows) in groups.items()
    ]


def guess_text(reading: ImportReading, field: str, guess: Guess, cell: str, value: str, taken: list[str]) -> str:
    if guess == Guess.above:
        names = listed(taken[:MOST_NAMED]) + ("…" if len(taken) > MOST_NAMED else "")
        return _("Empty cells take what stands above them: %(names)s", names=names)
    if guess == Guess.remark:
        return _("“%(text)s” looks like a remark: no record is made of it", text=cell)
    about = {"text": cell, "value": reading.value_text(field, value), "why": word(guess, "import_guess")}
    return _("“%(text)s” is taken as %(value)s: %(why)s", **about)


def guess_options(reading: ImportReading, guess: Guess) -> list[SelectChoice]:
    right = SelectChoice(AS_IT_IS, _("Right so"))
    if guess == Guess.remark:
        return [right, *remark_options(reading)]
    if guess == Guess.above:
        return [right, SelectChoice(KEPT_EMPTY, _("Leave the cells empty"))]
    return [right, SelectChoice("", _("Leave the cell empty"))]


def remark_options(reading: ImportReading) -> list[SelectChoice]:
    """What a row that stands alone can be; the supplier of others only where no column is."""
    supplier = [] if SUPPLIER in reading.columns else [SelectChoice(OF_SUPPLIER, _("The supplier of the rows below"))]
    return [*supplier, SelectChoice(A_RECORD, _("It is a row of the list"))]


def mended(reading: ImportReading) -> list[ImportProblem]:
    """What was said before, to be taken back."""
    answers = []
    for (field, cell), value in reading.mends.items():
        rows = [number for number, texts in reading.raw.items() if texts.get(field, "") == cell]
        if field == REMARK:
            rows = [number for number, text in reading.remarks.items() if text == cell]
        text, where = answer_text(field, cell, value), heading_of(reading, field)
        options = answer_options(reading, field, cell, value)
        answers.append(ImportProblem("ok", rows_text(rows), text, where, field, cell, options, value))
    return answers


def answer_text(field: str, cell: str, value: str) -> str:
    if field == REMARK and value == OF_SUPPLIER:
        return _("“%(text)s” is the supplier of the rows below it", text=cell)
    if field == REMARK:
        return _("“%(text)s” is a row of the list", text=cell)
    if not cell:
        return _("Empty cells are left empty")
    if not value:
        return _("“%(text)s” is left empty", text=cell)
    return _("“%(text)s” counts as “%(value)s”", text=cell, value=value)


def answer_options(reading: ImportReading, field: str, cell: str, value: str) -> list[SelectChoice]:
    was = SelectChoice(AS_IT_IS, _("As it was"))
    if field == REMARK:
        return [was, *remark_options(reading)]
    if not cell:
        return [was, SelectChoice(value, answer_text(field, cell, value))]
    options = offered(reading, field, cell) or [was, SelectChoice("", _("Leave the cell empty"))]
    return options if value in ["", *(option.value for option in options)] else [*options, SelectChoice(value, value)]


def column_of(reading: ImportReading, kind: str, field: str) -> str:
    """The column a field of a record was read from; prices of tiers share one name."""
    name = field if "." in field else f"{kind}.{field}"
    if name == "quotes.breaks" and name not in reading.columns and TIER in reading.columns:
        return TIER
    return name


def heading_of(reading: ImportReading, field: str) -> str:
    name = field.partition(":")[0]
    return reading.headings[reading.columns.index(name)] if name in reading.columns else ""


def offered(reading: ImportReading, field: str, cell: str) -> list[SelectChoice]:
    """What the cells could hold instead, where that is a closed list."""
    choose, empty = SelectChoice(AS_IT_IS, _("Choose")), SelectChoice("", _("Leave the cell empty"))
    if counted := cases(cell):
        boxes, pieces = counted
        counts = (
            [SelectChoice(str(boxes * pieces), ngettext("%(num)d piece", "%(num)d pieces", boxes * pieces))]
            if pieces
            else []
        )
        return [choose, *counts, empty] if counts else []
    words = reading.accepted_words(field)
    return [choose, *(SelectChoice(text, text) for text in words), empty] if words else []


def rows_text(rows: list[int]) -> str:
    """How many rows, and the first of them by number."""
    count = ngettext("%(num)d row", "%(num)d rows", len(set(rows)))
    return _("%(count)s (%(numbers)s)", count=count, numbers=row_numbers(rows))


def row_numbers(rows: Iterable[int]) -> str:
    """The first of these rows."""
    numbers = sorted(set(rows))
    return ", ".join(map(str, numbers[:MOST_NAMED])) + ("…" if len(numbers) > MOST_NAMED else "")


def asked(problems: Iterable[ImportProblem]) -> int:
    """How many of them wait for an answer."""
    return sum(problem.tone == "bad" for problem in problems)
