"""Agreements as pages, lists and comparisons read them: always one statement, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add, or_
from typing import Any, NamedTuple

from peewee import JOIN, SQL, Case, fn

from portal.actions.rules import Todo, TodoKind
from portal.agreements.models import SAID, Agreement, AgreementFile, ClauseTemplate, answers_of
from portal.agreements.rules.agreements import (
    RENEW_AHEAD,
    AgreementFacts,
    AgreementMark,
    AgreementState,
    Place,
    lacking_in,
)
from portal.agreements.rules.clauses import ClauseBook, written_from
from portal.agreements.rules.ordering_terms import ordering
from portal.core.models.attachments import Attachment
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status

COLUMNS = ("title", "number", "goods", "sent_on", "signed_on", "starts_on", "ends_on", "renewal_on")


UNBOUND = (AgreementState.draft.value, AgreementState.ended.value)
ORDER = (Supplier.name, Supplier.id, Agreement.signed_on.desc(nulls="FIRST"), Agreement.id.desc())


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
    """The agreements, read against the clauses.

    `home`: the country of the team; `renew_ahead`: days before the end on which it begins a renewal.
    """

    book: ClauseBook
    home: str
    renew_ahead: int = RENEW_AHEAD

    def read(self, *where: Any) -> list[AgreementFacts]:
        """By supplier, drafts first, then the one signed last."""
        return [self.facts(*row) for _status, *row in rows(lines(JOIN.INNER).where(*where))]

    def bought_from(self) -> list[tuple[int, str, str, list[AgreementFacts]]]:
        """Id, name and status of every supplier on trial or active, with its agreements."""
        suppliers: dict[int, tuple[int, str, str, list[AgreementFacts]]] = {}
        for status, *row in rows(lines(JOIN.LEFT_OUTER).where(Supplier.status.in_(BUYING))):
            supplier = suppliers.setdefault(row[1], (row[1], row[2], status, []))
            if row[0] is not None:
                supplier[3].append(self.facts(*row))
        return list(suppliers.values())

    def facts(self, *row: Any) -> AgreementFacts:
        names = ("id", "supplier_id", "supplier", "country", "owner_id", "owner", "clauses", *COLUMNS, *SAID)
        about: dict[str, Any] = dict(zip(names, row, strict=True))
        country, clauses = about.pop("country"), about.pop("clauses")
        about |= answers_of(about)
        abroad = country != self.home if country else None
        about |= {"abroad": abroad, "renew_ahead": self.renew_ahead}
        return AgreementFacts(written=written_from(self.book, clauses), **about)

    def of(self, suppliers: Collection[int]) -> dict[int, list[AgreementFacts]]:
        by_supplier: dict[int, list[AgreementFacts]] = defaultdict(list)
        for agreement in self.read(Agreement.supplier.in_(list(suppliers))):
            by_supplier[agreement.supplier_id].append(agreement)
        return by_supplier

    def mark(self, agreement: AgreementFacts, today: date, kind: str = "physical") -> AgreementMark:
        return AgreementMark(
            id=agreement.id,
            title=agreement.title,
            state=agreement.state(today),
            binds=agreement.binds(today),
            missing=agreement.missing(self.book),
            undecided=tuple(agreement.undecided(self.book)),
            ordering=ordering(agreement.written, kind == "digital"),
        )

    def marks(self, suppliers: Collection[int], kind: str, today: date) -> dict[int, tuple[AgreementMark, ...]]:
        """The agreements about goods of a kind (physical, digital), by supplier."""
        return {
            key: tuple(self.mark(agreement, today, kind) for agreement in signed if agreement.covers(kind))
            for key, signed in self.of(suppliers).items()
        }

    def todos(self, today: date) -> list[Todo]:
        """Renewals to begin; and, wanted today or by its start, core clauses an agreement sent or in force lacks."""
        ends = (self.state(today) == AgreementState.ending.value) & Agreement.renewal_on.is_null()
        columns = (Agreement.id, Agreement.title, Agreement.starts_on, Agreement.ends_on, Agreement.lacking)
        query = joined(Supplier.name, Supplier.country, User.id, User.name, *columns, ends, self.gap(today))
        query = query.where(Supplier.status != Status.retired, self.wanting(today)).order_by(*ORDER)
        todos = []
        for supplier, country, owner_id, owner, key, title, starts_on, ends_on, lacks, ending, gap in rows(query):
            whose = (owner_id, owner, key)
            if ending:
                todos.append(Todo(TodoKind.renewal, supplier, title, ends_on, *whose))
            if gap:
                missing = " ".join(lacking_in(lacks, Place.of(country, self.home)))
                todos.append(Todo(TodoKind.clauses, supplier, missing, max(today, starts_on or today), *whose))
        return todos

    def gap(self, today: date) -> Any:
        """Whether an agreement that is sent or in force, or will be, does not state a core clause."""
        places = {
            Place.home: Supplier.country == self.home,
            Place.unsure: Supplier.country == "",
            Place.abroad: Supplier.country.not_in(["", self.home]),
        }
        lacks = [there & Agreement.lacking.contains(f"{place}=") for place, there in places.items()]
        return Agreement.lacking.is_null(False) & reduce(or_, lacks) & self.state(today).not_in(UNBOUND)

    def wanting(self, today: date) -> Any:
        """The few something may be wanted of, by their indexes."""
        kept = Agreement.alias()
        about = kept.deleted_at.is_null(), kept.renewal_on.is_null()
        noticed = [kept.select(kept.id).where(*about, comes) for comes in self.notices(kept, today)]
        lacking = kept.select(kept.id).where(kept.deleted_at.is_null(), kept.lacking.is_null(False))
        return Agreement.id.in_(reduce(add, noticed) + lacking)

    def notices(self, model: Any, today: date) -> tuple[Any, Any]:
        """The first notice has come: the one agreed, or the team's where none is."""
        return model.notice_on <= today, model.notice_on.is_null() & (
            model.ends_on <= today + timedelta(self.renew_ahead)
        )

    def state(self, today: date) -> Any:
        """As `AgreementFacts.state` has it."""
        return Case(
            None,
            [
                (unsigned(today) & (Agreement.sent_on <= today), AgreementState.sent.value),
                (unsigned(today), AgreementState.draft.value),
                (Agreement.ends_on < today, AgreementState.ended.value),
                (reduce(or_, self.notices(Agreement, today)), AgreementState.ending.value),
            ],
            AgreementState.signed.value,
        )

    def numbers(self, today: date) -> tuple[dict[str, int], int]:
        """How many there are in each state, and how many of all have a gap."""
        gaps = fn.SUM(Case(None, [(self.gap(today), 1)], 0))
        query = joined(self.state(today).alias("standing"), fn.COUNT(Agreement.id), gaps)
        counted = rows(query.group_by(SQL("standing")))
        return {kind: number for kind, number, _gaps in counted}, sum(int(of) for _kind, _number, of in counted)

    def page(self, today: date, number: int, size: int, kind: str = "", gaps: bool = False) -> list[AgreementFacts]:
        """Some of them, of a state or those with gaps; one more than fits where there are further ones."""
        chosen = joined(Agreement.id).order_by(*ORDER).limit(size + 1).offset((number - 1) * size)
        if kind:
            chosen = chosen.where(self.state(today) == kind)
        chosen = chosen.where(self.gap(today)) if gaps else chosen
        return self.read(Agreement.id.in_([key for (key,) in rows(chosen)]))


