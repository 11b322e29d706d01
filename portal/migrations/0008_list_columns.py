"""A person chooses the columns of a list. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column("user", "columns", JSONField(null=True)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("user", "columns"))
