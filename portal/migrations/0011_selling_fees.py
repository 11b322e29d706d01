"""What a platform takes of each sale of a product. Frozen: it imports nothing from the program."""

from peewee import *

COLUMNS = ("sale_share", "sale_fee")


def up(migrator, db):
    for name in COLUMNS:
        migrator.migrate(migrator.add_column("product", name, BigIntegerField(null=True)))


def down(migrator, db):
    for name in COLUMNS:
        migrator.migrate(migrator.drop_column("product", name))
