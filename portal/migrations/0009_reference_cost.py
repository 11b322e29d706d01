"""What a unit of a product is known to cost. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Product(Model):
        class Meta:
            database = db
            table_name = "product"

    class CostReference(Model):
        product = ForeignKeyField(Product, index=True)
        amount = BigIntegerField(null=True)
        currency = CharField(max_length=3)
        on = DateField()
        source = CharField(max_length=10)
        quotes = IntegerField(default=0)
        by = ForeignKeyField(User, null=True, backref="+")
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "cost_reference"

    db.create_tables([CostReference])
    if isinstance(db, PostgresqlDatabase):
        for column, size in (("currency", 3), ("source", 10)):
            db.execute_sql(
                'ALTER TABLE "cost_reference" ALTER COLUMN "%s" TYPE varchar(%d) COLLATE "C"' % (column, size)
            )


def down(migrator, db):
    migrator.migrate(migrator.drop_table("cost_reference"))
