"""Needs and the suppliers looked at for them. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Business(Model):
        class Meta:
            database = db
            table_name = "business"

    class Product(Model):
        class Meta:
            database = db
            table_name = "product"

    class Supplier(Model):
        class Meta:
            database = db
            table_name = "supplier"

    class Need(Model):
        version = IntegerField(default=1)
        business = ForeignKeyField(Business, index=True)
        product = ForeignKeyField(Product, null=True, index=True)
        title = CharField(max_length=120)
        goal = TextField(default="")
        customers = TextField(default="")
        categories = JSONField(default=list)
        must = TextField(default="")
        nice = TextField(default="")
        price_low = BigIntegerField(null=True)
        price_high = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        margin = BigIntegerField(null=True)
        monthly_units = IntegerField(null=True)
        first_order = IntegerField(null=True)
        longest_lead = IntegerField(null=True)
        compliance = JSONField(default=list)
        breakers = TextField(default="")
        owner = ForeignKeyField(User, null=True, index=True)
        due_on = DateField(null=True, index=True)
        closed_on = DateField(null=True)
        reason = CharField(max_length=300, default="")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "need"

    db.create_tables([Need])

    class NeedCandidate(Model):
        version = IntegerField(default=1)
        need = ForeignKeyField(Need)
        supplier = ForeignKeyField(Supplier, index=True)
        note = CharField(max_length=300, default="")
        created_at = DateTimeField()

        class Meta:
            database = db
            table_name = "need_candidate"
            indexes = ((("need", "supplier"), True),)

    db.create_tables([NeedCandidate])
    if isinstance(db, PostgresqlDatabase):
        sort_by_code_point(db)


def sort_by_code_point(db):
    """Text sorts on PostgreSQL as it does on SQLite."""
    sizes = {
        "need": {
            "title": "varchar(120)",
            "goal": "text",
            "customers": "text",
            "must": "text",
            "nice": "text",
            "currency": "varchar(3)",
            "breakers": "text",
            "reason": "varchar(300)",
        },
        "need_candidate": {"note": "varchar(300)"},
    }
    for table, columns in sizes.items():
        for column, size in columns.items():
            db.execute_sql('ALTER TABLE "%s" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (table, column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("need_candidate"))
    migrator.migrate(migrator.drop_table("need"))
