"""What follows from the clauses of an agreement stands beside them. Frozen: it imports nothing from the program."""

from peewee import *

INDEXES = {
    "agreement_notice": ('"notice_on", "ends_on"', '"deleted_at" IS NULL AND "renewal_on" IS NULL'),
    "agreement_lacking": ('"supplier_id"', '"deleted_at" IS NULL AND "lacking" IS NOT NULL'),
    "agreement_standing": (
        '"supplier_id", "sent_on", "signed_on", "ends_on", "notice_on", "lacking", "deleted_at"',
        '"deleted_at" IS NULL',
    ),
}


def up(migrator, db):
    migrator.migrate(
        migrator.add_column("agreement", "notice_on", DateField(null=True)),
        migrator.add_column("agreement", "lacking", TextField(null=True)),
        migrator.add_column("agreement", "book", IntegerField(default=0, index=True)),
    )
    if isinstance(db, PostgresqlDatabase):
        db.execute_sql('ALTER TABLE "agreement" ALTER COLUMN "lacking" TYPE text COLLATE "C"')
    for name, (columns, rows) in INDEXES.items():
        db.execute_sql('CREATE INDEX "%s" ON "agreement" (%s) WHERE %s' % (name, columns, rows))


def down(migrator, db):
    for name in INDEXES:
        db.execute_sql('DROP INDEX "%s"' % name)
    migrator.migrate(migrator.drop_index("agreement", "agreement_book"))
    for name in ("notice_on", "lacking", "book"):
        migrator.migrate(migrator.drop_column("agreement", name))
