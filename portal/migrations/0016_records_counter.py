"""The head of the trail counts the changes of records. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    migrator.migrate(migrator.add_column("audit_head", "records", IntegerField(default=0)))


def down(migrator, db):
    migrator.migrate(migrator.drop_column("audit_head", "records"))