def joined(*columns: Any) -> Any:
    """Agreements with their suppliers and the owners of these."""
    on_file = Agreement.deleted_at.is_null() & Supplier.deleted_at.is_null()
    query = Agreement.select(*columns).join(Supplier).join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
    return query.where(on_file)


def unsigned(today: date) -> Any:
    return Agreement.signed_on.is_null() | (Agreement.signed_on > today)


def lines(join: str) -> Any:
    """Suppliers and their agreements, as `Shelf.facts` takes them, the status of the supplier first."""
    on_file = (Agreement.supplier == Supplier.id) & Agreement.deleted_at.is_null()
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
        .join(Agreement, join, on=on_file)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner == User.id)
        .where(Supplier.deleted_at.is_null())
        .order_by(*ORDER)
    )


def with_supplier(id: int) -> Any:
    """The agreement with its supplier; None when either is gone."""
    query = Agreement.select(Agreement, Supplier).join(Supplier)
    return query.where(Agreement.id == id, Agreement.deleted_at.is_null(), Supplier.deleted_at.is_null()).first()


def templates() -> list[tuple[Any, str | None]]:
    """The templates of the team and who saved them, newest first."""
    query = ClauseTemplate.select(ClauseTemplate, User).join(User, JOIN.LEFT_OUTER, on=ClauseTemplate.by)
    query = query.where(ClauseTemplate.deleted_at.is_null()).order_by(ClauseTemplate.id.desc())
    return [(template, template.by.name if template.by else None) for template in query]


def files(agreement: int) -> list[PaperLine]:
    """The papers, newest first."""
    file = Attachment
    attached = (file.object_type == "agreement_file") & (file.object_id == AgreementFile.id) & file.deleted_at.is_null()
    query = (
        AgreementFile.select(
            AgreementFile.id, AgreementFile.on, AgreementFile.note, User.name, file.id, file.name, file.size
        )
        .join(User, JOIN.LEFT_OUTER, on=AgreementFile.by)
        .join_from(AgreementFile, file, JOIN.LEFT_OUTER, on=attached)
        .where(AgreementFile.agreement == agreement, AgreementFile.deleted_at.is_null())
        .order_by(AgreementFile.on.desc(), AgreementFile.id.desc(), file.id)
    )
    return [PaperLine(*row) for row in rows(query)]


def binds(today: date) -> Any:
    """Whether an agreement is in force; one without its days is not, and a NULL would have no opposite."""
    begun = (Agreement.signed_on <= today) & (fn.COALESCE(Agreement.starts_on, Agreement.signed_on) <= today)
    return Case(None, [(begun & lasts(today), 1)], 0) == 1


def lasts(today: date) -> Any:
    return Agreement.ends_on.is_null() | (Agreement.ends_on >= today)
