"""Lists held against the records, and serious word of mouth. Frozen: it imports nothing from the program."""

from peewee import *

TEXTS = (("matter", "varchar(10)"), ("answer", "text"))


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    columns = {
        ("run", "against"): IntegerField(default=0),
        ("run", "against_on"): DateField(null=True),
        ("run", "checked_at"): DateTimeField(null=True),
        ("reputation_note", "matter"): CharField(max_length=10, default=""),
        ("reputation_note", "answer"): TextField(default=""),
        ("reputation_note", "answered_by_id"): ForeignKeyField(User, field=User.id, null=True, backref="+"),
        ("reputation_note", "answered_at"): DateTimeField(null=True),
    }
    for (table, name), column in columns.items():
        migrator.migrate(migrator.add_column(table, name, column))
    if isinstance(db, PostgresqlDatabase):
        for name, kind in TEXTS:
            db.execute_sql('ALTER TABLE "reputation_note" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (name, kind))


def down(migrator, db):
    for name in ("against", "against_on", "checked_at"):
        migrator.migrate(migrator.drop_column("run", name))
    migrator.migrate(migrator.drop_index("reputation_note", "reputation_note_answered_by_id"))
    for name in ("matter", "answer", "answered_by_id", "answered_at"):
        migrator.migrate(migrator.drop_column("reputation_note", name))
