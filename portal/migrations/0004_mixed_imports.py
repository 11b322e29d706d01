"""A file may hold records of several kinds: the kind stands beside each record. Frozen: it imports nothing from the program."""

from peewee import *

SOURCE = ("encoding", "delimiter", "sheet", "heading", "headings")


def models(db):
    class Import(Model):
        kind = CharField(max_length=12)
        choices = JSONField(default=dict)
        counts = JSONField(null=True)

        class Meta:
            database = db
            table_name = "import"

    class ImportRow(Model):
        part_of = ForeignKeyField(Import, on_delete="CASCADE", backref="+")
        kind = CharField(max_length=12, default="")
        outcome = CharField(max_length=10)

        class Meta:
            database = db
            table_name = "import_row"

    class ImportColumn(Model):
        heading = CharField(max_length=120, unique=True)
        field = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "import_column"

    return Import, ImportRow, ImportColumn


def up(migrator, db):
    Import, ImportRow, ImportColumn = models(db)
    db.execute_sql('ALTER TABLE "import_row" ADD COLUMN "kind" varchar(12) NOT NULL DEFAULT \'\'')
    for key, kind, choices, counts in list(
        Import.select(Import.id, Import.kind, Import.choices, Import.counts).tuples()
    ):
        ImportRow.update(kind=kind).where(ImportRow.part_of == key, ImportRow.outcome != "refused").execute()
        # What the columns of a waiting file are is found again: they have other names now.
        kept = {name: value for name, value in (choices or {}).items() if name in SOURCE}
        Import.update(choices=kept, counts={kind: counts} if counts else None).where(Import.id == key).execute()
    db.execute_sql('ALTER TABLE "import" DROP COLUMN "kind"')
    meant = {}
    for kind, heading, field in db.execute_sql(
        'SELECT "kind", "heading", "field" FROM "import_column" ORDER BY "id"'
    ).fetchall():
        named = {"supplier": "suppliers.name", "product": "products.name"}.get(field, f"{kind}.{field}")
        meant.setdefault(heading, named if field else "")
    db.execute_sql('DROP TABLE "import_column"')
    db.create_tables([ImportColumn])
    for heading, field in meant.items():
        ImportColumn.create(heading=heading, field=field)
    if isinstance(db, PostgresqlDatabase):
        for table, column, size in (
            ("import_column", "heading", 120),
            ("import_column", "field", 40),
            ("import_row", "kind", 12),
            ("import_job", "expected", 200),
        ):
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (table, column, size))


def down(migrator, db):
    db.execute_sql('ALTER TABLE "import" ADD COLUMN "kind" varchar(12) NOT NULL DEFAULT \'suppliers\'')
    db.execute_sql('ALTER TABLE "import_row" DROP COLUMN "kind"')
    db.execute_sql('DROP TABLE "import_column"')

    class ImportColumn(Model):
        kind = CharField(max_length=12)
        heading = CharField(max_length=120)
        field = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "import_column"
            indexes = ((("kind", "heading"), True),)

    db.create_tables([ImportColumn])
