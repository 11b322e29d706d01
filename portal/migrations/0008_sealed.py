"""Sealed samples and reference orders. Frozen: it imports nothing from the program."""

from peewee import *


def up(migrator, db):
    class User(Model):
        class Meta:
            database = db
            table_name = "user"

    class Batch(Model):
        class Meta:
            database = db
            table_name = "batch"

    class GoldenSample(Model):
        version = IntegerField(default=1)
        batch = ForeignKeyField(Batch, index=True)
        number = CharField(max_length=40, unique=True)
        sealed_on = DateField()
        contents = TextField(default="")
        accepted = TextField(default="")
        confirmed_by = ForeignKeyField(User, null=True, backref="+")
        their_name = CharField(max_length=120, default="")
        their_on = DateField(null=True)
        keeper = ForeignKeyField(User, null=True, backref="+")
        place = CharField(max_length=120, default="")
        valid_until = DateField(null=True, index=True)
        replaced_by = ForeignKeyField("self", null=True, backref="+")
        by = ForeignKeyField(User, null=True, backref="+")
        created_at = DateTimeField()
        deleted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "golden_sample"

    db.create_tables([GoldenSample])
    if isinstance(db, PostgresqlDatabase):
        for column, size in (
            ("number", "varchar(40)"),
            ("contents", "text"),
            ("accepted", "text"),
            ("their_name", "varchar(120)"),
            ("place", "varchar(120)"),
        ):
            db.execute_sql('ALTER TABLE "golden_sample" ALTER COLUMN "%s" TYPE %s COLLATE "C"' % (column, size))


def down(migrator, db):
    migrator.migrate(migrator.drop_table("golden_sample"))
