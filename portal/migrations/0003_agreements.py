"""Agreements with suppliers and their papers. Frozen: it imports nothing from the program."""

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

    class Agreement(Model):
        version = IntegerField(default=1)
        supplier = ForeignKeyField(Supplier, index=True)
        title = CharField(max_length=120)
        number = CharField(max_length=80, default="")
        goods = CharField(max_length=10)
        sent_on = DateField(null=True)
        signed_on = DateField(null=True)
        starts_on = DateField(null=True)
        ends_on = DateField(null=True, index=True)
        renewal_on = DateField(null=True)
        branded = CharField(max_length=3, default="")
        custom = CharField(max_length=3, default="")
        feed = CharField(max_length=3, default="")
        clauses = JSONField(default=dict)
        note = TextField(default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement"

    db.create_tables([Agreement])

    class AgreementFile(Model):
        version = IntegerField(default=1)
        agreement = ForeignKeyField(Agreement, index=True)
        on = DateField()
        note = CharField(max_length=200, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement_file"

    db.create_tables([AgreementFile])
    if isinstance(db, PostgresqlDatabase):
        sort_by_code_point(db)


def sort_by_code_point(db):
    """Text sorts on PostgreSQL as it does on SQLite."""
    sizes = {
        "agreement": {
            "title": "varchar(120)",
            "number": "varchar(80)",
            "goods": "varchar(10)",
            "note": "text",
            "branded": "varchar(3)",
            "custom": "varchar(3)",
            "feed": "varchar(3)",
        },
        "agreement_file": {"note": "varchar(200)"},
    }
    for table, columns in sizes.items():
        for column, size in columns.items():
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("agreement_file"))
    migrator.migrate(migrator.drop_table("agreement"))
