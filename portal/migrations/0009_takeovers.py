"""Suppliers put at a status without passing the gates before it. Frozen: it imports nothing from the program."""

from peewee import *

TEXTS = (
    ("from_status", "varchar(12)"),
    ("status", "varchar(12)"),
    ("step", "varchar(10)"),
    ("origin", "varchar(10)"),
    ("file", "varchar(255)"),
    ("reason", "text"),
    ("back_reason", "text"),
)


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class TakeOver(Model):
        supplier = ForeignKeyField(Supplier, index=True)
        from_status = CharField(max_length=12)
        status = CharField(max_length=12)
        step = CharField(max_length=10, default="")
        origin = CharField(max_length=10)
        file = CharField(max_length=255, default="")
        import_key = IntegerField(null=True)
        reason = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()
        back_reason = TextField(default="")
        back_by = ForeignKeyField(User, null=True, backref="+")
        back_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "take_over"

    db.create_tables([TakeOver])
    if isinstance(db, PostgresqlDatabase):
        for column, kind in TEXTS:
            db.execute_sql('ALTER TABLE "take_over" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (column, kind))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("take_over"))
