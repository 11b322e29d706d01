"""Agreements as pages, lists and comparisons read them: always one statement, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN

from portal.actions.rules import Todo, TodoKind
from portal.agreements.models import Agreement, AgreementFile
from portal.agreements.rules.agreements import AgreementFacts, AgreementMark, AgreementState
from portal.agreements.rules.clauses import ClauseBook, written_from
from portal.agreements.rules.ordering_terms import ordering
from portal.core.models.attachments import Attachment
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status

COLUMNS = ("title", "number", "goods", "sent_on", "signed_on", "starts_on", "ends_on", "renewal_on")
SAID = ("branded", "custom", "feed")


class PaperLine(NamedTuple):
    id: int
    on: date
    note: str
    by: str | None
    file_id: int | None
    name: str | None
    size: int | None


@dataclass(frozen=True)
class Shelf:
    """The agreements, read against the clauses; `home` is the country of the team."""

    book: ClauseBook
    home: str

    def read(self, *where: Any) -> list[AgreementFacts]:
        """By supplier, drafts first, then the one signed last."""
        return [self.facts(*row) for _status, *row in rows(lines(JOIN.INNER).where(*where))]

    def bought_from(self) -> list[tuple[str, str, list[AgreementFacts]]]:
        """Name and status of every supplier on trial or active, with its agreements."""
        found: dict[int, tuple[str, str, list[AgreementFacts]]] = {}
        for status, *row in rows(lines(JOIN.LEFT_OUTER).where(Supplier.status.in_(BUYING))):
            supplier = found.setdefault(row[1], (row[2], status, []))
            if row[0] is not None:
                supplier[2].append(self.facts(*row))
        return list(found.values())

    def facts(self, *row: Any) -> AgreementFacts:
        names = ("id", "supplier_id", "supplier", "country", "owner_id", "owner", "clauses", *COLUMNS, *SAID)
        about: dict[str, Any] = dict(zip(names, row, strict=True))
        country, clauses = about.pop("country"), about.pop("clauses")
        about |= {name: {"yes": True, "no": False}.get(about[name]) for name in SAID}
        abroad = country != self.home if country else None
        return AgreementFacts(abroad=abroad, written=written_from(self.book, clauses), **about)

    def of(self, suppliers: Collection[int]) -> dict[int, list[AgreementFacts]]:
        found: dict[int, list[AgreementFacts]] = defaultdict(list)
        for one in self.read(Agreement.supplier.in_(list(suppliers))):
            found[one.supplier_id].append(one)
        return found

    def mark(self, one: AgreementFacts, today: date, kind: str = "physical") -> AgreementMark:
        terms = ordering(one.written, kind == "digital")
        return AgreementMark(one.id, one.title, one.state(today), one.binds(today), one.missing(self.book), terms)

    def marks(self, suppliers: Collection[int], kind: str, today: date) -> dict[int, tuple[AgreementMark, ...]]:
        """The agreements about goods of a kind (physical, digital), by supplier."""
        return {
            key: tuple(self.mark(one, today, kind) for one in found if one.covers(kind))
            for key, found in self.of(suppliers).items()
        }

    def todos(self, today: date) -> list[Todo]:
        """Renewals to begin; and, wanted today or by its start, needed clauses an agreement sent or in force lacks."""
        found = []
        for one in self.read(Supplier.status != Status.retired):
            owner, state = (one.owner_id, one.owner), one.state(today)
            if state is AgreementState.ending and one.renewal_on is None and one.ends_on:
                found.append(Todo(TodoKind.renewal, one.supplier, one.title, one.ends_on, *owner, one.id))
            missing = one.missing(self.book)
            if missing and state in (AgreementState.sent, AgreementState.signed, AgreementState.ending):
                wanted = max(today, one.starts_on or today)
                found.append(Todo(TodoKind.clauses, one.supplier, " ".join(missing), wanted, *owner, one.id))
        return found


def lines(join: str) -> Any:
    """Suppliers and their agreements, as `Shelf.facts` takes them, the status of the supplier first."""
    here = (Agreement.supplier == Supplier.id) & Agreement.deleted_at.is_null()
    return (
        Supplier.select(
            Supplier.status,
            Agreement.id,
            Supplier.id,
            Supplier.name,
            Supplier.country,
            User.id,
            User.name,
            Agreement.clauses,
            *(getattr(Agreement, name) for name in (*COLUMNS, *SAID)),
        )
        .join(Agreement, join, on=here)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner == User.id)
        .where(Supplier.deleted_at.is_null())
        .order_by(Supplier.name, Supplier.id, Agreement.signed_on.desc(nulls="FIRST"), Agreement.id.desc())
    )


def with_supplier(id: int) -> Any:
    """The agreement with its supplier; None when either is gone."""
    query = Agreement.select(Agreement, Supplier).join(Supplier)
    return query.where(Agreement.id == id, Agreement.deleted_at.is_null(), Supplier.deleted_at.is_null()).first()


def files(agreement: int) -> list[PaperLine]:
    """The papers, newest first."""
    file = Attachment
    here = (file.object_type == "agreement_file") & (file.object_id == AgreementFile.id) & file.deleted_at.is_null()
    query = (
        AgreementFile.select(
            AgreementFile.id, AgreementFile.on, AgreementFile.note, User.name, file.id, file.name, file.size
        )
        .join(User, JOIN.LEFT_OUTER, on=AgreementFile.by)
        .join_from(AgreementFile, file, JOIN.LEFT_OUTER, on=here)
        .where(AgreementFile.agreement == agreement, AgreementFile.deleted_at.is_null())
        .order_by(AgreementFile.on.desc(), AgreementFile.id.desc(), file.id)
    )
    return [PaperLine(*row) for row in rows(query)]
