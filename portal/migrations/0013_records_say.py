"""Lists held against the records. Frozen: it imports nothing from the program."""

from peewee import *

COLUMNS = {
    "against": IntegerField(default=0),
    "against_on": DateField(null=True),
    "checked_at": DateTimeField(null=True),
}


def up(migrator, db):
    for name, column in COLUMNS.items():
        migrator.migrate(migrator.add_column("run", name, column))


def down(migrator, db):
    for name in COLUMNS:
        migrator.migrate(migrator.drop_column("run", name))
