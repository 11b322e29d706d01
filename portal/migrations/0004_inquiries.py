"""Inquiries to suppliers and their answers. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class Inquiry(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        goods = CharField(max_length=10)
        asked_at = DateTimeField()
        channel = CharField(max_length=10)
        asked_by = ForeignKeyField(User, null=True, backref="+")
        note = TextField(default="")
        first_reply_at = DateTimeField(null=True)
        answered_at = DateTimeField(null=True)
        questions = JSONField(default=list)
        answers = JSONField(default=dict)
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "inquiry"

    db.create_tables([Inquiry])
    if isinstance(db, PostgresqlDatabase):
        sort_by_code_point(db)


def sort_by_code_point(db):
    """Text sorts on PostgreSQL as it does on SQLite."""
    sizes = {"goods": "varchar(10)", "channel": "varchar(10)", "note": "text"}
    for column, size in sizes.items():
        db.execute_sql('ALTER TABLE "inquiry" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("inquiry"))
