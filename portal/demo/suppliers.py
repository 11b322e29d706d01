"""Fourteen suppliers in every state of the pipeline, with the people, papers and rumours that go with them."""

from __future__ import annotations

from portal.demo import World
from portal.demo.papers import attach
from portal.demo.supplier_rows import ROWS, DemoSupplier
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier
from portal.suppliers.rules.pipeline import Status

NAMES = {
    "licence": "营业执照", "certificate": "认证证书", "authorisation": "授权书", "permit": "许可证",
    "source_evidence": "码源证明", "visit_record": "看厂记录",
}  # fmt: skip

SPOKEN = ("other",)  # kinds of source one cannot look up


def load(world: World) -> None:
    for row in world.say(ROWS):
        world.suppliers[row.key] = supplier = enlist(world, row)
        walk(world, row, supplier)
        surround(world, row, supplier)


def enlist(world: World, row: DemoSupplier) -> Supplier:
    return Supplier.enlist(
        world.stamp(row.by, row.ago),
        categories=[world.categories[key].id for key in row.categories],
        tags=row.tags,
        name=row.name,
        legal_name=row.legal_name,
        kind=row.kind,
        goods=row.goods,
        country=row.country,
        place=row.place,
        since_year=world.today.year - row.years if row.years is not None else None,
        since_month=row.month,
        company_code=row.company_code,
        website=row.website,
        tier=row.tier,
        owner=world.people[row.owner].id if row.owner else None,
        note=row.note,
    )


def walk(world: World, row: DemoSupplier, supplier: Supplier) -> None:
    """Each step on its day, by the rules the page keeps too."""
    for status, ago, reason in row.way:
        verdict = supplier.move(Status(status), reason, supplier.version, world.stamp(row.owner or row.by, ago))
        if not verdict.ok:
            raise ValueError(f"{row.name} may not go to {status}: {verdict.fault}")


def surround(world: World, row: DemoSupplier, supplier: Supplier) -> None:
    for name, position, phone, mail, chat in row.contacts:
        Contact.add(
            world.stamp(row.by, row.ago),
            supplier=supplier,
            name=name,
            position=position,
            phone=phone,
            mail=mail,
            chat=chat,
        )
    for kind, number, holder, issued, left, category in row.papers:
        stored = Document.add(
            world.stamp(row.by, min(row.ago, 200)),
            supplier=supplier,
            kind=kind,
            number=number,
            holder=holder or row.legal_name,
            category=world.categories[category].id if category else None,
            issued_on=world.day(issued),
            expires_on=None if left is None else world.day(-left),
            by=world.people[row.by].id,
        )
        name = f"{world.say(NAMES[kind])} {world.say('示例')}"
        attach(world, stored, "paper", name, row.by, min(row.ago, 200))
    for source, source_kind, tone, ago, text, *serious in row.heard:
        matter, answer = serious or ("", "")
        note = ReputationNote.add(
            world.stamp(row.by, ago),
            supplier=supplier,
            source=source,
            source_kind=source_kind,
            tone=tone,
            matter=matter,
            on=world.day(ago + 3),
            url="" if source_kind in SPOKEN else f"https://example.com/{source_kind}/{supplier.id}",
            text=text,
            by=world.people[row.by].id,
        )
        if answer:
            note.settle(answer, note.version, world.stamp(row.owner or row.by, ago - 1))
